import { setTimeout as sleep } from "node:timers/promises";
import { OrderStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import { orderOf } from "../../orders/order-message.ts";
import { isOpen } from "../../payments/payment.ts";
import type { Payment } from "../../payments/payment.ts";
import type { Clients } from "../sluice-test-server.ts";
import type { PayFinding } from "./finding.ts";
import { observePayments } from "./observe-payments.ts";

const open = new Set<Payment["status"]>(["pending", "authorized", "refund_due"]);
const lookEveryMs = 500;

/**
 * Waits until nothing moves any more: no payment has a next step, no order is about to lose its hold; at most `maxMs`. Answers what
 * has not come to its end by then.
 */
export async function untilAtRest(clients: Clients, maxMs: number): Promise<PayFinding[]> {
  for (const untilMs = performance.now() + maxMs; ; await sleep(lookEveryMs)) {
    const { moving, findings } = await lookAround(clients);
    if (moving === 0 || performance.now() > untilMs) return findings;
  }
}

async function lookAround(clients: Clients) {
  const statuses = [OrderStatus.PLACED, OrderStatus.PAYING, OrderStatus.PAYMENT_REVIEW];
  const page = await clients.orders.listOrders({ statuses, pageSize: 1_000 });
  const orders = page.orders.map(orderOf);
  const findings = orders.map(({ orderId, status }) =>
    unresolved(`order ${orderId} is still ${status}`),
  );
  const held = orders.filter(({ hold }) => hold === "held").length;
  // Orders are few by now, payments are all there ever were: they are read once the orders are done.
  if (held > 0) return { moving: held, findings };
  let moving = 0;
  for (const payment of (await observePayments(clients)).values()) {
    if (payment.nextStepAtMs !== undefined) moving += 1;
    const what = stillOpen(payment);
    if (what !== undefined) findings.push(unresolved(what));
  }
  return { moving, findings };
}

/** What is not at rest about a payment. A review that only waits for somebody to read it is at rest. */
function stillOpen({ paymentId, status, attempts }: Payment): string | undefined {
  if (open.has(status)) return `payment ${paymentId} is still ${status}`;
  const attempt = attempts.find((each) => isOpen(each.status));
  if (attempt === undefined) return undefined;
  return `${attempt.kind} ${attempt.attemptId} of payment ${paymentId} is still ${attempt.status}`;
}

function unresolved(text: string): PayFinding {
  return { figure: "unresolved", text };
}
