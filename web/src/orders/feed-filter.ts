import { OrderStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import type { FeedEntry } from "../live/feed.ts";

/** Which changes of orders are shown; empty fields stand for all. It lives in the address of the page. */
export interface FeedFilter {
  /** As the address has it, "placed". */
  readonly status: string;
  /** Part of a SKU. */
  readonly sku: string;
  /** Part of an order's or a user's id. */
  readonly text: string;
}

const textMaxLength = 64;

/** Statuses that can be chosen, as the address has them. */
export const filterStatuses: ReadonlyMap<string, OrderStatus> = new Map([
  ["placed", OrderStatus.PLACED],
  ["paying", OrderStatus.PAYING],
  ["review", OrderStatus.PAYMENT_REVIEW],
  ["paid", OrderStatus.PAID],
  ["cancelled", OrderStatus.CANCELLED],
  ["expired", OrderStatus.EXPIRED],
]);

/** The filter in the address of a page. What it cannot be is left out. */
export function filterOf(parameters: URLSearchParams): FeedFilter {
  const text = (name: string): string => (parameters.get(name) ?? "").slice(0, textMaxLength);
  const status = text("status");
  return { status: filterStatuses.has(status) ? status : "", sku: text("sku"), text: text("q") };
}

/** The parameters with a filter in them; others stay. */
export function withFilter(parameters: URLSearchParams, filter: FeedFilter): URLSearchParams {
  const next = new URLSearchParams(parameters);
  for (const [name, value] of [
    ["status", filter.status],
    ["sku", filter.sku],
    ["q", filter.text],
  ] as const) {
    if (value === "") next.delete(name);
    else next.set(name, value.slice(0, textMaxLength));
  }
  return next;
}

/** True when nothing is left out. */
export function isEmptyFilter({ status, sku, text }: FeedFilter): boolean {
  return status === "" && sku === "" && text === "";
}

/** Whether a line of the feed is shown. Gaps are: they may hide what is looked for. */
export function matchesFilter(entry: FeedEntry, { status, sku, text }: FeedFilter): boolean {
  if (entry.kind === "gap") return true;
  const { order } = entry;
  if (status !== "" && order.status !== filterStatuses.get(status)) return false;
  const wantedSku = sku.trim().toLowerCase();
  if (!order.lines.some((line) => line.sku.toLowerCase().includes(wantedSku))) return false;
  const wanted = text.trim().toLowerCase();
  return order.orderId.includes(wanted) || order.userId.includes(wanted);
}
