import { PaymentStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import { AttemptStatus } from "#gen/sluice/payments/v1/payment_pb.ts";
import type { Mark } from "../ui/mark.ts";
import type { PaymentWords } from "./payment-words.ts";

type Look = readonly [Mark["shape"], Mark["tone"]];

const paymentLooks = {
  UNSPECIFIED: ["ring", "quiet"],
  NONE: ["ring", "quiet"],
  PENDING: ["half", "live"],
  AUTHORIZED: ["half", "live"],
  CAPTURED: ["disc", "live"],
  PARTIALLY_REFUNDED: ["disc", "plain"],
  REFUNDED: ["ring", "plain"],
  FAILED: ["cross", "quiet"],
  VOIDED: ["cross", "quiet"],
  REFUND_DUE: ["half", "attention"],
} as const satisfies Readonly<Record<keyof typeof PaymentStatus, Look>>;

const attemptLooks = {
  UNSPECIFIED: ["ring", "quiet"],
  CREATED: ["ring", "live"],
  SENT: ["half", "live"],
  SUCCEEDED: ["disc", "live"],
  DECLINED_SOFT: ["cross", "plain"],
  DECLINED_HARD: ["cross", "plain"],
  UNKNOWN: ["triangle", "attention"],
  NOT_SENT: ["ring", "quiet"],
} as const satisfies Readonly<Record<keyof typeof AttemptStatus, Look>>;

/** How the status of a payment is shown. One that is newer than this page is unknown to it. */
export function paymentMark(status: PaymentStatus, { statuses }: PaymentWords): Mark {
  const name = nameIn(PaymentStatus, status);
  const [shape, tone] = paymentLooks[name];
  return { word: statuses[name], shape, tone };
}

/** The same for an attempt. */
export function attemptMark(status: AttemptStatus, { attempts }: PaymentWords): Mark {
  const name = nameIn(AttemptStatus, status);
  const [shape, tone] = attemptLooks[name];
  return { word: attempts.statuses[name], shape, tone };
}

/** The name of a value of an enum of the contract; "UNSPECIFIED" for one that this page does not know. */
export function nameIn<N extends string>(
  names: Readonly<Record<N | "UNSPECIFIED", number>>,
  value: number,
): N | "UNSPECIFIED" {
  const all = Object.keys(names) as (N | "UNSPECIFIED")[];
  return all.find((name) => names[name] === value) ?? "UNSPECIFIED";
}
