import type { Event } from "../../commands/event.ts";
import type { Order } from "../../orders/order.ts";
import { holdMoves, mayMove, orderMoves } from "../../orders/moves.ts";
import { attemptMoves, paymentMoves } from "../../payments/moves.ts";
import type { Attempt, Payment } from "../../payments/payment.ts";
import { latestMs } from "../kill/check-log.ts";
import type { UpTime } from "../kill/finding.ts";
import type { PayFinding } from "./finding.ts";

/**
 * P4, P6 and P8: reads the log from its start and moves every order and payment by the tables. No number is left out, each version
 * follows the one before it, no hold ends early or late, and while the end of a charge is not known no other is sent for its order.
 */
export class LogReplay {
  readonly findings: PayFinding[] = [];
  readonly #ups: readonly UpTime[];
  readonly #orders = new Map<string, Order>();
  readonly #payments = new Map<string, Payment>();
  /** The charge that is out, by order. */
  readonly #out = new Map<string, string>();
  readonly #kinds = new Map<string, number>();
  /** Payments of money that was taken late: each begins with the attempt that took it, as it was sent. */
  readonly #late = new Set<string>();
  #seq = 0;

  constructor(ups: readonly UpTime[]) {
    this.#ups = ups;
  }

  /** How many events there were of each kind. */
  get kinds(): ReadonlyMap<string, number> {
    return this.#kinds;
  }

  add(event: Event): void {
    const { seq, kind, subject } = event;
    if (seq !== this.#seq + 1) this.#wrong(`seq ${seq} follows ${this.#seq}`);
    this.#seq = seq;
    this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + 1);
    if (subject.kind === "order") this.#moveOrder(event, subject.order);
    if (subject.kind === "payment") this.#movePayment(event, subject.payment);
  }

  /** Compares where the log has led with what the API shows. */
  compare(orders: ReadonlyMap<string, Order>, payments: ReadonlyMap<string, Payment>): void {
    this.#same("order", this.#orders, orders);
    this.#same("payment", this.#payments, payments);
  }

  #moveOrder(event: Event, after: Order): void {
    const { seq, kind, atMs } = event;
    const { orderId } = after;
    const before = this.#orders.get(orderId);
    this.#orders.set(orderId, after);
    const what = `seq ${seq} (${kind} of order ${orderId})`;
    this.#countVersion(what, before, after);
    if (before === undefined) {
      if (after.status !== "placed" || after.hold !== "held") this.#wrong(`${what} begins wrong`);
      return;
    }
    this.#checkMove(what, orderMoves, before.status, after.status);
    if (kind !== "order.hold_taken") this.#checkMove(what, holdMoves, before.hold, after.hold);
    this.#checkTime(what, { before, after, kind, atMs });
  }

  /** A hold is extended by the first payment alone; one whose time runs out ends within two seconds. */
  #checkTime(
    what: string,
    step: { before: Order; after: Order; kind: Event["kind"]; atMs: number },
  ): void {
    const { before, after, kind, atMs } = step;
    const dueMs = before.holdExpiresAtMs;
    if (kind === "order.paying" && atMs >= dueMs) this.#wrong(`${what} comes after its hold`);
    const isFirst = kind === "order.paying" && before.paymentId === undefined;
    const extendedMs = after.holdExpiresAtMs - dueMs;
    if (extendedMs !== 0 && !(isFirst && extendedMs > 0))
      this.#wrong(`${what} moves the end of its hold by ${extendedMs} ms`);
    if (before.hold !== "held" || after.hold !== "expired") return;
    if (atMs < dueMs) this.#wrong(`${what} ends its hold ${dueMs - atMs} ms early`);
    const lateMs = atMs - latestMs(dueMs, this.#ups);
    if (lateMs > 0) {
      const text = `${what} ends its hold ${lateMs} ms too late`;
      this.findings.push({ figure: "lateHolds", text });
    }
  }

  #movePayment({ seq, kind }: Event, after: Payment): void {
    const { paymentId, capturedMinor, refundedMinor } = after;
    const before = this.#payments.get(paymentId);
    this.#payments.set(paymentId, after);
    const what = `seq ${seq} (${kind} of payment ${paymentId})`;
    this.#countVersion(what, before, after);
    if (before === undefined) {
      if (after.status !== "pending") this.#wrong(`${what} begins as ${after.status}`);
    } else this.#checkMove(what, paymentMoves, before.status, after.status);
    if (refundedMinor > capturedMinor || capturedMinor < (before?.capturedMinor ?? 0n))
      this.#wrong(`${what} has ${refundedMinor} back of ${capturedMinor}`);
    const isLate = before === undefined && this.#late.has(paymentId);
    const attempts = new Map(
      (isLate ? after : before)?.attempts.map((attempt) => [attempt.attemptId, attempt]),
    );
    for (const attempt of after.attempts) {
      if (attempt.kind === "charge" && attempt.late) this.#late.add(attempt.late.paymentId);
      this.#moveAttempt(what, after.orderId, attempts.get(attempt.attemptId), attempt);
    }
  }

  #moveAttempt(what: string, orderId: string, before: Attempt | undefined, after: Attempt): void {
    const { attemptId, kind, status } = after;
    const where = `${what}, attempt ${attemptId},`;
    if (before === undefined) {
      if (status !== "created") this.#wrong(`${where} begins as ${status}`);
      return;
    }
    this.#checkMove(where, attemptMoves, before.status, status);
    if (kind !== "charge" || before.status === status) return;
    const out = this.#out.get(orderId);
    if (status !== "sent") {
      if (status !== "unknown" && out === attemptId) this.#out.delete(orderId);
      return;
    }
    if (out !== undefined) this.#wrong(`${where} is sent while ${out} is out`);
    this.#out.set(orderId, attemptId);
  }

  #countVersion(
    what: string,
    before: { readonly version: number } | undefined,
    { version }: { readonly version: number },
  ): void {
    const expected = (before?.version ?? 0) + 1;
    if (version !== expected) this.#wrong(`${what} has version ${version}, not ${expected}`);
  }

  #checkMove<S extends string>(
    what: string,
    moves: Readonly<Record<S, readonly S[]>>,
    from: S,
    to: S,
  ): void {
    if (from !== to && !mayMove(moves, from, to))
      this.#wrong(`${what} moves from ${from} to ${to}`);
  }

  #same<T>(noun: string, expected: ReadonlyMap<string, T>, actual: ReadonlyMap<string, T>): void {
    for (const id of new Set([...expected.keys(), ...actual.keys()])) {
      const [wanted, found] = [expected.get(id), actual.get(id)].map(shown);
      if (wanted !== found) this.#wrong(`${noun} ${id} is ${found}, the log says ${wanted}`);
    }
  }

  #wrong(text: string): void {
    this.findings.push({ figure: "ledgerMismatches", text });
  }
}

function shown(value: unknown): string {
  return (
    JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? `${part}` : part)) ??
    "not there"
  );
}
