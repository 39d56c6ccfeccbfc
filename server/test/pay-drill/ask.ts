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
    case "cancel": {
      const request = { idempotencyKey, orderId: operation.orderId, reason: idempotencyKey };
      const { order, replayed } = await clients.orders.cancelOrder(request);
      return { verdict: "ok", effect: order?.orderId ?? "", replayed };
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
