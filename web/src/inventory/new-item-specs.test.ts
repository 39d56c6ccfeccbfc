import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { ItemSchema } from "#gen/sluice/inventory/v1/item_pb.ts";
import { newItemSpecs, usualCurrency } from "./new-item-specs.ts";

const item = (currencyCode: string) => create(ItemSchema, { price: { currencyCode } });

test("a SKU has the letters that the server takes", () => {
  const { sku } = newItemSpecs("bad");
  for (const text of ["DROP-01", "a.b_c", " DROP-01 ", "x".repeat(64)]) {
    assert.equal(sku.read(text, {}).kind, "value", text);
  }
  for (const text of ["", "two words", "ÄPFEL", "a/b", "x".repeat(65)]) {
    assert.equal(sku.read(text, {}).kind, "problem", text);
  }
});

test("a new item has the currency that most others have", () => {
  assert.equal(usualCurrency([]), "EUR");
  assert.equal(usualCurrency([item("USD"), item("EUR"), item("USD")]), "USD");
  assert.equal(usualCurrency([item("USD"), item("CNY")]), "CNY");
});
