export interface SecondsOptions {
  /** Wall time in ms. */
  readonly now: () => number;
  /** Calls back again and again; answers how to end that. */
  readonly every: (callback: () => void, everyMs: number) => () => void;
}

const everyMs = 1_000;

/**
 * The time by the second, for all who show it: one timer, and so one picture of the screen. With a timer for each, 50 orders that count
 * down made the page draw 50 times a second. A store for `useSyncExternalStore`.
 */
export class Seconds {
  readonly #options: SecondsOptions;
  readonly #listeners = new Set<() => void>();
  #nowMs: number;
  #end: (() => void) | undefined;

  constructor(options: SecondsOptions) {
    this.#options = options;
    this.#nowMs = options.now();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#end ??= this.#options.every(this.#tick, everyMs);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#end?.();
      this.#end = undefined;
    };
  };

  /** While nobody listens it stands; the first who asks then hears the time as it is. */
  readonly nowMs = (): number => {
    if (this.#end === undefined) this.#nowMs = this.#standing();
    return this.#nowMs;
  };

  readonly #tick = (): void => {
    this.#nowMs = this.#options.now();
    for (const listener of this.#listeners) listener();
  };

  /** To the second: a snapshot has to be the same one when it is asked for twice while one picture is made. */
  #standing(): number {
    const nowMs = this.#options.now();
    return nowMs - this.#nowMs < everyMs ? this.#nowMs : nowMs;
  }
}
