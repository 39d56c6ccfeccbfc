import type { Payment } from "../payments/payment.ts";

/**
 * Payments whose step is due and that wait for a place, as their last commit has left them: the one that has waited the longest is the first.
 * To read what is due again each time a place comes free would cost a hundred rows a payment just when there is most to do. Bounded:
 * what it does not take is in the database, which has all of it.
 */
export class Backlog {
  readonly #max: number;
  readonly #waiting = new Map<string, Payment>();

  constructor(max: number) {
    this.#max = max;
  }

  get size(): number {
    return this.#waiting.size;
  }

  /** Takes a payment, or its newer version into the same place. False when there is no room. */
  put(payment: Payment): boolean {
    const { paymentId } = payment;
    if (!this.#waiting.has(paymentId) && this.#waiting.size >= this.#max) return false;
    this.#waiting.set(paymentId, payment);
    return true;
  }

  get(paymentId: string): Payment | undefined {
    return this.#waiting.get(paymentId);
  }

  delete(paymentId: string): void {
    this.#waiting.delete(paymentId);
  }

  /** The first that is not in `except`; it stays until it is deleted. */
  first(except: { readonly has: (paymentId: string) => boolean }): Payment | undefined {
    for (const [paymentId, payment] of this.#waiting) if (!except.has(paymentId)) return payment;
    return undefined;
  }
}
