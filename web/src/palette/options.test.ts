import assert from "node:assert/strict";
import { test } from "node:test";
import type { Found } from "./found.ts";
import { activeOption, paletteOptions, stepOption } from "./options.ts";

const titles = {
  order: "Orders",
  payment: "Payments",
  item: "Items",
  user: "Users",
  recent: "Last",
};
const run = (): void => {};
const groups = [
  {
    title: "Pages",
    commands: [
      { id: "orders", label: "Go to Orders", run },
      { id: "live", label: "Go to Live", run },
    ],
  },
];
const mug: Found = { kind: "item", id: "MUG", title: "MUG", detail: "Mug" };
const order: Found = { kind: "order", id: "o1", title: "o1", detail: "2 × MUG" };

const shown = (query: string, found: readonly Found[] = [], recent: readonly Found[] = []) =>
  paletteOptions({ query, groups, found, recent, titles });
const text = (...args: Parameters<typeof shown>): string =>
  shown(...args)
    .map(({ title, options }) => `${title}: ${options.map(({ label }) => label).join(", ")}`)
    .join("; ");

test("before anything is typed there is what was looked at last, and every command", () => {
  assert.equal(text("", [mug], [order]), "Last: o1; Pages: Go to Orders, Go to Live");
});

test("commands stand before objects, and objects by kind", () => {
  assert.equal(
    text("go", [mug, order], [order]),
    "Pages: Go to Live, Go to Orders; Orders: o1; Items: MUG",
  );
});

test("a command that only matches somewhere stands behind what was found", () => {
  assert.equal(text("ive", [mug]), "Items: MUG; Pages: Go to Live");
});

test("Enter need not wait for a search where what it finds would stand behind", () => {
  const lists = [shown("go", [mug]), shown("mug", [mug]), shown("ive"), shown("", [], [order])];
  assert.deepEqual(
    lists.map((list) => activeOption(list, undefined)?.sure),
    [true, false, false, true],
  );
});

test("an object that was found twice is shown once", () => {
  assert.equal(text("mug", [order, mug, order]), "Orders: o1; Items: MUG");
});

test("the active option stays the chosen one while results come, else it is the first", () => {
  const before = shown("mug", [order, mug]);
  assert.equal(activeOption(before, undefined)?.label, "o1");
  assert.equal(activeOption(before, "item-MUG")?.label, "MUG");
  assert.equal(activeOption(shown("mug", [mug]), "order-o1")?.label, "MUG");
  assert.equal(activeOption([], "order-o1"), undefined);
});

test("the arrows go round", () => {
  const all = shown("mug", [order, mug]);
  assert.equal(stepOption(all, undefined, 1), "item-MUG");
  assert.equal(stepOption(all, undefined, -1), "item-MUG");
  assert.equal(stepOption(all, "order-o1", 1), "item-MUG");
  assert.equal(stepOption(all, "item-MUG", 1), "order-o1");
  assert.equal(stepOption(all, "order-o1", -1), "item-MUG");
  assert.equal(stepOption([], undefined, 1), undefined);
});
