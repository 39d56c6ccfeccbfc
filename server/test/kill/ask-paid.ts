import type { Clients } from "../sluice-test-server.ts";
import type { Answer } from "./history.ts";
import type { PaidOperation } from "./paid-operation.ts";

/** Asks for an operation. Rejects when it is refused. An effect names what an OK has made. */
export async function askPaid(clients: Clients, operation: PaidOperation): Promise<Answer> {
  const idempotencyKey = operation.key;
  switch (operation.type) {
    case "pay": {
      const { orderId, cardToken } = operation;
      const request = { idempotencyKey, orderId, cardToken };
      const { payment, replayed } = await clients.payments.payOrder(request);
      return { verdict: "ok", effect: payment?.paymentId ?? "", replayed };
    }
    case "cancel":
    case "fulfil":
    case "return": {
      const { order, replayed } = await moveUnits(clients, operation);
      return { verdict: "ok", effect: `${order?.orderId} ${order?.version}`, replayed };
    }
    case "refund": {
      const { paymentId, amountMinor: amountMinorUnits } = operation;
      const request = { idempotencyKey, paymentId, amountMinorUnits, reason: idempotencyKey };
      const { payment, replayed } = await clients.payments.refundPayment(request);
      return { verdict: "ok", effect: payment?.attempts.at(-1)?.attemptId ?? "", replayed };
    }
  }
}

async function moveUnits(
  { orders }: Clients,
  operation: Extract<PaidOperation, { readonly type: "cancel" | "fulfil" | "return" }>,
) {
  const { key: reason, orderId } = operation;
  const common = { idempotencyKey: reason, orderId, lines: [...operation.lines] };
  switch (operation.type) {
    case "cancel":
      return await orders.cancelOrder({ ...common, reason });
    case "fulfil":
      return await orders.fulfilOrder({ ...common, tracking: reason });
    case "return":
      return await orders.returnOrder({ ...common, reason });
  }
}
