import { randomUUID } from "node:crypto";
import { newLine } from "../../orders/order.ts";
import { placeOrderResponse } from "../../orders/place-order-message.ts";
import { skuOf } from "../shop.ts";

/** The answer of an echo: of the size and shape of a real one, made once. */
export function preparedAnswer() {
  const nowMs = Date.now();
  const total = { currencyCode: "EUR", minorUnits: 12_900n };
  return placeOrderResponse({
    kind: "done",
    seq: 100_000,
    replayed: false,
    subject: {
      orderId: randomUUID(),
      placedSeq: 100_000,
      userId: randomUUID(),
      lines: [newLine(skuOf(0), 1, total.minorUnits)],
      total,
      status: "placed",
      hold: "held",
      holdExpiresAtMs: nowMs + 900_000,
      paymentStatus: "none",
      version: 1,
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
      cancelReason: "",
      onHold: undefined,
      paymentId: undefined,
    },
  });
}
