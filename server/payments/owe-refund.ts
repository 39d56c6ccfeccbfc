import type { Request } from "../commands/command.ts";
import type { Stamp } from "../commands/stamp.ts";
import type { BatchState } from "../commands/state.ts";
import { assert } from "../core/assert.ts";
import { toldBy } from "../notes/told.ts";
import type { Cause } from "../notes/told.ts";
import { addAttempt, changeAttempt, isDeclined, newRefund } from "./attempts.ts";
import { changePayment } from "./change-payment.ts";
import type { PaymentChanges } from "./change-payment.ts";
import { captureOf, openAttempt, refundableMinor } from "./payment.ts";
import type { Attempt, Payment, Review } from "./payment.ts";

/**
 * Notes down that a part or all of what was taken has to be given back, and answers the payment after it. All that is left makes
 * the payment "refund_due". One that waits already takes the new amount in: an order whose units are called off one by one then needs
 * one refund, not a hundred; and with it goes what was owed before and given up. Where nothing was taken (an order that costs nothing) nothing is owed, and the payment stays as it is.
 */
export function oweRefund(
  state: BatchState,
  request: Request,
  payment: Payment,
  owed: {
    /** At most refundableMinor of the payment. */
    readonly amountMinor: bigint;
    readonly reason: Cause;
    /** True when the server owes it, false when a person asks for it. */
    readonly due: boolean;
    /** Set when a person should look at it too. */
    readonly review?: Review | undefined;
  },
  stamp: Stamp,
): { readonly payment: Payment; readonly seq: number | undefined } {
  const capture = captureOf(payment);
  if (capture === undefined || owed.amountMinor === 0n) return { payment, seq: undefined };
  const left = refundableMinor(payment);
  assert(0n < owed.amountMinor && owed.amountMinor <= left, "no more is owed than is left");
  const withGivenUp = owed.amountMinor + (owed.due ? givenUpMinor(payment) : 0n);
  const amountMinor = withGivenUp < left ? withGivenUp : left;
  const isAll = amountMinor === left;
  const about = { ...owed, amountMinor, reason: toldBy(owed.reason), channel: capture.channel };
  const attempts = withRefund(payment, about, stamp);
  const isNext =
    openAttempt(payment)?.status !== "sent" && openAttempt(payment)?.status !== "unknown";
  const changes: PaymentChanges = {
    attempts,
    ...(isAll && { status: "refund_due" }),
    ...(isNext && { nextStepAtMs: stamp.nowMs }),
    ...(owed.review && { review: owed.review }),
  };
  const kind = isAll ? "payment.refund_due" : "payment.refund_created";
  const move = { kind, atMs: stamp.nowMs, cause: owed.reason } as const;
  return changePayment(state, request, payment, changes, move);
}

/**
 * What the server owes and its channel has declined too often, as long as nobody has seen to it. A refund that is done after it would hide it:
 * the money would be owed, and nothing would say so any more.
 */
function givenUpMinor({ attempts, review }: Payment): bigint {
  const last = attempts.at(-1);
  const isGivenUp = last?.kind === "refund" && last.due && isDeclined(last.status);
  return isGivenUp && review !== undefined ? last.amountMinor : 0n;
}

function withRefund(
  { attempts }: Payment,
  refund: Pick<Attempt, "amountMinor" | "reason" | "due" | "channel">,
  stamp: Stamp,
): readonly Attempt[] {
  const waiting = attempts.find(
    ({ kind, status, due }) => kind === "refund" && status === "created" && due,
  );
  if (waiting !== undefined && refund.due) {
    const amountMinor = waiting.amountMinor + refund.amountMinor;
    return changeAttempt(attempts, waiting.attemptId, { amountMinor });
  }
  const { amountMinor, reason, due, channel } = refund;
  const fields = { amountMinor, reason, due, channel };
  const attemptId = stamp.newId();
  return addAttempt(attempts, newRefund({ ...fields, attemptId, createdAtMs: stamp.nowMs }));
}
