import type {
  CancelOrderRequest,
  CloseOrderRequest,
  FulfilOrderRequest,
  Line,
  ReturnOrderRequest,
} from "#gen/sluice/orders/v1/order_service_pb.ts";
import type { CancelOrder } from "../commands/command.ts";
import type {
  CloseOrder,
  FulfilOrder,
  RecordDelivery,
  ReturnOrder,
} from "../commands/fulfilment-command.ts";
import type { Asked } from "../rpc/apply-command.ts";
import { expectedVersionRange } from "../rpc/fields.ts";
import { Violations } from "../rpc/violations.ts";
import { reasonMaxLength } from "./order.ts";
import type { LineRequest } from "./order.ts";
import { linesField } from "./place-order-message.ts";

const trackingMaxLength = 200;

/** The command in a request to call off an order or some of its units. Throws INVALID_ARGUMENT with all that is wrong, as all here do. */
export function parseCancelOrder(request: CancelOrderRequest): Asked<CancelOrder> {
  const violations = new Violations();
  const orderId = violations.uuid("order_id", request.orderId);
  const reason = violations.text("reason", request.reason, reasonMaxLength);
  const expectedVersion = versionField(violations, request.expectedVersion);
  const lines = unitsField(violations, request.lines);
  const idempotencyKey = violations.optionalUuid("idempotency_key", request.idempotencyKey);
  violations.throwIfAny();
  const some = lines.length > 0 ? { lines } : {};
  const command = { type: "cancel_order", orderId, reason, expectedVersion, ...some } as const;
  return { command, idempotencyKey };
}

/** The command in the news that units have left. */
export function parseFulfilOrder(request: FulfilOrderRequest): Asked<FulfilOrder> {
  const violations = new Violations();
  const fields = orderFields(violations, request);
  const lines = unitsField(violations, request.lines);
  const { tracking } = request;
  if (tracking !== "") violations.text("tracking", tracking, trackingMaxLength);
  const idempotencyKey = violations.optionalUuid("idempotency_key", request.idempotencyKey);
  violations.throwIfAny();
  return { command: { type: "fulfil_order", ...fields, lines, tracking }, idempotencyKey };
}

/** The command in the news that units came back. */
export function parseReturnOrder(request: ReturnOrderRequest): Asked<ReturnOrder> {
  const violations = new Violations();
  const idempotencyKey = violations.uuid("idempotency_key", request.idempotencyKey);
  const fields = orderFields(violations, request);
  const lines = unitsField(violations, request.lines);
  const reason = violations.text("reason", request.reason, reasonMaxLength);
  violations.throwIfAny();
  return { command: { type: "return_order", ...fields, lines, reason }, idempotencyKey };
}

/** The command in the news that an order has arrived, or in a request to close it: they differ in their type alone. */
export function parseOrderStep(
  type: (RecordDelivery | CloseOrder)["type"],
  request: Pick<CloseOrderRequest, "orderId" | "expectedVersion" | "idempotencyKey">,
): Asked<RecordDelivery | CloseOrder> {
  const violations = new Violations();
  const fields = orderFields(violations, request);
  const idempotencyKey = violations.optionalUuid("idempotency_key", request.idempotencyKey);
  violations.throwIfAny();
  return { command: { type, ...fields }, idempotencyKey };
}

function orderFields(
  violations: Violations,
  request: { readonly orderId: string; readonly expectedVersion: bigint },
) {
  return {
    orderId: violations.uuid("order_id", request.orderId),
    expectedVersion: versionField(violations, request.expectedVersion),
  };
}

function versionField(violations: Violations, expectedVersion: bigint): number {
  return violations.integer("expected_version", expectedVersion, expectedVersionRange);
}

/** None stands for all there are. */
function unitsField(violations: Violations, lines: readonly Line[]): readonly LineRequest[] {
  return lines.length === 0 ? [] : linesField(violations, lines);
}
