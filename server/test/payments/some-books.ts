import type { WatchedLedger } from "../../live/ledger-feed.ts";
import type { LedgerState } from "../../payments/ledger.ts";

/** Books that add up, as far as anybody has looked. */
export const soundBooks: LedgerState = {
  faults: [],
  faultCount: 0,
  checkedSeq: 69,
  checkedAtMs: 1_800_000_000_000,
};

/** Books with so many faults, each with its detail. */
export function unsoundBooks(detail: string, faultCount = 1): LedgerState {
  const faults = Array.from({ length: faultCount }, (_, index) => ({
    check: "stock_matches_moves" as const,
    subjectId: `SKU-${index}`,
    detail,
    seq: index + 1,
  }));
  return { ...soundBooks, faults, faultCount };
}

/** Books that a test finds sound or not, in the place of who checks them. */
export class SomeBooks implements WatchedLedger {
  readonly #listeners = new Set<() => void>();
  #state = soundBooks;

  readonly state = (): LedgerState => this.#state;

  readonly onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  find(state: LedgerState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
