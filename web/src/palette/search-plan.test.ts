import assert from "node:assert/strict";
import { test } from "node:test";
import { searchPlan } from "./search-plan.ts";
import type { SearchPlan } from "./search-plan.ts";

const id = "0199f0c3-1c7b-7d3e-8f00-0123456789ab";

const table: readonly (readonly [string, SearchPlan])[] = [
  ["", {}],
  ["  ", {}],
  ["d", {}],
  ["王", { users: "王", items: "王" }],
  [` ${id.toUpperCase()} `, { id, users: id }],
  ["ada@ex", { users: "ada@ex" }],
  ["ada@example.com", { users: "ada@example.com", email: "ada@example.com" }],
  ["DROP-01", { users: "DROP-01", items: "DROP-01", sku: "DROP-01" }],
  ["drop jacket", { users: "drop jacket", items: "drop jacket" }],
  ["a b c d e f g h i", {}],
  ["x".repeat(255), {}],
];

for (const [text, plan] of table) {
  test(`"${text.slice(0, 40)}" is looked for as ${Object.keys(plan).join(", ") || "nothing"}`, () =>
    assert.deepEqual(searchPlan(text), plan));
}
