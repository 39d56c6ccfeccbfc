import { EarliestTimer } from "../platform/earliest-timer.ts";
import type { CommitChanges, Storage } from "../storage/storage.ts";
import type { Payment } from "../payments/payment.ts";
import { runPayment } from "./payment-run.ts";
import type { PaymentRunDependencies } from "./payment-run.ts";

export interface PaymentWorkerOptions extends PaymentRunDependencies {
  readonly storage: Pick<Storage, "apply" | "onCommit" | "duePayments" | "nextPaymentStepMs">;
  /** Payments that are sent or asked about at once. */
  readonly inFlightMax: number;
  /** Told of a step that failed; it is tried again. */
  readonly onError: (error: unknown) => void;
}

/** A payment on its way, by the version that it had when its step began. */
interface Running {
  readonly version: number;
  readonly ended: Promise<void>;
}

/** What nothing on its way will make room for is tried again after so long. */
const retryMs = 250;

/**
 * Takes payments from step to step: sends, asks, and hands to people what has had no end in its time. The times of the next steps are rows with
 * an index; this keeps one timer, for the earliest of them, and hears of new ones from the log. So a restart loses nothing: what
 * fell due meanwhile is due at once. Every step ends with a commit that sets the time of the next.
 */
export class PaymentWorker {
  readonly #options: PaymentWorkerOptions;
  readonly #stopListening: () => void;
  /** By payment: two steps of one at once would both be right, and one of them for nothing. */
  readonly #running = new Map<string, Running>();
  readonly #timer: EarliestTimer;
  #stopped = false;
  /** True when something that is due was left: it is looked for again when one of those on their way has ended. */
  #leftSome = false;

  constructor(options: PaymentWorkerOptions) {
    const { storage, clock, onError } = options;
    this.#options = options;
    this.#timer = new EarliestTimer({ now: clock, look: () => this.#lookAround(), onError });
    this.#stopListening = storage.onCommit((_, changes) => this.#hear(changes));
    this.#timer.due(clock());
  }

  /**
   * Begins nothing more; resolves when what is on its way has ended. After `graceMs` the calls that still wait are given up on
   * by `cut`, which ends them: what became of those is asked after the next start.
   */
  async stop({
    graceMs,
    cut,
  }: {
    readonly graceMs: number;
    readonly cut: () => void;
  }): Promise<void> {
    this.#stopped = true;
    this.#stopListening();
    const timer = setTimeout(cut, graceMs);
    await this.#timer.stop();
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
    clearTimeout(timer);
    cut();
  }

  /** What is due at once begins from what the commit left, which is all of the payment: to read it again would cost as much as a step. */
  #hear({ payments }: Pick<CommitChanges, "payments">): void {
    const nowMs = this.#options.clock();
    for (const payment of payments.values()) {
      const { nextStepAtMs = Number.POSITIVE_INFINITY } = payment;
      if (nextStepAtMs <= nowMs && this.#hasPlace(payment)) this.#begin(payment);
      else this.#timer.due(nextStepAtMs);
    }
  }

  async #lookAround(): Promise<number | undefined> {
    const { storage, clock, inFlightMax } = this.#options;
    const nowMs = clock();
    // Those on their way may still be due by their rows; they are no more than those that may be begun.
    const due = await storage.duePayments(nowMs, inFlightMax);
    if (due.length === inFlightMax) this.#leftSome = true;
    for (const payment of due) this.#begin(payment);
    return await storage.nextPaymentStepMs(nowMs);
  }

  #begin(payment: Payment): void {
    const { paymentId, version } = payment;
    if (this.#stopped) return;
    if (this.#hasPlace(payment)) {
      this.#running.set(paymentId, { version, ended: this.#run(payment) });
    } else if (this.#running.get(paymentId)?.version !== version) {
      // The very step that is on its way is not left: its end is heard of. Looking again after each would be most of the work.
      this.#leftSome = true;
    }
  }

  #hasPlace({ paymentId }: Payment): boolean {
    return !this.#running.has(paymentId) && this.#running.size < this.#options.inFlightMax;
  }

  async #run(payment: Payment): Promise<void> {
    let moved = false;
    try {
      moved = await runPayment(this.#options, payment);
    } catch (error) {
      if (!this.#stopped) this.#options.onError(error);
    }
    this.#running.delete(payment.paymentId);
    this.#goOn(moved);
  }

  /** What has moved is heard of; what was left waits for a place, or, when nothing is on its way any more, for a moment. */
  #goOn(moved: boolean): void {
    const { clock } = this.#options;
    if (!moved) this.#leftSome = true;
    if (!this.#leftSome) return;
    if (moved) {
      this.#leftSome = false;
      this.#timer.due(clock());
    } else if (this.#running.size === 0) this.#timer.due(clock() + retryMs);
  }
}
