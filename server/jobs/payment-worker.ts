import { EarliestTimer } from "../platform/earliest-timer.ts";
import type { CommitChanges, DueStep, Storage } from "../storage/storage.ts";
import { openAttempt } from "../payments/payment.ts";
import type { Payment } from "../payments/payment.ts";
import { Backlog } from "./backlog.ts";
import { ChargePlace } from "./charge-place.ts";
import { callSent, isFull, runPayment, takeRoom } from "./payment-run.ts";
import type { PaymentRunDependencies, RunResult } from "./payment-run.ts";

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

/** What came to nothing is looked at again after so long. */
const retryMs = 250;
/** Payments that wait in memory, about 2 kB each; more wait in the database. */
const backlogMax = 2_000;

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
  /** Wait for one of those on their way to end: too many are. */
  readonly #forPlace = new Backlog(backlogMax);
  /** Wait for a channel: each that takes them has as many calls as it may have. */
  readonly #forRoom = new Backlog(backlogMax);
  /** Places that were taken for payments which are about to begin. */
  #reservedCount = 0;
  #stopped = false;
  /** Steps that are due, and some of them in the database alone: those are looked for when the ones in memory have begun. */
  readonly #left = new Set<DueStep>();

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

  /** Payments that wait in memory for a channel that takes them. */
  get waitingCount(): number {
    return this.#forRoom.size;
  }

  /**
   * A place for the charge of a payment that is about to begin; undefined when there is none, or others have waited for one. To be used or
   * released. What is used after `stop` is asked about after the next start.
   */
  reserve(): ChargePlace | undefined {
    if (this.#stopped || !this.#hasPlace || this.#forRoom.size > 0) return undefined;
    const room = takeRoom(this.#options);
    if (room === undefined) return undefined;
    const { sendTo, leave: leaveRoom } = room;
    this.#reservedCount += 1;
    return new ChargePlace(sendTo, {
      send: (payment) => {
        this.#reservedCount -= 1;
        if (this.#stopped) return leaveRoom();
        this.#start(payment, () => callSent(this.#options, payment).finally(leaveRoom));
      },
      leave: () => {
        this.#reservedCount -= 1;
        leaveRoom();
        this.#beginNext();
      },
    });
  }

  /** What is due at once begins from what the commit left, which is all of the payment: to read it again would cost as much as a step. */
  #hear({ payments }: Pick<CommitChanges, "payments">): void {
    const nowMs = this.#options.clock();
    for (const payment of payments.values()) {
      const { nextStepAtMs = Number.POSITIVE_INFINITY } = payment;
      if (nextStepAtMs <= nowMs) this.#begin(payment);
      else this.#wait(payment.paymentId, nextStepAtMs);
    }
  }

  #wait(paymentId: string, nextStepAtMs: number): void {
    this.#forPlace.delete(paymentId);
    this.#forRoom.delete(paymentId);
    this.#timer.due(nextStepAtMs);
  }

  async #lookAround(): Promise<number | undefined> {
    const { storage, clock } = this.#options;
    this.#beginNext();
    const nowMs = clock();
    await this.#beginDue("other", nowMs);
    // Those that wait for room have been due for longer.
    if (this.#forRoom.size > 0) this.#left.add("charge");
    else await this.#beginDue("charge", nowMs);
    return await storage.nextPaymentStepMs(nowMs);
  }

  async #beginDue(step: DueStep, nowMs: number): Promise<void> {
    // Those on their way may still be due by their rows.
    const limit = this.#options.inFlightMax + this.#running.size;
    const due = await this.#options.storage.duePayments(step, nowMs, limit);
    if (due.length === limit) this.#left.add(step);
    for (const payment of due) if (!this.#knows(payment)) this.#begin(payment);
  }

  /** True when a payment waits in memory, or its very step is on its way: its end is heard of. */
  #knows({ paymentId, version }: Payment): boolean {
    const waiting = this.#forRoom.get(paymentId) ?? this.#forPlace.get(paymentId);
    return waiting !== undefined || this.#running.get(paymentId)?.version === version;
  }

  #begin(payment: Payment): void {
    const { paymentId } = payment;
    if (this.#stopped) return;
    if (this.#running.has(paymentId) || !this.#hasPlace) {
      if (!this.#forPlace.put(payment)) this.#leave(payment);
      return;
    }
    this.#forPlace.delete(paymentId);
    this.#start(payment, () => runPayment(this.#options, payment));
  }

  #start(payment: Payment, work: () => Promise<RunResult>): void {
    const { paymentId, version } = payment;
    this.#running.set(paymentId, { version, ended: this.#run(payment, work) });
  }

  get #hasPlace(): boolean {
    return this.#running.size + this.#reservedCount < this.#options.inFlightMax;
  }

  async #run(payment: Payment, work: () => Promise<RunResult>): Promise<void> {
    let result: RunResult = "nothing";
    try {
      result = await work();
    } catch (error) {
      if (!this.#stopped) this.#options.onError(error);
    }
    this.#running.delete(payment.paymentId);
    this.#goOn(payment, result);
  }

  #goOn(payment: Payment, result: RunResult): void {
    const { paymentId } = payment;
    if (result !== "full") {
      this.#forRoom.delete(paymentId);
      this.#beginNext();
    } else if (this.#forPlace.get(paymentId) === undefined && !this.#forRoom.put(payment)) {
      this.#leave(payment);
    }
    // Of what came to nothing nobody hears, and when nothing is on its way nobody makes room.
    const isStuck = result === "full" && this.#running.size === 0;
    if (result === "nothing" || isStuck) this.#timer.due(this.#options.clock() + retryMs);
  }

  /** Begins what waits in memory as far as it can, and when none is left looks for what waits in the database. */
  #beginNext(): void {
    if (this.#stopped) return;
    const [forPlace, forRoom] = [this.#forPlace, this.#forRoom];
    for (let next = forPlace.first(this.#running); next && this.#hasPlace;)
      next = this.#beginAndNext(next, forPlace);
    for (let next = forRoom.first(this.#running); next && this.#hasPlace && !isFull(this.#options);)
      next = this.#beginAndNext(next, forRoom);
    if (forPlace.size > 0) return;
    const othersLeft = this.#left.delete("other");
    const chargesLeft = forRoom.size === 0 && this.#left.delete("charge");
    if (othersLeft || chargesLeft) this.#timer.due(this.#options.clock());
  }

  /** Leaves a payment to the database: it is looked for again. */
  #leave(payment: Payment): void {
    const { kind, status } = openAttempt(payment) ?? {};
    this.#left.add(kind === "charge" && status === "created" ? "charge" : "other");
  }

  #beginAndNext(payment: Payment, backlog: Backlog): Payment | undefined {
    this.#begin(payment);
    return backlog.first(this.#running);
  }
}
