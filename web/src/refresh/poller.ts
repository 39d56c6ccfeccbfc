import { failureOf } from "./failure.ts";
import { nextDelayMs, transition } from "./refresh-state.ts";
import type { RefreshState } from "./refresh-state.ts";

export interface PollerOptions<T> {
  /** Reads once; gets what the read before it brought. */
  readonly load: (previous: T | undefined) => Promise<T>;
  /** Wall time in ms. */
  readonly now: () => number;
  /** Calls back once after a delay; answers how to call it off. */
  readonly schedule: (callback: () => void, delayMs: number) => () => void;
}

/** Reads one thing again and again, one read at a time, while it runs. A store for `useSyncExternalStore`. */
export class Poller<T> {
  readonly #options: PollerOptions<T>;
  readonly #listeners = new Set<() => void>();
  #state: RefreshState<T> = { phase: "loading" };
  #running = false;
  #reading = false;
  #callOff: (() => void) | undefined;

  constructor(options: PollerOptions<T>) {
    this.#options = options;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): RefreshState<T> => this.#state;

  /** Reads at once, then on and on. */
  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.readNow();
  }

  /** Reads no more; a read that is on its way still counts. */
  stop(): void {
    this.#running = false;
    this.#callOff?.();
  }

  /** Does not wait for the next turn. Nothing happens while a read is on its way. */
  readonly readNow = (): void => {
    this.#callOff?.();
    if (!this.#reading) void this.#read();
  };

  async #read(): Promise<void> {
    const { load, now } = this.#options;
    this.#reading = true;
    try {
      const data = await load("data" in this.#state ? this.#state.data : undefined);
      this.#state = transition(this.#state, { type: "answered", data, atMs: now() });
    } catch (error) {
      const failure = failureOf(error);
      this.#state = transition(this.#state, { type: "failed", failure, atMs: now() });
    }
    this.#reading = false;
    for (const listener of this.#listeners) listener();
    if (!this.#running) return;
    this.#callOff = this.#options.schedule(this.readNow, nextDelayMs(this.#state));
  }
}
