import type { Writes } from "../../commands/state.ts";
import type { Item } from "../../inventory/item.ts";
import type { Order } from "../../orders/order.ts";
import type { Payment } from "../../payments/payment.ts";
import type { User } from "../../users/user.ts";
import type { Statements } from "./connection.ts";
import { readItem } from "./item-rows.ts";
import { readOrder } from "./order-rows.ts";
import { readPayment } from "./payment-rows.ts";
import { readUser } from "./user-rows.ts";

/** Rows kept of each kind: about 400 bytes each, so 16 MB when both are full. */
const rowsMax = 20_000;
/** Payments on their way are far fewer than this, unless a channel is out; they and their orders are about 2 kB each. */
const openMax = 2_000;

/**
 * Users and items as the database has them. Every batch asks for the users and items of its orders, the same ones again
 * and again: reading them was an eighth of the cost of an order. Users never change; items change only by a batch, and
 * `committed` is called when its transaction has ended well, never before: a failed one must not leave the cache ahead of the
 * database. Rows that do not exist are not kept. Rows are immutable, so a batch that is given up leaves no trace.
 *
 * A payment that has a next step, and its order, are asked for by two more commits within milliseconds: they are kept as a batch left
 * them until the batch that ends the payment.
 */
export class RowCache {
  readonly #statements: Statements;
  readonly #users: BoundedMap<User>;
  readonly #items: BoundedMap<Item>;
  readonly #payments = new BoundedMap<Payment>(openMax);
  readonly #orders = new BoundedMap<Order>(openMax);

  /** Keeps at most `max` users and as many items. */
  constructor(statements: Statements, max: number = rowsMax) {
    this.#statements = statements;
    this.#users = new BoundedMap(max);
    this.#items = new BoundedMap(max);
  }

  user(userId: string): User | undefined {
    return this.#users.getOrRead(userId, () => readUser(this.#statements, userId));
  }

  item(sku: string): Item | undefined {
    return this.#items.getOrRead(sku, () => readItem(this.#statements, sku));
  }

  payment(paymentId: string): Payment | undefined {
    return this.#payments.get(paymentId) ?? readPayment(this.#statements, paymentId);
  }

  order(orderId: string): Order | undefined {
    return this.#orders.get(orderId) ?? readOrder(this.#statements, orderId);
  }

  /** Takes over what a transaction has written. */
  committed(writes: Pick<Writes, "items" | "payments" | "movedOrders">): void {
    for (const [sku, item] of writes.items) this.#items.set(sku, item);
    for (const [paymentId, payment] of writes.payments) {
      if (payment.nextStepAtMs === undefined) this.#payments.delete(paymentId);
      else this.#payments.set(paymentId, payment);
    }
    for (const order of writes.movedOrders.values()) {
      if (order.status === "paying") this.#orders.set(order.orderId, order);
      else this.#orders.delete(order.orderId);
    }
  }
}

/** Forgets the row it has had the longest when it is full: simpler than the least used one, and no work on a hit. */
class BoundedMap<V> {
  readonly #max: number;
  readonly #rows = new Map<string, V>();

  constructor(max: number) {
    this.#max = max;
  }

  getOrRead(key: string, read: () => V | undefined): V | undefined {
    const known = this.#rows.get(key);
    if (known !== undefined) return known;
    const row = read();
    if (row !== undefined) this.set(key, row);
    return row;
  }

  get(key: string): V | undefined {
    return this.#rows.get(key);
  }

  delete(key: string): void {
    this.#rows.delete(key);
  }

  set(key: string, row: V): void {
    if (this.#rows.size >= this.#max && !this.#rows.has(key)) {
      const oldest = this.#rows.keys().next();
      if (oldest.done !== true) this.#rows.delete(oldest.value);
    }
    this.#rows.set(key, row);
  }
}
