import type { Item } from "../../inventory/item.ts";
import type { Order, OrderStatus } from "../../orders/order.ts";
import type { Payment } from "../../payments/payment.ts";
import type { PayFinding } from "./finding.ts";

const served: ReadonlySet<OrderStatus> = new Set([
  "paid",
  "fulfilling",
  "shipped",
  "delivered",
  "closed",
]);

/**
 * P7: an order that is paid has its stock and was paid for; money for an order that is not was given back. And what orders
 * say was sold, and is held, is what items say.
 */
export function checkServed(
  orders: ReadonlyMap<string, Order>,
  payments: ReadonlyMap<string, Payment>,
  items: ReadonlyMap<string, Item>,
): PayFinding[] {
  const findings: PayFinding[] = [];
  const byOrder = Map.groupBy(payments.values(), ({ orderId }) => orderId);
  for (const order of orders.values()) {
    const wrong = wrongWith(order, byOrder.get(order.orderId) ?? []);
    if (wrong !== undefined) findings.push(mismatch(`order ${order.orderId} ${wrong}`));
  }
  const sold = unitsOf(
    orders.values(),
    ({ status, hold }) => served.has(status) && hold === "committed",
  );
  const held = unitsOf(orders.values(), ({ hold }) => hold === "held");
  for (const [sku, item] of items) {
    const [soldUnits, heldUnits] = [sold.get(sku) ?? 0, held.get(sku) ?? 0];
    if (item.sold !== soldUnits || item.held !== heldUnits) {
      const counts = `${item.sold} sold and ${item.held} held`;
      findings.push(mismatch(`${sku} shows ${counts}, its orders ${soldUnits} and ${heldUnits}`));
    }
  }
  return findings;
}

function wrongWith(order: Order, payments: readonly Payment[]): string | undefined {
  const { status, hold, paymentStatus, paymentId } = order;
  const newest = payments.toSorted((a, b) => b.createdSeq - a.createdSeq)[0];
  if (newest?.paymentId !== paymentId) return `names ${paymentId}, its newest is another`;
  if (paymentStatus !== (newest?.status ?? "none")) {
    return `shows its payment as ${paymentStatus}, which is ${newest?.status}`;
  }
  const kept = payments.filter(({ capturedMinor, refundedMinor }) => capturedMinor > refundedMinor);
  if (!served.has(status)) {
    return kept.length > 0
      ? `is ${status}, and ${kept[0]?.paymentId} was not given back`
      : undefined;
  }
  if (hold !== "committed") return `is ${status}, and its stock is ${hold}`;
  const isPaid = newest !== undefined && newest.capturedMinor === order.total.minorUnits;
  return isPaid ? undefined : `is ${status}, and ${newest?.capturedMinor} were taken`;
}

function unitsOf(
  orders: Iterable<Order>,
  counts: (order: Order) => boolean,
): ReadonlyMap<string, number> {
  const units = new Map<string, number>();
  for (const order of orders) {
    if (!counts(order)) continue;
    for (const { sku, quantity } of order.lines) units.set(sku, (units.get(sku) ?? 0) + quantity);
  }
  return units;
}

function mismatch(text: string): PayFinding {
  return { figure: "ledgerMismatches", text };
}
