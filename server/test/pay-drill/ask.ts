import type { Clients } from "../sluice-test-server.ts";
import { refusal } from "../kill/ask.ts";
import { askPaid } from "../kill/ask-paid.ts";
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
    case "deliver":
    case "close": {
      const { orderId, type } = operation;
      const request = { idempotencyKey, orderId };
      const { order, replayed } = await (type === "deliver"
        ? clients.orders.recordDelivery(request)
        : clients.orders.closeOrder(request));
      return { verdict: "ok", effect: `${order?.orderId} ${order?.version}`, replayed };
    }
    case "restock": {
      const { sku, delta } = operation;
      const request = { idempotencyKey, sku, delta, reason: idempotencyKey };
      const { item, replayed } = await clients.inventory.adjustStock(request);
      return { verdict: "ok", effect: `${sku} ${item?.version}`, replayed };
    }
    case "pay":
    case "cancel":
    case "fulfil":
    case "return":
    case "refund":
      return await askPaid(clients, operation);
  }
}
