/** A server that can send the same to all of its subscribers. */
export interface Side {
  readonly url: string;
  readonly subscriberCount: () => number;
  /** Gets ready to send so many frames; not measured. */
  readonly prepare: (frameCount: number) => void;
  /** Sends the next frame to every subscriber. */
  readonly send: () => void;
  /** True once each of them has taken it. */
  readonly taken: () => boolean;
}

export interface SideOptions {
  /** Events in each frame. */
  readonly eventCount: number;
  readonly coding: "identity" | "gzip";
}

/** Where bytes or messages are written. */
export interface Taker {
  readonly writableLength: number;
}

/** Tells whether all of many writables have taken what was written to them, without looking twice at one that has. */
export class AllTaken<T extends Taker> {
  readonly #takers = new Set<T>();
  #list: readonly T[] = [];
  #at = 0;

  get list(): readonly T[] {
    return this.#list;
  }

  add(taker: T): void {
    this.#takers.add(taker);
    this.#list = [...this.#takers];
  }

  delete(taker: T): void {
    this.#takers.delete(taker);
    this.#list = [...this.#takers];
  }

  /** Something was written to all of them. */
  restart(): void {
    this.#at = 0;
  }

  isTrue(): boolean {
    while (this.#at < this.#list.length && this.#list[this.#at]?.writableLength === 0)
      this.#at += 1;
    return this.#at >= this.#list.length;
  }
}
