import type { Event } from "../../commands/event.ts";
import type { Item } from "../../inventory/item.ts";
import { itemOf } from "../../inventory/item-message.ts";
import { orderOf } from "../../orders/order-message.ts";
import type { Order } from "../../orders/order.ts";
import type { BookedPayment } from "../../payments/ledger.ts";
import { openSqliteStorage } from "../../storage/sqlite/sqlite-storage.ts";
import type { UnbalancedEntries } from "../../storage/storage.ts";
import type { StockEvent as StockEventMessage } from "#gen/sluice/inventory/v1/item_pb.ts";
import { present } from "../../core/assert.ts";
import type { Clients } from "../sluice-test-server.ts";
import { testPaymentLimits } from "../payment-limits.ts";

/** What the public API shows when everything has come to rest. */
export interface Observed {
  readonly orders: ReadonlyMap<string, Order>;
  readonly items: ReadonlyMap<string, Item>;
  /** By SKU, oldest first. */
  readonly stockEvents: ReadonlyMap<string, readonly StockEventMessage[]>;
  /** Transitions of some orders, by id: seq and version of each, oldest first. */
  readonly transitions: ReadonlyMap<string, readonly (readonly [seq: number, version: number])[]>;
}

const pageSize = 1_000;
const transitionsMax = 100;

/** Reads the final state through the public API. */
export async function observe(clients: Clients, skus: readonly string[]): Promise<Observed> {
  const orders = await readOrders(clients);
  const items = new Map<string, Item>();
  const stockEvents = new Map<string, readonly StockEventMessage[]>();
  for (const sku of skus) {
    const { item } = await clients.inventory.getItem({ sku });
    items.set(sku, itemOf(present(item, sku)));
    stockEvents.set(sku, await readStockEvents(clients, sku));
  }
  const ids = [...orders.keys()];
  const every = Math.max(1, Math.ceil(ids.length / transitionsMax));
  const transitions = new Map<string, readonly (readonly [number, number])[]>();
  for (const orderId of ids.filter((_, index) => index % every === 0)) {
    transitions.set(orderId, await readTransitions(clients, orderId));
  }
  return { orders, items, stockEvents, transitions };
}

/** Reads the whole log from the database file of a server that has stopped. */
export async function* readLog(directory: string): AsyncGenerator<Event> {
  const storage = openStopped(directory);
  try {
    for (let seq = storage.status().floorSeq; ;) {
      const events = await storage.eventsAfter(seq, pageSize);
      yield* events;
      const last = events.at(-1);
      if (last === undefined) return;
      seq = last.seq;
    }
  } finally {
    await storage.close();
  }
}

/** What the entries of a server say that has stopped. */
export interface Books {
  /** By the id of the payment. */
  readonly payments: ReadonlyMap<string, BookedPayment>;
  readonly unbalanced: readonly UnbalancedEntries[];
}

export async function readBooks(directory: string): Promise<Books> {
  const storage = openStopped(directory);
  const payments = new Map<string, BookedPayment>();
  const unbalanced: UnbalancedEntries[] = [];
  try {
    for (let seq = 0; ;) {
      const stretch = await storage.bookedAfter(seq, pageSize);
      unbalanced.push(...stretch.unbalanced);
      for (const booked of stretch.payments) payments.set(booked.payment.paymentId, booked);
      if (stretch.throughSeq === seq) return { payments, unbalanced };
      seq = stretch.throughSeq;
    }
  } finally {
    await storage.close();
  }
}

function openStopped(directory: string) {
  return openSqliteStorage({
    directory,
    makeClock: (floorMs) => () => floorMs,
    holdMs: 1_000,
    payments: testPaymentLimits,
    batchMax: 1,
    queueMax: 1,
    diskFreeMinBytes: 0,
    checkpointWalBytes: 2 ** 40,
    scanMaxRows: pageSize,
    retention: { recordMs: Number.MAX_SAFE_INTEGER, logMs: undefined },
    onFatal: (error) => {
      throw error;
    },
  });
}

async function readOrders(clients: Clients): Promise<ReadonlyMap<string, Order>> {
  const orders = new Map<string, Order>();
  for (let pageToken = ""; ;) {
    const page = await clients.orders.listOrders({ pageSize, pageToken });
    for (const order of page.orders) orders.set(order.orderId, orderOf(order));
    pageToken = page.nextPageToken;
    if (pageToken === "") return orders;
  }
}

async function readStockEvents(clients: Clients, sku: string): Promise<StockEventMessage[]> {
  const events: StockEventMessage[] = [];
  for (let pageToken = ""; ;) {
    const page = await clients.inventory.listStockEvents({ sku, pageSize, pageToken });
    events.push(...page.stockEvents);
    pageToken = page.nextPageToken;
    if (pageToken === "") return events.toReversed();
  }
}

async function readTransitions(clients: Clients, orderId: string) {
  const { events } = await clients.orders.listOrderEvents({ orderId, pageSize });
  return events.map(({ seq, order }) => [Number(seq), Number(order?.version)] as const);
}
