import { ResolveAction as WireAction } from "#gen/sluice/payments/v1/payment_service_pb.ts";
import type {
  ListPaymentsRequest,
  PayOrderRequest,
  RefundPaymentRequest,
  ResolvePaymentRequest,
} from "#gen/sluice/payments/v1/payment_service_pb.ts";
import type {
  PayOrder,
  RefundPayment,
  ResolveAction,
  ResolvePayment,
} from "../commands/payment-command.ts";
import type { Fault } from "../core/fault.ts";
import { moneyMaxMinorUnits } from "../core/money.ts";
import { paymentStatusOf } from "../orders/order-message.ts";
import { reasonMaxLength } from "../orders/order.ts";
import type { Asked } from "../rpc/apply-command.ts";
import { amountField, expectedVersionRange, pageSizeField } from "../rpc/fields.ts";
import { pageTokenField } from "../rpc/page-token.ts";
import type { ListFilter } from "../rpc/page-token.ts";
import { outOfRange, tooMany, unknownValue, Violations } from "../rpc/violations.ts";
import type { PaymentsQuery } from "../storage/storage.ts";
import { cardTokenMaxLength } from "./payment.ts";
import type { PaymentStatus } from "./payment.ts";

/** The command in a request to pay. Throws INVALID_ARGUMENT with everything that is wrong, as all functions here do. */
export function parsePayOrder(request: PayOrderRequest): Asked<PayOrder> {
  const violations = new Violations();
  const idempotencyKey = violations.uuid("idempotency_key", request.idempotencyKey);
  const orderId = violations.uuid("order_id", request.orderId);
  const cardToken = violations.text("card_token", request.cardToken, cardTokenMaxLength);
  const expectedVersion = expectedVersionField(violations, request);
  violations.throwIfAny();
  return { command: { type: "pay_order", orderId, cardToken, expectedVersion }, idempotencyKey };
}

const amountRange = { min: 0, max: moneyMaxMinorUnits };

/** The command in a request to give money back. */
export function parseRefundPayment(request: RefundPaymentRequest): Asked<RefundPayment> {
  const violations = new Violations();
  const idempotencyKey = violations.uuid("idempotency_key", request.idempotencyKey);
  const paymentId = violations.uuid("payment_id", request.paymentId);
  const amountMinor = request.amountMinorUnits;
  if (amountMinor < 0n || amountMinor > moneyMaxMinorUnits) {
    violations.add("amount_minor_units", outOfRange(amountMinor, amountRange));
  }
  const reason = violations.text("reason", request.reason, reasonMaxLength);
  violations.throwIfAny();
  return { command: { type: "refund_payment", paymentId, amountMinor, reason }, idempotencyKey };
}

const notAnAction = unknownValue("is not an action that this service knows");
const actions: ReadonlyMap<number, ResolveAction> = new Map([
  [WireAction.ASK_AGAIN, "ask_again"],
  [WireAction.MARK_NOT_CHARGED, "mark_not_charged"],
  [WireAction.MARK_CHARGED, "mark_charged"],
  [WireAction.DISMISS, "dismiss"],
  [WireAction.REFUND_CAPTURED, "refund_captured"],
]);

/** The command in a decision by hand. */
export function parseResolvePayment(request: ResolvePaymentRequest): Asked<ResolvePayment> {
  const violations = new Violations();
  const paymentId = violations.uuid("payment_id", request.paymentId);
  const action = actions.get(request.action);
  if (action === undefined) violations.add("action", notAnAction);
  const reason = violations.text("reason", request.reason, reasonMaxLength);
  const captured = capturedFields(violations, request, action);
  const expectedVersion = expectedVersionField(violations, request);
  const idempotencyKey = violations.optionalUuid("idempotency_key", request.idempotencyKey);
  violations.throwIfAny();
  const about = { paymentId, reason, expectedVersion, ...(captured && { captured }) };
  return {
    command: { type: "resolve_payment", action: action ?? "ask_again", ...about },
    idempotencyKey,
  };
}

const onlyForCaptured: Fault = {
  reason: "OF_ANOTHER_ACTION",
  description: "is only for REFUND_CAPTURED",
  values: { action: "REFUND_CAPTURED" },
};

/** What a charge took: there with the one action that is about it, and nowhere else. */
function capturedFields(
  violations: Violations,
  { attemptId, captured }: ResolvePaymentRequest,
  action: ResolveAction | undefined,
): ResolvePayment["captured"] {
  if (action === "refund_captured") {
    return {
      attemptId: violations.uuid("attempt_id", attemptId),
      amount: amountField(violations, "captured", captured),
    };
  }
  if (attemptId !== "") violations.add("attempt_id", onlyForCaptured);
  if (captured !== undefined) violations.add("captured", onlyForCaptured);
  return undefined;
}

/** The query in a request for a page of payments. */
export function parseListPayments(request: ListPaymentsRequest): {
  readonly query: PaymentsQuery;
  /** Goes into the tokens of the page. */
  readonly tokenFilter: ListFilter;
} {
  const violations = new Violations();
  const limit = pageSizeField(violations, request.pageSize);
  const filter = {
    orderId: violations.optionalUuid("order_id", request.orderId),
    userId: violations.optionalUuid("user_id", request.userId),
    statuses: statusesField(violations, request.statuses),
    inReview: request.needsReview,
    paymentId: violations.optionalUuid("payment_id", request.paymentId),
  };
  const { orderId, userId, statuses, inReview, paymentId } = filter;
  const tokenFilter = ["payments", orderId, userId, statuses, inReview, paymentId];
  const after = pageTokenField(violations, tokenFilter, request.pageToken);
  violations.throwIfAny();
  return { query: { ...filter, limit, after }, tokenFilter };
}

/** As many as there are. */
const statusesMax = 9;
const notAState = unknownValue("is not a state that a payment can be in");

/** Each state once and in one order, so that two spellings of a filter share their tokens. */
function statusesField(violations: Violations, wire: readonly number[]): readonly PaymentStatus[] {
  if (wire.length > statusesMax) {
    violations.add("statuses", tooMany(wire.length, "states", { min: 0, max: statusesMax }));
    return [];
  }
  const statuses = new Set<PaymentStatus>();
  for (const [index, number] of wire.entries()) {
    const status = paymentStatusOf(number);
    if (status !== undefined && status !== "none") statuses.add(status);
    else violations.add(`statuses[${index}]`, notAState);
  }
  return [...statuses].toSorted();
}

function expectedVersionField(
  violations: Violations,
  { expectedVersion }: { readonly expectedVersion: bigint },
): number {
  return violations.integer("expected_version", expectedVersion, expectedVersionRange);
}
