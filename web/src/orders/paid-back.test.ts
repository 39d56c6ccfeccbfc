import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { OrderSchema, PaymentStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import { paidBack } from "./paid-back.ts";

const order = (paymentStatus: PaymentStatus) =>
  create(OrderSchema, {
    paymentStatus,
    total: { currencyCode: "EUR", minorUnits: 300n },
    lines: [
      {
        sku: "A",
        quantity: 3n,
        fulfilledQuantity: 1n,
        unitPrice: { currencyCode: "EUR", minorUnits: 100n },
      },
    ],
  });

test("what has not left the house goes back when a paid order is called off", () => {
  assert.deepEqual(paidBack(order(PaymentStatus.CAPTURED)), {
    currencyCode: "EUR",
    minorUnits: 200n,
  });
});

test("nothing goes back of an order that nobody has paid", () => {
  for (const status of [PaymentStatus.NONE, PaymentStatus.PENDING, PaymentStatus.FAILED])
    assert.equal(paidBack(order(status)), undefined);
});
