import type { Clock } from "../core/clock.ts";

export interface EarliestTimerOptions {
  readonly now: Clock;
  /** Deals with what is due and answers when the next is due; undefined when nothing is. Called again only when it has ended. */
  readonly look: () => number | undefined | Promise<number | undefined>;
  /** Told of a look that failed; there is another one in a moment. */
  readonly onError: (error: unknown) => void;
}

/** The longest sleep, so that a clock that was slewed or set is looked at again. */
const sleepMaxMs = 1_000;
const retryMs = 250;

/**
 * One timer for the earliest of many due times, which are somewhere else: rows with an index, a map. A timer for each would be memory for each
 * and gone after a restart. Nothing is looked at before its time, and one look is on its way at a time: what is due meanwhile, however
 * much, is one more look when it has ended.
 */
export class EarliestTimer {
  readonly #options: EarliestTimerOptions;
  #timer: NodeJS.Timeout | undefined;
  #dueMs = Number.POSITIVE_INFINITY;
  #looking: Promise<void> | undefined;
  #stopped = false;

  constructor(options: EarliestTimerOptions) {
    this.#options = options;
  }

  /** Something is due at that time: call it for what is new, and at the start for what was there. The earliest counts. */
  due(dueMs: number): void {
    if (dueMs >= this.#dueMs) return;
    this.#dueMs = dueMs;
    this.#arm();
  }

  /** Looks no more, and resolves when the look on its way has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#looking;
  }

  #arm(): void {
    if (this.#stopped || this.#looking !== undefined) return;
    clearTimeout(this.#timer);
    if (this.#dueMs === Number.POSITIVE_INFINITY) return;
    const waitMs = Math.min(Math.max(0, this.#dueMs - this.#options.now()), sleepMaxMs);
    this.#timer = setTimeout(() => this.#wake(), waitMs);
    this.#timer.unref();
  }

  #wake(): void {
    if (this.#options.now() < this.#dueMs) return this.#arm();
    this.#dueMs = Number.POSITIVE_INFINITY;
    this.#looking = this.#look().finally(() => {
      this.#looking = undefined;
      this.#arm();
    });
  }

  async #look(): Promise<void> {
    const { look, now, onError } = this.#options;
    try {
      const nextMs = (await look()) ?? Number.POSITIVE_INFINITY;
      this.#dueMs = Math.min(this.#dueMs, nextMs);
    } catch (error) {
      if (this.#stopped) return;
      onError(error);
      // What was heard of meanwhile waits too: it would most likely fail the same way.
      this.#dueMs = now() + retryMs;
    }
  }
}
