import type { Clock } from "../core/clock.ts";
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
/** The longest sleep, so that a clock that was slewed is looked at again. */
const sleepMaxMs = 1_000;
const retryMs = 250;

/**
 * Ends holds that have run out. The due times are rows with an index; this keeps one timer, for the earliest of them,
 * and hears of new ones from the log. What fell due while the process was down is due at once. Expiries are commands
 * like any other, in the lane that admission does not stop, so a flood of orders cannot keep stock from coming back.
 */
export class HoldTimer {
  readonly #options: HoldTimerOptions;
  readonly #stopListening: () => void;
  #timer: NodeJS.Timeout | undefined;
  #dueMs = Number.POSITIVE_INFINITY;
  #stopped = false;
  #step: Promise<void> = Promise.resolve();

  constructor(options: HoldTimerOptions) {
    this.#options = options;
    this.#stopListening = options.storage.onCommit((events) => this.#hear(events));
    this.#arm(options.clock());
  }

  /** Stops, and resolves when the step on its way is done. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#stopListening();
    clearTimeout(this.#timer);
    await this.#step;
  }

  #hear(events: readonly CommittedEvent[]): void {
    for (const { event } of events) {
      if (event.kind !== "order.placed" || event.subject.kind !== "order") continue;
      const { holdExpiresAtMs } = event.subject.order;
      if (holdExpiresAtMs < this.#dueMs) this.#arm(holdExpiresAtMs);
    }
  }

  #arm(dueMs: number): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    this.#dueMs = dueMs;
    const waitMs = Math.min(Math.max(0, dueMs - this.#options.clock()), sleepMaxMs);
    this.#timer = setTimeout(() => {
      this.#step = this.#fire();
    }, waitMs);
    this.#timer.unref();
  }

  async #fire(): Promise<void> {
    try {
      this.#dueMs = Number.POSITIVE_INFINITY;
      const { storage, clock } = this.#options;
      const orderIds = await storage.overdueHolds(clock(), stepMax);
      await Promise.all(
        orderIds.map((orderId) => applyInternal(storage, { type: "expire_hold", orderId })),
      );
      const nextMs = await storage.nextHoldExpiryMs();
      if (nextMs !== undefined && nextMs < this.#dueMs) this.#arm(nextMs);
    } catch (error) {
      if (this.#stopped) return;
      this.#options.onError(error);
      this.#arm(this.#options.clock() + retryMs);
    }
  }
}
