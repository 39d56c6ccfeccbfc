import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { newerOrder } from "../data/newer-row.ts";

const ordersMax = 2_000;

/** Orders that were on the page, so that what was selected is still known when the page shows others. */
export class OrderMemory {
  readonly #orders = new Map<string, Order>();

  /** Takes note of orders. Beyond 2,000 the oldest go, except those that are `kept`. */
  remember(orders: readonly Order[], kept: ReadonlySet<string>): void {
    for (const order of orders) {
      const known = this.#orders.get(order.orderId);
      this.#orders.delete(order.orderId);
      this.#orders.set(order.orderId, newerOrder(order, known));
    }
    for (const orderId of this.#orders.keys()) {
      if (this.#orders.size <= ordersMax) return;
      if (!kept.has(orderId)) this.#orders.delete(orderId);
    }
  }

  /** Those that are known, in the order of the ids. */
  recall(orderIds: Iterable<string>): readonly Order[] {
    return [...orderIds].flatMap((orderId) => this.#orders.get(orderId) ?? []);
  }
}
