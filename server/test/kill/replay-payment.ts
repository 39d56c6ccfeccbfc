import type { Event, PaymentEventKind } from "../../commands/event.ts";
import { mayMove } from "../../orders/moves.ts";
import { attemptMoves, paymentMoves } from "../../payments/moves.ts";
import { givenBackMinor } from "../../payments/payment.ts";
import type { Attempt, AttemptStatus, Payment, PaymentStatus } from "../../payments/payment.ts";

/** What an event of a kind may do to a payment; what it leaves out stays. */
interface Kind {
  /** Where it may leave the payment. */
  readonly to?: readonly PaymentStatus[];
  /** Where it may take attempts. */
  readonly attempts?: readonly AttemptStatus[];
}

const ended = ["declined_soft", "declined_hard", "not_sent"] as const;

const kinds: Readonly<Record<PaymentEventKind, Kind>> = {
  "payment.created": { to: ["pending"] },
  "payment.waiting": {},
  "payment.attempt_sent": { attempts: ["sent"] },
  "payment.attempt_unknown": { attempts: ["unknown"] },
  "payment.attempt_declined": { attempts: ["declined_soft", "declined_hard"] },
  "payment.attempt_not_sent": { attempts: ["not_sent"] },
  "payment.authorized": { to: ["authorized"], attempts: ["succeeded"] },
  "payment.captured": { to: ["captured"] },
  "payment.failed": { to: ["failed"], attempts: ended },
  "payment.refund_created": {},
  "payment.refund_due": { to: ["refund_due"] },
  // One that waits is not sent any more where nothing is left for it.
  "payment.refunded": {
    to: ["partially_refunded", "refund_due", "refunded"],
    attempts: ["succeeded", "not_sent"],
  },
  "payment.review_opened": {},
  "payment.review_closed": {},
  "payment.asked_again": {},
};

/**
 * Moves payments by their events and the tables: each version follows the one before it, a kind does what it says and nothing else, sums
 * follow from attempts, and while the end of a charge is not known no other is sent for its order (P5, P6, P8).
 */
export class PaymentReplay {
  readonly #payments = new Map<string, Payment>();
  readonly #wrong: (text: string) => void;
  /** The charge that is out, by order. */
  readonly #out = new Map<string, string>();
  /** Payments of money that was taken late: each begins with the attempt that took it, as it was sent. */
  readonly #late = new Set<string>();

  constructor(wrong: (text: string) => void) {
    this.#wrong = wrong;
  }

  /** As the log has left them. */
  get payments(): ReadonlyMap<string, Payment> {
    return this.#payments;
  }

  add({ seq, kind: name }: Event, after: Payment): void {
    const { paymentId } = after;
    const before = this.#payments.get(paymentId);
    this.#payments.set(paymentId, after);
    const what = `seq ${seq} (${name} of payment ${paymentId})`;
    const kind = kinds[name as PaymentEventKind];
    this.#countVersion(what, before, after);
    this.#moveStatus(what, kind, before, after);
    this.#checkSums(what, name, before, after);
    this.#moveAttempts(what, kind, before, after);
  }

  #countVersion(what: string, before: Payment | undefined, { version }: Payment): void {
    const expected = (before?.version ?? 0) + 1;
    if (version !== expected) this.#wrong(`${what} has version ${version}, not ${expected}`);
  }

  #moveStatus(what: string, { to }: Kind, before: Payment | undefined, after: Payment): void {
    const from = before?.status ?? "pending";
    const { status } = after;
    const isMeant = to === undefined ? status === from : to.includes(status);
    if (!isMeant) this.#wrong(`${what} leaves it ${status}, which was ${before?.status}`);
    if (from !== status && !mayMove(paymentMoves, from, status))
      this.#wrong(`${what} moves from ${from} to ${status}`);
  }

  /** Only a capture takes money, all that its charge moved; only a refund gives some back, what refunds moved and no more than was taken. */
  #checkSums(what: string, name: string, before: Payment | undefined, after: Payment): void {
    const { attempts, capturedMinor, refundedMinor } = after;
    const charge = attempts.find(({ kind, status }) => kind === "charge" && status === "succeeded");
    const taken = name === "payment.captured" ? charge?.amountMinor : before?.capturedMinor;
    const given = givenBackMinor(after) < capturedMinor ? givenBackMinor(after) : capturedMinor;
    const back = name === "payment.refunded" ? given : before?.refundedMinor;
    if (capturedMinor !== (taken ?? 0n) || refundedMinor !== (back ?? 0n))
      this.#wrong(
        `${what} has ${capturedMinor} and ${refundedMinor} back, not ${taken} and ${back}`,
      );
  }

  #moveAttempts(what: string, kind: Kind, before: Payment | undefined, after: Payment): void {
    const isLate = before === undefined && this.#late.has(after.paymentId);
    const known = (isLate ? after : before)?.attempts ?? [];
    const attempts = new Map(known.map((attempt) => [attempt.attemptId, attempt]));
    for (const attempt of after.attempts) {
      if (attempt.kind === "charge" && attempt.late) this.#late.add(attempt.late.paymentId);
      const was = attempts.get(attempt.attemptId);
      const where = `${what}, attempt ${attempt.attemptId},`;
      if (was === undefined) {
        if (attempt.status !== "created") this.#wrong(`${where} begins as ${attempt.status}`);
      } else if (was.status !== attempt.status) {
        this.#moveAttempt(where, kind, was, attempt);
        if (attempt.kind === "charge") this.#checkOut(where, after.orderId, attempt);
      }
    }
  }

  #moveAttempt(where: string, kind: Kind, { status: from }: Attempt, { status }: Attempt): void {
    if (!mayMove(attemptMoves, from, status))
      this.#wrong(`${where} moves from ${from} to ${status}`);
    else if (kind.attempts?.includes(status) !== true)
      this.#wrong(`${where} moves to ${status}, which that does not say`);
  }

  #checkOut(where: string, orderId: string, { attemptId, status }: Attempt): void {
    const out = this.#out.get(orderId);
    if (status !== "sent") {
      if (status !== "unknown" && out === attemptId) this.#out.delete(orderId);
      return;
    }
    if (out !== undefined) this.#wrong(`${where} is sent while ${out} is out`);
    this.#out.set(orderId, attemptId);
  }
}
