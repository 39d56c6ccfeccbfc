export interface DueTimerOptions {
  /** The earliest due time; undefined when nothing is due. */
  readonly nextMs: () => number | undefined;
  readonly now: () => number;
  /** Deals with what is due. */
  readonly fire: () => void;
}

/** One timer for the earliest of many due times, which are somewhere else: a database, a map. */
export class DueTimer {
  readonly #options: DueTimerOptions;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: DueTimerOptions) {
    this.#options = options;
  }

  /** Looks at the due times again: call it when there are others than before. */
  look(): void {
    clearTimeout(this.#timer);
    const nextMs = this.#stopped ? undefined : this.#options.nextMs();
    if (nextMs === undefined) return;
    const waitMs = Math.min(Math.max(0, nextMs - this.#options.now()), waitMaxMs);
    this.#timer = setTimeout(() => this.#options.fire(), waitMs);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }
}

/** The longest sleep, so that a clock that was set is looked at again. */
const waitMaxMs = 1_000;
