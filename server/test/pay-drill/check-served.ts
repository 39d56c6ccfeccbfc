import type { Item } from "../../inventory/item.ts";
import type { Order, OrderLine, OrderStatus } from "../../orders/order.ts";
import type { Payment } from "../../payments/payment.ts";
import { lateIds } from "../kill/check-effects.ts";
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
  const sold = unitsOf(orders.values(), (order, line) => (isServed(order) ? unitsKept(line) : 0));
  const held = unitsOf(orders.values(), ({ hold }, line) => (hold === "held" ? line.quantity : 0));
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
  const named = payments.find((payment) => payment.paymentId === paymentId);
  const late = lateIds(payments);
  const begun = payments.filter((payment) => !late.has(payment.paymentId));
  const newest = begun.toSorted((a, b) => b.createdSeq - a.createdSeq)[0];
  // Money that was taken late is named only where it has paid the order.
  if (newest?.paymentId !== paymentId && !late.has(paymentId ?? ""))
    return `names ${paymentId}, its newest is another`;
  if (paymentStatus !== (named?.status ?? "none")) {
    return `shows its payment as ${paymentStatus}, which is ${named?.status}`;
  }
  const kept = payments.filter(({ capturedMinor, refundedMinor }) => capturedMinor > refundedMinor);
  if (!served.has(status)) {
    return kept.length > 0
      ? `is ${status}, and ${kept[0]?.paymentId} was not given back`
      : undefined;
  }
  if (hold !== "committed") return `is ${status}, and its stock is ${hold}`;
  if (named?.capturedMinor !== order.total.minorUnits) {
    return `is ${status}, and ${named?.capturedMinor} were taken`;
  }
  const owed = order.lines.reduce((sum, line) => sum + priceGivenBack(line), 0n);
  if (named.refundedMinor >= owed) return undefined;
  return `has units called off or returned for ${owed}, and ${named.refundedMinor} were given back`;
}

function isServed({ status, hold }: Order): boolean {
  return served.has(status) && hold === "committed";
}

/** Units of a line that are sold: neither called off nor returned. */
function unitsKept({ quantity, cancelledQuantity, returnedQuantity }: OrderLine): number {
  return quantity - cancelledQuantity - returnedQuantity;
}

function priceGivenBack(line: OrderLine): bigint {
  return line.unitPriceMinor * BigInt(line.quantity - unitsKept(line));
}

function unitsOf(
  orders: Iterable<Order>,
  count: (order: Order, line: OrderLine) => number,
): ReadonlyMap<string, number> {
  const units = new Map<string, number>();
  for (const order of orders) {
    for (const line of order.lines)
      units.set(line.sku, (units.get(line.sku) ?? 0) + count(order, line));
  }
  return units;
}

function mismatch(text: string): PayFinding {
  return { figure: "ledgerMismatches", text };
}
