import assert from "node:assert/strict";
import { test } from "node:test";
import { tellFields } from "./violations.ts";

const names = ["sku", "price.currency_code", "price.minor_units", "lines", "lines[2].quantity"];
const violation = (field: string, description = "is wrong") => ({
  field,
  reason: "",
  description,
  values: {},
});
const told = (field: string) => tellFields([violation(field)], names);

const table: readonly (readonly [string, string | undefined])[] = [
  ["sku", "sku"],
  ["price.minor_units", "price.minor_units"],
  ["price", "price.currency_code"],
  ["lines[2].quantity", "lines[2].quantity"],
  ["lines[1].sku", "lines"],
  ["lines[2].quantity.value", "lines[2].quantity"],
  ["sku_prefix", undefined],
  ["pric", undefined],
  ["", undefined],
];

for (const [path, name] of table) {
  test(`"${path}" is told ${name === undefined ? "for the whole form" : `at ${name}`}`, () => {
    assert.deepEqual(Object.keys(told(path).byField), name === undefined ? [] : [name]);
    assert.equal(told(path).rest.length, name === undefined ? 1 : 0);
  });
}

test("the first of two violations of a field is told there", () => {
  const [first, second] = [violation("sku", "first"), violation("sku", "second")];
  assert.deepEqual(tellFields([first, second], names).byField, { sku: first });
});
