import assert from "node:assert/strict";
import type { Event } from "../../commands/event.ts";
import type { StockMove } from "../../inventory/stock-move.ts";
import type { Storage } from "../../storage/storage.ts";
import { MemoryStore } from "../memory-store.ts";
import { Audit } from "../model/audit.ts";

/**
 * Reads everything back through the port and throws when P1, P4 or P8 does not hold: counts of each SKU at every seq,
 * seq and versions without gaps, and tables that are what the log says. The log must be whole (never pruned).
 */
export async function auditStorage(storage: Storage): Promise<readonly Event[]> {
  const events = await allEvents(storage);
  assert.equal(events.at(-1)?.seq ?? 0, storage.status().headSeq, "P8: the head is not the end");
  const store = new MemoryStore();
  for (const { subject } of events) {
    if (subject.kind === "user") await keep(store, storage, subject.user.userId);
    if (subject.kind === "item") {
      const item = await storage.getItem(subject.item.sku);
      if (item !== undefined) store.items.set(item.sku, item);
    }
    if (subject.kind === "order") {
      const order = await storage.getOrder(subject.order.orderId);
      if (order !== undefined) store.orders.set(order.orderId, order);
    }
  }
  countUnits(store);
  const moves = await allMoves(storage, [...store.items.keys()]);
  const audit = new Audit();
  audit.readBatch(events, moves);
  audit.compare(store);
  return events;
}

/** The whole log, in order. A corrupt one fails; it does not keep the reader for ever. */
export async function allEvents(storage: Storage): Promise<readonly Event[]> {
  const events: Event[] = [];
  for (;;) {
    const page = await storage.eventsAfter(events.length, 1_000);
    if (page.length === 0) return events;
    for (const event of page) {
      assert.equal(event.seq, events.length + 1, "P8: seq has a gap");
      events.push(event);
    }
  }
}

async function keep(store: MemoryStore, storage: Storage, userId: string): Promise<void> {
  const user = await storage.getUser(userId);
  if (user !== undefined) store.users.set(userId, user);
}

/** The port does not show the units a user has: they are what the orders say, and placing is held to them elsewhere. */
function countUnits(store: MemoryStore): void {
  for (const { userId, hold, lines } of store.orders.values()) {
    if (hold !== "held" && hold !== "committed") continue;
    for (const { sku, quantity } of lines) {
      const key = `${userId}\n${sku}`;
      store.units.set(key, (store.units.get(key) ?? 0) + quantity);
    }
  }
}

async function allMoves(storage: Storage, skus: readonly string[]): Promise<readonly StockMove[]> {
  const moves: StockMove[] = [];
  for (const sku of skus) {
    let after: string | undefined;
    do {
      const page = await storage.listStockEvents({ sku, limit: 1_000, after, editsOnly: false });
      moves.push(...page.rows);
      const falls = page.next === undefined || Number(page.next) < Number(after ?? Infinity);
      assert(falls, "P8: stock events go in a circle");
      after = page.next;
    } while (after !== undefined);
  }
  return moves.toSorted((a, b) => a.seq - b.seq || (a.sku < b.sku ? -1 : 1));
}
