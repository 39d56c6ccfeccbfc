export interface RefreshPaceOptions {
  readonly refresh: () => void;
  /** True while an earlier read is on its way: it may have begun before the change, and is not called off. */
  readonly busy: () => boolean;
  readonly everyMs: number;
  /** Steady time in ms. */
  readonly now: () => number;
  /** Calls back once after a delay; answers how to call it off. */
  readonly schedule: (callback: () => void, delayMs: number) => () => void;
}

/**
 * Turns many reasons to refresh into few refreshes: the first at once, then at most one in `everyMs`, and always one after the last
 * reason.
 */
export class RefreshPace {
  readonly #options: RefreshPaceOptions;
  #nextMs = Number.NEGATIVE_INFINITY;
  #callOff: (() => void) | undefined;

  constructor(options: RefreshPaceOptions) {
    this.#options = options;
  }

  /** There is a reason to refresh. */
  readonly ask = (): void => {
    if (this.#callOff !== undefined) return;
    const { now, schedule } = this.#options;
    const waitMs = this.#nextMs - now();
    if (waitMs > 0) this.#callOff = schedule(this.#due, waitMs);
    else this.#due();
  };

  /** Forgets what was asked for. */
  stop(): void {
    this.#callOff?.();
    this.#callOff = undefined;
  }

  readonly #due = (): void => {
    const { refresh, busy, everyMs, now, schedule } = this.#options;
    this.#nextMs = now() + everyMs;
    this.#callOff = busy() ? schedule(this.#due, everyMs) : undefined;
    if (this.#callOff === undefined) refresh();
  };
}
