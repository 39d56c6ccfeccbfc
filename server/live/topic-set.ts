import type { Event } from "../commands/event.ts";

/** What a topic of orders or payments is about; empty fields stand for all. */
export interface OrdersFilter {
  readonly userId: string;
  readonly orderId: string;
}

/** The topics of one stream in canonical form: two requests that ask for the same have the same key, and share frames. */
export interface TopicSet {
  readonly key: string;
  /** Topics that bring every event. */
  readonly feeds: readonly OrdersFilter[];
  /** Topics that bring the newest of each tick. */
  readonly latests: readonly OrdersFilter[];
  /** Topics that bring every event of payments. */
  readonly payments: readonly OrdersFilter[];
  /** Undefined: no stock. Empty: all items. */
  readonly skus: ReadonlySet<string> | undefined;
  readonly metrics: boolean;
  readonly channels: boolean;
  readonly ledger: boolean;
}

/** One topic as it was asked for, checked. */
export type Topic =
  | { readonly kind: "orders"; readonly mode: "every" | "latest"; readonly filter: OrdersFilter }
  | { readonly kind: "payments"; readonly filter: OrdersFilter }
  | { readonly kind: "stock"; readonly skus: readonly string[] }
  | { readonly kind: "metrics" }
  | { readonly kind: "channels" }
  | { readonly kind: "ledger" };

/** Brings topics to canonical form: sorted, without repeats, and without what another of them covers. */
export function topicSet(topics: readonly Topic[]): TopicSet {
  const orders = topics.filter((topic) => topic.kind === "orders");
  const feeds = filters(orders.filter(({ mode }) => mode === "every"));
  const latests = filters(orders.filter(({ mode }) => mode === "latest")).filter(
    (filter) => !coveredBy(filter, feeds),
  );
  const payments = filters(topics.filter((topic) => topic.kind === "payments"));
  const stocks = topics.filter((topic) => topic.kind === "stock");
  const allItems = stocks.some(({ skus }) => skus.length === 0);
  const skus = allItems ? [] : [...new Set(stocks.flatMap((stock) => stock.skus))].toSorted();
  const metrics = topics.some((topic) => topic.kind === "metrics");
  const channels = topics.some((topic) => topic.kind === "channels");
  const ledger = topics.some((topic) => topic.kind === "ledger");
  const stock = stocks.length > 0 ? skus : undefined;
  // What came with later releases stands in a key only when it is asked for: cursors of earlier ones stay good.
  const later = channels || payments.length > 0 || ledger ? [channels, payments.map(pair)] : [];
  const key = JSON.stringify([
    feeds.map(pair),
    latests.map(pair),
    stock ?? null,
    metrics,
    ...later,
    ...(ledger ? [ledger] : []),
  ]);
  return {
    key,
    feeds,
    latests,
    payments,
    skus: stock && new Set(stock),
    metrics,
    channels,
    ledger,
  };
}

/** How an event reaches a set: by a feed, by a latest topic, or not at all. A feed wins, so that it comes once. */
export function matchEvent(set: TopicSet, event: Event): "feed" | "latest" | undefined {
  const about = orderBehind(event);
  if (about === undefined) return undefined;
  const { userId, orderId } = about;
  const covers = (filter: OrdersFilter): boolean =>
    (filter.userId === "" || filter.userId === userId) &&
    (filter.orderId === "" || filter.orderId === orderId);
  if (event.subject.kind === "payment") return set.payments.some(covers) ? "feed" : undefined;
  if (set.feeds.some(covers)) return "feed";
  return set.latests.some(covers) ? "latest" : undefined;
}

/** The order that an event is about, itself or by its payment; undefined for any other. */
export function orderBehind({ subject }: Event): OrdersFilter | undefined {
  if (subject.kind === "order") return subject.order;
  return subject.kind === "payment" ? subject.payment : undefined;
}

/** True when a set wants the row of an item. */
export function matchItem(set: TopicSet, sku: string): boolean {
  return set.skus !== undefined && (set.skus.size === 0 || set.skus.has(sku));
}

function filters(topics: readonly { readonly filter: OrdersFilter }[]): readonly OrdersFilter[] {
  const distinct = new Map<string, OrdersFilter>();
  for (const { filter } of topics) distinct.set(pair(filter), filter);
  const found = [...distinct.values()].toSorted((a, b) => (pair(a) < pair(b) ? -1 : 1));
  return found.filter(
    (filter) =>
      !coveredBy(
        filter,
        found.filter((other) => other !== filter),
      ),
  );
}

function coveredBy(filter: OrdersFilter, others: readonly OrdersFilter[]): boolean {
  return others.some(
    (other) =>
      (other.userId === "" || other.userId === filter.userId) &&
      (other.orderId === "" || other.orderId === filter.orderId),
  );
}

function pair({ userId, orderId }: OrdersFilter): string {
  return `${userId}/${orderId}`;
}
