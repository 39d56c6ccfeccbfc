import { durationFromMs, timestampFromMs } from "@bufbuild/protobuf/wkt";
import type { ListStuckOrdersRequest } from "#gen/sluice/orders/v1/order_service_pb.ts";
import {
  SafeAction as WireAction,
  StuckReason as WireReason,
} from "#gen/sluice/orders/v1/stuck_order_pb.ts";
import type { StuckOrder as StuckOrderMessage } from "#gen/sluice/orders/v1/stuck_order_pb.ts";
import { shortened } from "../core/shortened.ts";
import { pageSizeField } from "../rpc/fields.ts";
import { pageTokenField } from "../rpc/page-token.ts";
import type { ListFilter } from "../rpc/page-token.ts";
import { tooMany, unknownValue, Violations } from "../rpc/violations.ts";
import { noteMessage } from "../notes/note-message.ts";
import { inverse, orderMessage } from "./order-message.ts";
import { reasonMaxLength } from "./order.ts";
import { safeAction, stuckDetail } from "./stuck-order.ts";
import type { SafeAction, StuckLimits, StuckOrder, StuckReason } from "./stuck-order.ts";

const reasonNumbers = {
  paying: WireReason.PAYING,
  payment_review: WireReason.PAYMENT_REVIEW,
  paid: WireReason.PAID,
  fulfilling: WireReason.FULFILLING,
  refund_due: WireReason.REFUND_DUE,
  on_hold: WireReason.ON_HOLD,
} as const satisfies Record<StuckReason, WireReason>;

const actionNumbers = {
  ask_again: WireAction.ASK_AGAIN,
  fulfil: WireAction.FULFIL,
  cancel: WireAction.CANCEL,
  release: WireAction.RELEASE,
} as const satisfies Record<SafeAction, WireAction>;

const reasons = inverse<StuckReason>(reasonNumbers);
const reasonsMax = 6;
const notAReason = unknownValue("is not something that an order can be stuck in");

/** A stuck order as the contract shows it. */
export function stuckOrderMessage(stuck: StuckOrder, limits: StuckLimits): StuckOrderMessage {
  const { text, notes } = stuckDetail(stuck);
  return {
    $typeName: "sluice.orders.v1.StuckOrder",
    order: orderMessage(stuck.order),
    reason: reasonNumbers[stuck.reason],
    since: timestampFromMs(stuck.sinceMs),
    limit: durationFromMs(limits[stuck.reason]),
    paymentId: stuck.payment?.paymentId ?? "",
    detail: shortened(text, reasonMaxLength),
    detailNotes: notes.map(noteMessage),
    safeAction: actionNumbers[safeAction(stuck)],
  };
}

/** The query in a request for a page of stuck orders. Throws INVALID_ARGUMENT with everything that is wrong. */
export function parseListStuckOrders(request: ListStuckOrdersRequest): {
  readonly query: {
    readonly limit: number;
    readonly after: string | undefined;
    readonly reasons: readonly StuckReason[];
  };
  /** Goes into the tokens of the page. */
  readonly tokenFilter: ListFilter;
} {
  const violations = new Violations();
  const limit = pageSizeField(violations, request.pageSize);
  const wanted = reasonsField(violations, request.reasons);
  const tokenFilter = ["stuck_orders", wanted];
  const after = pageTokenField(violations, tokenFilter, request.pageToken);
  violations.throwIfAny();
  return { query: { limit, after, reasons: wanted }, tokenFilter };
}

/** Each once and in one order, so that two spellings of a filter share their tokens. */
function reasonsField(violations: Violations, wire: readonly number[]): readonly StuckReason[] {
  if (wire.length > reasonsMax) {
    violations.add("reasons", tooMany(wire.length, "reasons", { min: 0, max: reasonsMax }));
    return [];
  }
  const wanted = new Set<StuckReason>();
  for (const [index, number] of wire.entries()) {
    const reason = reasons.get(number);
    if (reason !== undefined) wanted.add(reason);
    else violations.add(`reasons[${index}]`, notAReason);
  }
  return [...wanted].toSorted();
}
