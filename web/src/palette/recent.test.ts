import assert from "node:assert/strict";
import { test } from "node:test";
import type { Found } from "./found.ts";
import { hrefOf } from "./found.ts";
import { readRecent, recentMax, withRecent } from "./recent.ts";

const found = (id: string, kind: Found["kind"] = "order"): Found => ({
  kind,
  id,
  title: id,
  detail: "",
});

test("what is looked at stands first, once, and the oldest makes room", () => {
  let list: readonly Found[] = [];
  for (let index = 0; index < recentMax + 2; index += 1) list = withRecent(list, found(`${index}`));
  list = withRecent(list, found("5"));
  assert.equal(list.length, recentMax);
  assert.deepEqual(
    list.slice(0, 2).map(({ id }) => id),
    ["5", "9"],
  );
  assert.equal(list.filter(({ id }) => id === "5").length, 1);
});

test("objects of two kinds with one id are two", () => {
  assert.equal(withRecent([found("a", "item")], found("a", "user")).length, 2);
});

test("what is stored comes back, and what is no list of ours is none", () => {
  const list = [found("a"), found("b", "user")];
  assert.deepEqual(readRecent(JSON.stringify(list)), list);
  for (const text of [
    null,
    "{",
    "{}",
    "7",
    `[{"kind":"order"}]`,
    `[{"kind":"x","id":"","title":"","detail":""}]`,
  ])
    assert.deepEqual(readRecent(text), []);
});

test("an object leads to its page, whatever stands in its id", () => {
  assert.equal(hrefOf({ kind: "item", id: "A/B C" }), "/stock/A%2FB%20C");
  assert.equal(hrefOf({ kind: "order", id: "o" }), "/orders/o");
  assert.equal(hrefOf({ kind: "user", id: "u" }), "/users/u");
});
