/** How many payments may still be begun, so that a drill makes as many as it was asked for and not one more. */
export class Tickets {
  #left: number;
  #out = 0;
  #used = 0;

  constructor(count: number) {
    this.#left = count;
  }

  /** Payments that were begun and acknowledged. */
  get used(): number {
    return this.#used;
  }

  /** True when all are used. One that is out may still come back. */
  get areSpent(): boolean {
    return this.#left === 0 && this.#out === 0;
  }

  /** Takes one for a payment that is about to be asked for; false when there is none now. */
  take(): boolean {
    if (this.#left === 0) return false;
    this.#left -= 1;
    this.#out += 1;
    return true;
  }

  /** Hands one in: used when the payment was begun, free again when it was refused. */
  handIn(isUsed: boolean): void {
    this.#out -= 1;
    if (isUsed) this.#used += 1;
    else this.#left += 1;
  }
}
