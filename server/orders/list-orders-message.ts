import type { ListOrdersRequest } from "#gen/sluice/orders/v1/order_service_pb.ts";
import { checkLater, emailField, optionalSkuField, pageSizeField } from "../rpc/fields.ts";
import { encodePageToken, notOurs, pageTokenField } from "../rpc/page-token.ts";
import type { ListFilter } from "../rpc/page-token.ts";
import { tooMany, unknownValue, Violations } from "../rpc/violations.ts";
import type { OrdersFilter, OrdersPosition, OrdersQuery } from "../storage/storage.ts";
import { orderStatusOf } from "./order-message.ts";
import type { OrderStatus } from "./order.ts";

const statusesMax = 12;
const notAState = unknownValue("is not a state that an order can be in");

/** The query in a request for a page of orders. Throws INVALID_ARGUMENT with everything that is wrong. */
export function parseListOrders(request: ListOrdersRequest): {
  readonly query: OrdersQuery;
  /** Goes into the tokens of the page. */
  readonly tokenFilter: ListFilter;
} {
  const violations = new Violations();
  const limit = pageSizeField(violations, request.pageSize);
  const filter = filterFields(violations, request);
  const tokenFilter = canonical(filter);
  const token = pageTokenField(violations, tokenFilter, request.pageToken);
  const position = token === undefined ? undefined : positionOf(token);
  if (token !== undefined && position === undefined) refuseToken(violations);
  violations.throwIfAny();
  return { query: { limit, filter, position }, tokenFilter };
}

/** The token of a page in one direction; empty when there is none. */
export function ordersPageToken(
  tokenFilter: ListFilter,
  position: OrdersPosition | undefined,
): string {
  return encodePageToken(tokenFilter, position && `${position.direction} ${position.placedSeq}`);
}

function filterFields(violations: Violations, request: ListOrdersRequest): OrdersFilter {
  const createdFromMs = violations.time("created_from", request.createdFrom);
  const createdBeforeMs = violations.time("created_before", request.createdBefore);
  checkLater(
    violations,
    { field: "created_from", ms: createdFromMs },
    { field: "created_before", ms: createdBeforeMs },
  );
  return {
    orderId: violations.optionalUuid("order_id", request.orderId),
    userId: violations.optionalUuid("user_id", request.userId),
    email: request.email === "" ? undefined : emailField(violations, "email", request.email),
    statuses: statusesField(violations, request.statuses),
    sku: optionalSkuField(violations, "sku", request.sku),
    createdFromMs,
    createdBeforeMs,
    onHold: request.onHold,
  };
}

/** Each state once and in one order, so that two spellings of a filter share their tokens. */
function statusesField(violations: Violations, wire: readonly number[]): readonly OrderStatus[] {
  if (wire.length > statusesMax) {
    violations.add("statuses", tooMany(wire.length, "states", { min: 0, max: statusesMax }));
    return [];
  }
  const statuses = new Set<OrderStatus>();
  for (const [index, number] of wire.entries()) {
    const status = orderStatusOf(number);
    if (status !== undefined) statuses.add(status);
    else violations.add(`statuses[${index}]`, notAState);
  }
  return [...statuses].toSorted();
}

function canonical(filter: OrdersFilter): ListFilter {
  return [
    "orders",
    filter.orderId,
    filter.userId,
    filter.email,
    filter.statuses,
    filter.sku,
    filter.createdFromMs,
    filter.createdBeforeMs,
    filter.onHold,
  ];
}

function positionOf(token: string): OrdersPosition | undefined {
  const [, direction, digits] = /^(older|newer) (\d{1,15})$/.exec(token) ?? [];
  if (direction !== "older" && direction !== "newer") return undefined;
  return { direction, placedSeq: Number(digits) };
}

function refuseToken(violations: Violations): void {
  const known = violations.found.some(({ field }) => field === "page_token");
  if (!known) violations.add("page_token", notOurs);
}
