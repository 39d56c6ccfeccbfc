import type { MessageInitShape } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { OrderStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import type { ListOrdersRequestSchema } from "#gen/sluice/orders/v1/order_service_pb.ts";
import type { OrderFilter, StatusName } from "./order-filter.ts";
import { isUuid, placedAround } from "./order-id.ts";
import { boundsOf } from "./time-span.ts";
import type { Bounds } from "./time-span.ts";

export type ListRequest = MessageInitShape<typeof ListOrdersRequestSchema>;

/** Rows of one page of the list. */
export const pageRows = 50;
/** Most rows that the API gives at once: for what is read to its end. */
export const pageRowsMax = 1_000;

/** States as the API has them. */
export const statusOf: Readonly<Record<StatusName, OrderStatus>> = {
  placed: OrderStatus.PLACED,
  paying: OrderStatus.PAYING,
  review: OrderStatus.PAYMENT_REVIEW,
  paid: OrderStatus.PAID,
  packing: OrderStatus.FULFILLING,
  shipped: OrderStatus.SHIPPED,
  delivered: OrderStatus.DELIVERED,
  closed: OrderStatus.CLOSED,
  expired: OrderStatus.EXPIRED,
  cancelled: OrderStatus.CANCELLED,
};

/**
 * What to ask the API for a page of a filter, as of a moment. The same arguments make the same request, because a page's token belongs
 * to the filter it came with. The beginning of an id is asked for as the time it says: see `matchesHead` for the rest of it.
 */
export function listRequest(
  filter: OrderFilter,
  page: { readonly token: string; readonly asOfMs: number; readonly zone: string },
): ListRequest {
  const { order, user, email, sku, statuses, onHold } = filter;
  const head = headOf(filter);
  const spans: Bounds[] = [];
  if (filter.placed !== undefined) spans.push(boundsOf(filter.placed, page.asOfMs, page.zone));
  if (head !== undefined) spans.push(placedAround(head));
  const fromMs = definedMax(spans.map((span) => span.fromMs));
  const beforeMs = definedMin(spans.map((span) => span.beforeMs));
  return {
    pageSize: head === undefined ? pageRows : pageRowsMax,
    pageToken: page.token,
    orderId: head === undefined ? (order ?? "") : "",
    userId: user ?? "",
    email: email ?? "",
    sku: sku ?? "",
    statuses: statuses.map((name) => statusOf[name]),
    ...(onHold !== undefined && { onHold }),
    ...(fromMs !== undefined && { createdFrom: timestampFromMs(fromMs) }),
    ...(beforeMs !== undefined && { createdBefore: timestampFromMs(beforeMs) }),
  };
}

/** Those orders whose id begins as the filter says: the time at its head may be that of others too. */
export function matchingHead(orders: readonly Order[], filter: OrderFilter): readonly Order[] {
  const head = headOf(filter);
  return head === undefined ? orders : orders.filter(({ orderId }) => orderId.startsWith(head));
}

/** True when no order can be in the filter's times: the API would refuse to look. */
export function isEmptySpan({ createdFrom, createdBefore }: ListRequest): boolean {
  if (createdFrom === undefined || createdBefore === undefined) return false;
  return nanosOf(createdFrom) >= nanosOf(createdBefore);
}

function headOf({ order }: OrderFilter): string | undefined {
  return order === undefined || isUuid(order) ? undefined : order;
}

function nanosOf({ seconds = 0n, nanos = 0 }: NonNullable<ListRequest["createdFrom"]>): bigint {
  return seconds * 1_000_000_000n + BigInt(nanos);
}

function definedMax(values: readonly (number | undefined)[]): number | undefined {
  const defined = values.filter((value) => value !== undefined);
  return defined.length === 0 ? undefined : Math.max(...defined);
}

function definedMin(values: readonly (number | undefined)[]): number | undefined {
  const defined = values.filter((value) => value !== undefined);
  return defined.length === 0 ? undefined : Math.min(...defined);
}
