import type { Clients } from "../sluice-test-server.ts";
import { refusal } from "../kill/ask.ts";
import type { Answer } from "../kill/history.ts";
import type { PayOperation } from "./operation.ts";

/** Asks for an operation. Never rejects. An effect names what an OK has made. */
export async function ask(clients: Clients, operation: PayOperation): Promise<Answer> {
  try {
    return await call(clients, operation);
  } catch (error) {
    return refusal(error);
  }
}

async function call(clients: Clients, operation: PayOperation): Promise<Answer> {
  const idempotencyKey = operation.key;
  switch (operation.type) {
    case "place": {
      const { userId, lines } = operation;
      const request = { idempotencyKey, userId, lines: [...lines] };
      const { order, replayed } = await clients.orders.placeOrder(request);
      return { verdict: "ok", effect: order?.orderId ?? "", replayed };
    }
    case "pay": {
      const { orderId, cardToken } = operation;
      const request = { idempotencyKey, orderId, cardToken };
      const { payment, replayed } = await clients.payments.payOrder(request);
      return { verdict: "ok", effect: payment?.paymentId ?? "", replayed };
    }
    case "cancel":
    case "fulfil":
    case "return":
    case "deliver":
    case "close": {
      const { order, replayed } = await serve(clients, operation);
      return { verdict: "ok", effect: `${order?.orderId} ${order?.version}`, replayed };
    }
    case "refund": {
      const { paymentId, amountMinor: amountMinorUnits } = operation;
      const request = { idempotencyKey, paymentId, amountMinorUnits, reason: idempotencyKey };
      const { payment, replayed } = await clients.payments.refundPayment(request);
      return { verdict: "ok", effect: payment?.attempts.at(-1)?.attemptId ?? "", replayed };
    }
    case "restock": {
      const { sku, delta } = operation;
      const request = { idempotencyKey, sku, delta, reason: idempotencyKey };
      const { item, replayed } = await clients.inventory.adjustStock(request);
      return { verdict: "ok", effect: `${sku} ${item?.version}`, replayed };
    }
  }
}

/** What becomes of an order besides being paid. Its reason is its key. */
async function serve(
  { orders }: Clients,
  operation: Exclude<PayOperation, { readonly type: "place" | "pay" | "refund" | "restock" }>,
) {
  const { key: idempotencyKey, orderId } = operation;
  const common = { idempotencyKey, orderId };
  const reason = idempotencyKey;
  switch (operation.type) {
    case "cancel":
      return await orders.cancelOrder({ ...common, lines: [...operation.lines], reason });
    case "fulfil":
      return await orders.fulfilOrder({ ...common, lines: [...operation.lines], tracking: reason });
    case "return":
      return await orders.returnOrder({ ...common, lines: [...operation.lines], reason });
    case "deliver":
      return await orders.recordDelivery(common);
    case "close":
      return await orders.closeOrder(common);
  }
}
