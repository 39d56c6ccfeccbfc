import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { OrderSchema } from "#gen/sluice/orders/v1/order_pb.ts";
import { readForm } from "../form/form-state.ts";
import { askedLines, asksOf, moveSpecs, unitsName, worthOf } from "./move-form.ts";

const order = create(OrderSchema, {
  lines: [
    {
      sku: "A",
      quantity: 3n,
      fulfilledQuantity: 1n,
      unitPrice: { currencyCode: "EUR", minorUnits: 100n },
    },
    { sku: "B", quantity: 1n, unitPrice: { currencyCode: "EUR", minorUnits: 7n } },
  ],
});

test("a move asks only for the lines that it can be about", () => {
  assert.deepEqual(
    asksOf(order, "fulfil").lines.map(({ sku, most }) => [sku, most]),
    [
      ["A", 2n],
      ["B", 1n],
    ],
  );
  assert.deepEqual(asksOf(order, "return").lines, [{ sku: "A", most: 1n }]);
  assert.deepEqual(asksOf(order, "deliver"), { lines: [], reason: false, tracking: false });
});

test("more units than are left are told at the field, and none at all of a line is fine", () => {
  const asks = asksOf(order, "cancel_units");
  const raw = { [unitsName("A")]: "3", [unitsName("B")]: "0", reason: "buyer asked" };
  const reading = readForm(raw, moveSpecs(asks));
  assert.deepEqual(reading.kind === "problems" && Object.keys(reading.problems), [unitsName("A")]);
});

test("lines without units are left out, the rest is sent and counted at the prices of then", () => {
  const asks = asksOf(order, "cancel_units");
  const lines = askedLines(asks, { [unitsName("A")]: 2n, [unitsName("B")]: 0n, reason: "x" });
  assert.deepEqual(lines, [{ sku: "A", quantity: 2n }]);
  assert.equal(worthOf(order, lines), 200n);
});
