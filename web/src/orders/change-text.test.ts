import assert from "node:assert/strict";
import { test } from "node:test";
import { HoldStatus, OrderStatus, PaymentStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import { changeText, paymentText, stockText } from "./change-text.ts";
import { detailWords } from "./detail-words.ts";
import { statusWords } from "./status-words.ts";
import { zh } from "./detail-words.zh.ts";

test("every change of an order is told", () => {
  const { PLACED, CANCELLED } = OrderStatus;
  const told = (
    [
      { kind: "status", from: PLACED, to: CANCELLED },
      { kind: "on_hold", onHold: true, reason: "looks odd" },
      { kind: "on_hold", onHold: false, reason: "" },
      { kind: "stock", from: HoldStatus.HELD, to: HoldStatus.CANCELLED },
      { kind: "payment", from: PaymentStatus.NONE, to: PaymentStatus.CAPTURED },
      { kind: "hold_ends" },
    ] as const
  ).map((change) => changeText(change, detailWords.en, statusWords.en));
  assert.deepEqual(told, [
    "Status Placed → Cancelled",
    "On hold",
    "No longer on hold",
    "Stock Held → Free again, order cancelled",
    "Payment Not begun → Captured",
    "Another end of the hold",
  ]);
});

test("every state of stock and payment has words of its own in both languages, and a newer one is unknown", () => {
  for (const words of [detailWords.en, zh]) {
    const stock = Object.values(HoldStatus).map((status) => stockText(status, words));
    assert.equal(new Set(stock).size, stock.length);
    const payment = Object.values(PaymentStatus).map((status) => paymentText(status, words));
    assert.equal(new Set(payment).size, payment.length);
    assert.equal(stockText(99 as HoldStatus, words), words.stock.unknown);
    assert.equal(paymentText(99 as PaymentStatus, words), words.payment.unknown);
  }
});
