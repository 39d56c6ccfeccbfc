import assert from "node:assert/strict";
import { test } from "node:test";
import { SelectionStore, selectionMax } from "./selection.ts";

const keys = ["a", "b", "c", "d", "e"];

function stage() {
  const store = new SelectionStore();
  let told = 0;
  store.subscribe(() => (told += 1));
  return { store, selected: () => [...store.selected()].toSorted().join(""), told: () => told };
}

test("a row is selected, and no longer", () => {
  const { store, selected } = stage();
  store.toggle("b");
  store.toggle("d");
  assert.equal(selected(), "bd");
  store.toggle("b");
  assert.equal(selected(), "d");
});

test("a range goes from the row touched last, in both directions", () => {
  const { store, selected } = stage();
  store.toggle("d");
  store.extend("b", keys);
  assert.equal(selected(), "bcd");
  store.extend("e", keys);
  assert.equal(selected(), "bcde");
});

test("a range from a row that was unselected unselects", () => {
  const { store, selected } = stage();
  store.toggleAll(keys);
  store.toggle("b");
  store.extend("d", keys);
  assert.equal(selected(), "ae");
});

test("a range whose beginning is not shown any more is one row", () => {
  const { store, selected } = stage();
  store.toggle("gone");
  store.extend("c", keys);
  assert.equal(selected(), "cgone");
});

test("all of a page are selected, or none of them, and others stay", () => {
  const { store, selected } = stage();
  store.toggle("z");
  store.toggleAll(keys);
  assert.equal(selected(), "abcdez");
  store.toggleAll(keys);
  assert.equal(selected(), "z");
});

test("those that are done go, and clearing nothing tells nobody", () => {
  const { store, selected, told } = stage();
  store.clear();
  assert.equal(told(), 0);
  store.toggleAll(keys);
  store.remove(["a", "b"]);
  assert.equal(selected(), "cde");
  store.clear();
  assert.equal(selected(), "");
  assert.equal(told(), 3);
});

test("no more are selected than are handled", () => {
  const { store } = stage();
  store.toggleAll(Array.from({ length: selectionMax + 5 }, (_, index) => `k${index}`));
  assert.equal(store.selected().size, selectionMax);
});
