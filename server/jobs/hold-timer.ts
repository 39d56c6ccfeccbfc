import type { Clock } from "../core/clock.ts";
import { EarliestTimer } from "../platform/earliest-timer.ts";
import type { CommittedEvent, Storage } from "../storage/storage.ts";
import { applyInternal } from "./apply-internal.ts";

export interface HoldTimerOptions {
  readonly storage: Storage;
  readonly clock: Clock;
  /** Told of an expiry that failed; the timer tries again. */
  readonly onError: (error: unknown) => void;
}

/** Expiries that are on their way at once. */
const stepMax = 256;

/**
 * Ends holds that have run out. The due times are rows with an index; this keeps one timer, for the earliest of them,
 * and hears of new ones from the log. What fell due while the process was down is due at once. Expiries are commands
 * like any other, in the lane that admission does not stop, so a flood of orders cannot keep stock from coming back.
 */
export class HoldTimer {
  readonly #options: HoldTimerOptions;
  readonly #stopListening: () => void;
  readonly #timer: EarliestTimer;

  constructor(options: HoldTimerOptions) {
    const { storage, clock, onError } = options;
    this.#options = options;
    this.#timer = new EarliestTimer({ now: clock, look: () => this.#expire(), onError });
    this.#stopListening = storage.onCommit((events) => this.#hear(events));
    this.#timer.due(clock());
  }

  /** Stops, and resolves when the step on its way is done. */
  async stop(): Promise<void> {
    this.#stopListening();
    await this.#timer.stop();
  }

  #hear(events: readonly CommittedEvent[]): void {
    for (const { event } of events) {
      if (event.kind !== "order.placed" || event.subject.kind !== "order") continue;
      this.#timer.due(event.subject.order.holdExpiresAtMs);
    }
  }

  async #expire(): Promise<number | undefined> {
    const { storage, clock } = this.#options;
    const orderIds = await storage.overdueHolds(clock(), stepMax);
    await Promise.all(
      orderIds.map((orderId) => applyInternal(storage, { type: "expire_hold", orderId })),
    );
    return await storage.nextHoldExpiryMs();
  }
}
