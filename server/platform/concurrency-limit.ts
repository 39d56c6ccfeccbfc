/** Counts what is in flight and says no past a limit. */
export class ConcurrencyLimit {
  /** May change: who is in stays in. */
  max: number;
  #inFlight = 0;

  constructor(max: number) {
    this.max = max;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** Takes a place and answers how to give it back, once; undefined when there is none. */
  enter(): (() => void) | undefined {
    if (this.#inFlight >= this.max) return undefined;
    this.#inFlight += 1;
    let left = false;
    return () => {
      if (!left) this.#inFlight -= 1;
      left = true;
    };
  }
}
