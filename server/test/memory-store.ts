import { recordKey } from "../commands/state.ts";
import type { BatchState, IdempotencyRecord, Writes } from "../commands/state.ts";
import type { Request } from "../commands/command.ts";
import type { Event } from "../commands/event.ts";
import { assert } from "../core/assert.ts";
import type { Import, ImportError } from "../inventory/import.ts";
import type { Item } from "../inventory/item.ts";
import type { StockMove } from "../inventory/stock-move.ts";
import type { Order } from "../orders/order.ts";
import type { KeptSwitch } from "../payments/gateway.ts";
import type { Look } from "../payments/look.ts";
import type { MoneyEntry } from "../payments/money-entries.ts";
import type { Payment } from "../payments/payment.ts";
import { furtherNeeds, linkedNeeds, needsOf } from "../storage/needs.ts";
import type { User } from "../users/user.ts";

/**
 * The tables of Sluice as maps, for tests of the pure core. For a batch it loads what storage/needs.ts asks for, so that
 * a decision that looks further fails here as in a database, and it folds what a batch writes. Like a database it keeps the unique
 * keys: a write that breaks one throws.
 */
export class MemoryStore {
  readonly users = new Map<string, User>();
  readonly usersByEmail = new Map<string, User>();
  readonly items = new Map<string, Item>();
  readonly orders = new Map<string, Order>();
  readonly payments = new Map<string, Payment>();
  /** By unitsKey. */
  readonly units = new Map<string, number>();
  /** By recordKey. */
  readonly records = new Map<string, IdempotencyRecord>();
  readonly imports = new Map<string, Import>();
  readonly importErrors: (ImportError & { readonly importId: string })[] = [];
  /** By shadowKey. */
  readonly shadowItems = new Map<string, Item>();
  readonly events: Event[] = [];
  readonly moneyEntries: MoneyEntry[] = [];
  /** By attempt. */
  readonly looks = new Map<string, Look>();
  readonly switches = new Map<string, KeptSwitch>();
  readonly stockMoves: StockMove[] = [];

  /** The state a batch of these requests starts from. `State` is replaced by tests that break it on purpose. */
  load(requests: readonly Request[], State: new (headSeq: number) => BatchState): BatchState {
    const state = new State(this.events.length);
    const needs = needsOf(requests);
    loadAll(state.users, this.users, needs.users);
    loadAll(state.usersByEmail, this.usersByEmail, needs.emails);
    loadAll(state.items, this.items, needs.items);
    loadAll(state.orders, this.orders, needs.orders);
    loadAll(state.payments, this.payments, needs.payments);
    loadAll(state.records, this.records, needs.records.keys());
    loadAll(state.imports, this.imports, needs.imports);
    loadAll(state.shadowItems, this.shadowItems, needs.shadows.keys());
    const linked = linkedNeeds(requests, state);
    loadAll(state.orders, this.orders, linked.orders);
    loadAll(state.payments, this.payments, linked.payments);
    const further = furtherNeeds(requests, state);
    const unread = [...further.payments].filter((id) => !state.payments.has(id));
    loadAll(state.payments, this.payments, unread);
    loadAll(state.items, this.items, further.items);
    loadAll(state.units, this.units, further.units.keys());
    return state;
  }

  /** Takes over all that a batch wrote. */
  fold(writes: Writes): void {
    this.events.push(...writes.events);
    this.stockMoves.push(...writes.stockMoves);
    this.moneyEntries.push(...writes.moneyEntries);
    for (const [channel, kept] of writes.switches) this.switches.set(channel, kept);
    for (const { from, to } of writes.lookMoves) {
      if (from !== undefined) this.looks.delete(from.attemptId);
      if (to !== undefined) insert(this.looks, to.attemptId, to, "look");
    }
    for (const user of writes.users) {
      insert(this.users, user.userId, user, "user id");
      insert(this.usersByEmail, user.email, user, "e-mail");
    }
    for (const [sku, item] of writes.items) this.items.set(sku, item);
    for (const order of writes.placedOrders) insert(this.orders, order.orderId, order, "order id");
    for (const [orderId, order] of writes.movedOrders) {
      assert(this.orders.has(orderId), `moved order ${orderId} does not exist`);
      this.orders.set(orderId, order);
    }
    for (const [paymentId, payment] of writes.payments) this.payments.set(paymentId, payment);
    for (const [key, delta] of writes.unitDeltas) {
      this.units.set(key, (this.units.get(key) ?? 0) + delta);
    }
    for (const record of writes.records) {
      insert(this.records, recordKey(record.principal, record.key), record, "idempotency key");
    }
    for (const [importId, state] of writes.imports) this.imports.set(importId, state);
    this.importErrors.push(...writes.importErrors);
    for (const [key, item] of writes.shadowItems) this.shadowItems.set(key, item);
  }
}

function loadAll<V>(
  rows: { readonly load: (key: string, row: V | undefined) => void },
  table: ReadonlyMap<string, V>,
  keys: Iterable<string>,
): void {
  for (const key of keys) rows.load(key, table.get(key));
}

function insert<V>(table: Map<string, V>, key: string, row: V, what: string): void {
  assert(!table.has(key), `${what} ${key} is taken`);
  table.set(key, row);
}
