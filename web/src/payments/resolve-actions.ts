import { AttemptKind, AttemptStatus } from "#gen/sluice/payments/v1/payment_pb.ts";
import type { Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import { ResolveAction } from "#gen/sluice/payments/v1/payment_service_pb.ts";
import { openAttempt, paymentLeft } from "./payment-left.ts";

/** What an operator can decide about a payment, in the order in which it is offered: the harmless first. */
export const resolveNames = ["ask_again", "dismiss", "mark_charged", "mark_not_charged"] as const;

export type ResolveName = (typeof resolveNames)[number];

/** As the API has them. */
export const resolveActionOf: Readonly<Record<ResolveName, ResolveAction>> = {
  ask_again: ResolveAction.ASK_AGAIN,
  dismiss: ResolveAction.DISMISS,
  mark_charged: ResolveAction.MARK_CHARGED,
  mark_not_charged: ResolveAction.MARK_NOT_CHARGED,
};

/** The key that asks for it on the page of a payment. A verdict has none: it is not to be hit by chance. */
export const resolveKeys: Readonly<Partial<Record<ResolveName, string>>> = {
  ask_again: "a",
  dismiss: "d",
};

/** What can be decided about a payment now. As the server allows it, which has the last word. */
export function legalResolves(payment: Payment): readonly ResolveName[] {
  return resolveNames.filter((name) => allowsResolve(payment, name));
}

/**
 * The version that a decision names: the one that was seen. While its channel is asked the version moves with every question: then the
 * server's own rules are what holds, and 0 stands for any.
 */
export function versionSeen(payment: Payment): bigint {
  return openAttempt(payment) === undefined ? payment.version : 0n;
}

function allowsResolve(payment: Payment, name: ResolveName): boolean {
  const open = openAttempt(payment);
  switch (name) {
    case "ask_again":
      return open !== undefined || isRefundGivenUp(payment);
    case "dismiss":
      return payment.needsReview;
    case "mark_charged":
    case "mark_not_charged":
      return (
        payment.needsReview &&
        open?.kind === AttemptKind.CHARGE &&
        open.status === AttemptStatus.UNKNOWN
      );
  }
}

/** True when the last thing that happened is a refund that was declined: it can be tried once more. */
function isRefundGivenUp(payment: Payment): boolean {
  const last = payment.attempts.at(-1);
  const declined =
    last?.status === AttemptStatus.DECLINED_SOFT || last?.status === AttemptStatus.DECLINED_HARD;
  return last?.kind === AttemptKind.REFUND && declined && paymentLeft(payment).left > 0n;
}
