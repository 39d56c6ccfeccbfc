import type { Request } from "../commands/command.ts";
import type { PaymentEventKind } from "../commands/event.ts";
import type { BatchState } from "../commands/state.ts";
import { assert } from "../core/assert.ts";
import type { Cause } from "../notes/told.ts";
import { mayMove } from "../orders/moves.ts";
import { moneyEntries } from "./money-entries.ts";
import { attemptMoves, paymentMoves } from "./moves.ts";
import type { Attempt, Payment } from "./payment.ts";

/** What may change in a payment. */
export type PaymentChanges = Partial<
  Pick<
    Payment,
    | "status"
    | "capturedMinor"
    | "refundedMinor"
    | "attempts"
    | "nextStepAtMs"
    | "resolveByMs"
    | "review"
  >
>;

/** What happened to a payment, and why. */
export interface PaymentMove {
  readonly kind: PaymentEventKind;
  readonly atMs: number;
  readonly cause: Cause;
}

/** A payment as an event has left it. */
export interface Changed {
  readonly payment: Payment;
  /** Of the event. */
  readonly seq: number;
}

/**
 * Changes a payment, and says so in the log. Every move of a payment and of its attempts goes through here and is held against
 * the tables, so that no decision can make one that replaying the log would not allow.
 */
export function changePayment(
  state: BatchState,
  request: Request,
  payment: Payment,
  changes: PaymentChanges,
  move: PaymentMove,
): Changed {
  const version = payment.version + 1;
  const changed: Payment = { ...payment, ...changes, version, updatedAtMs: move.atMs };
  checkMoves(payment, changed);
  state.putPayment(changed);
  state.book(moneyEntries(payment, changed, state.nextSeq));
  const seq = state.append(request, move, { kind: "payment", payment: changed });
  return { payment: changed, seq };
}

function checkMoves(before: Payment, after: Payment): void {
  const { status, capturedMinor, refundedMinor } = after;
  if (status !== before.status) {
    const legal = mayMove(paymentMoves, before.status, status);
    assert(legal, `payment ${before.status} -> ${status}`);
  }
  assert(0n <= refundedMinor && refundedMinor <= capturedMinor, "no more back than was taken");
  const attempts = new Map(before.attempts.map((attempt) => [attempt.attemptId, attempt]));
  for (const attempt of after.attempts) checkAttempt(attempts.get(attempt.attemptId), attempt);
}

function checkAttempt(before: Attempt | undefined, { status }: Attempt): void {
  if (before === undefined) assert(status === "created", `a new attempt is ${status}`);
  else if (before.status !== status) {
    assert(mayMove(attemptMoves, before.status, status), `attempt ${before.status} -> ${status}`);
  }
}
