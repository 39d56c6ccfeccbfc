export interface PacedOptions<T> {
  /** The value as it is; the same object as long as it is the same. */
  readonly read: () => T;
  /** When this is another than before, the value shows at once. */
  readonly urgent: () => unknown;
  readonly subscribe: (listener: () => void) => () => void;
  readonly everyMs: number;
  /** Monotonic, in ms. */
  readonly now: () => number;
  /** Calls back once after a delay; answers how to call it off. */
  readonly schedule: (callback: () => void, delayMs: number) => () => void;
}

/**
 * A value that changes at most every `everyMs` for those who read it; the last one always comes. They are not even told of those in
 * between: a page that hears of all and shows few is drawn for all. A store for `useSyncExternalStore`.
 */
export class PacedValue<T> {
  readonly #options: PacedOptions<T>;
  readonly #listeners = new Set<() => void>();
  #shown: { readonly value: T; readonly urgent: unknown };
  #shownAtMs = Number.NEGATIVE_INFINITY;
  #callOff: (() => void) | undefined;
  #leave: (() => void) | undefined;

  constructor(options: PacedOptions<T>) {
    this.#options = options;
    this.#shown = this.#now();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#leave ??= this.#options.subscribe(this.#onChange);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#rest();
    };
  };

  readonly value = (): T => {
    // Nobody told it of changes: it looks for itself.
    if (this.#leave === undefined) this.#shown = this.#now();
    return this.#shown.value;
  };

  readonly #onChange = (): void => {
    const { value, urgent } = this.#now();
    if (value === this.#shown.value) return;
    const waitMs = this.#shownAtMs + this.#options.everyMs - this.#options.now();
    if (urgent !== this.#shown.urgent || waitMs <= 0) this.#show();
    else this.#callOff ??= this.#options.schedule(this.#show, waitMs);
  };

  readonly #show = (): void => {
    this.#callOff?.();
    this.#callOff = undefined;
    this.#shown = this.#now();
    this.#shownAtMs = this.#options.now();
    for (const listener of this.#listeners) listener();
  };

  #now(): { readonly value: T; readonly urgent: unknown } {
    return { value: this.#options.read(), urgent: this.#options.urgent() };
  }

  #rest(): void {
    this.#callOff?.();
    this.#callOff = undefined;
    this.#leave?.();
    this.#leave = undefined;
  }
}
