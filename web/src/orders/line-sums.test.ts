import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { OrderLineSchema, OrderSchema } from "#gen/sluice/orders/v1/order_pb.ts";
import { lineSum, unitsOf } from "./line-sums.ts";

test("sums are exact past what numbers can hold", () => {
  const unitPrice = { currencyCode: "EUR", minorUnits: 900_719_925_474_099n };
  const line = create(OrderLineSchema, { sku: "A", quantity: 10_000n, unitPrice });
  assert.equal(lineSum(line)?.minorUnits, 9_007_199_254_740_990_000n);
  assert.equal(lineSum(create(OrderLineSchema, { quantity: 2n })), undefined);
  const lines = [{ quantity: 2n }, { quantity: 3n }];
  assert.equal(unitsOf(create(OrderSchema, { lines })), 5n);
});
