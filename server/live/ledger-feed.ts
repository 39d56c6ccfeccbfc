import type { LedgerState } from "../payments/ledger.ts";
import type { Piece } from "./frame.ts";
import type { Hub } from "./hub.ts";
import { ledgerPiece } from "./pieces.ts";

/** Who checks the books. */
export interface WatchedLedger {
  readonly state: () => LedgerState;
  /** Calls back when something began or ceased to be wrong. Answers how to end it. */
  readonly onChange: (listener: () => void) => () => void;
}

export interface LedgerFeedOptions {
  readonly ledger: WatchedLedger;
  readonly hub: Pick<Hub, "publishLedger" | "ring">;
}

/**
 * Tells those who watch how the books stand: at once when something began or ceased to be wrong, and with every point of metrics, because
 * how far they were checked moves all the time. It needs no timer of its own then, and no frame. Never stored.
 */
export class LedgerFeed {
  readonly #options: LedgerFeedOptions;
  readonly #stopListening: () => void;

  constructor(options: LedgerFeedOptions) {
    this.#options = options;
    this.#stopListening = options.ledger.onChange(() => this.publish());
  }

  publish(): void {
    this.#options.hub.publishLedger(() => this.now());
  }

  now(): Piece {
    const { ledger, hub } = this.#options;
    return ledgerPiece(ledger.state(), hub.ring.headSeq);
  }

  stop(): void {
    this.#stopListening();
  }
}
