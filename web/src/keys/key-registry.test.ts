import assert from "node:assert/strict";
import { test } from "node:test";
import { KeyRegistry } from "./key-registry.ts";
import type { KeySet } from "./key-registry.ts";

function stage() {
  const clashes: string[] = [];
  const ran: string[] = [];
  const registry = new KeyRegistry(([left, right]) => clashes.push(`${left}, ${right}`));
  const set = (name: string, keys: readonly string[], rest: Partial<KeySet> = {}): KeySet => ({
    layer: 0,
    scope: () => name,
    bindings: () =>
      keys.map((each) => ({ keys: each, label: each, run: () => ran.push(`${name} ${each}`) })),
    ...rest,
  });
  return { registry, set, ran, clashes };
}

test("a dialog keeps the shortcuts of the page to itself until it closes", () => {
  const { registry, set, ran } = stage();
  registry.add(set("page", ["j", "Escape"]));
  const close = registry.openLayer(1);
  const remove = registry.add(set("dialog", ["Escape"], { layer: 1 }));
  assert.equal(registry.press("j", "", 0), false);
  assert.equal(registry.press("Escape", "", 0), true);
  remove();
  close();
  registry.press("j", "", 0);
  assert.deepEqual(ran, ["dialog Escape", "page j"]);
});

test("a dialog without shortcuts silences the page all the same", () => {
  const { registry, set } = stage();
  registry.add(set("page", ["j"]));
  registry.openLayer(1);
  assert.equal(registry.press("j", "", 0), false);
});

test("where the focus is wins over the page, and only there", () => {
  const { registry, set, ran, clashes } = stage();
  registry.add(set("page", ["Escape"]));
  registry.add(set("list", ["Escape"], { within: (target) => target === "row" }));
  registry.press("Escape", "row", 0);
  registry.press("Escape", "elsewhere", 0);
  assert.deepEqual(ran, ["list Escape", "page Escape"]);
  assert.deepEqual(clashes, []);
});

test("two that want the same keys in the same place are told", () => {
  const { registry, set, clashes } = stage();
  registry.add(set("page", ["g o", "j"]));
  registry.add(set("dialog", ["j"], { layer: 1 }));
  assert.deepEqual(clashes, []);
  const remove = registry.add(set("other", ["j"]));
  assert.deepEqual(clashes, ["j, j"]);
  remove();
  registry.add(set("third", ["g"]));
  assert.deepEqual(clashes, ["j, j", "g o, g"]);
});

test("what begins a sequence is forgotten when a dialog opens", () => {
  const { registry, set, ran } = stage();
  registry.add(set("page", ["g o"]));
  assert.equal(registry.press("g", "", 0), true);
  registry.openLayer(1)();
  assert.equal(registry.press("o", "", 10), false);
  assert.deepEqual(ran, []);
});

test("the list of shortcuts has what holds now, most local first", () => {
  const { registry, set } = stage();
  registry.add(set("Everywhere", ["g o"]));
  registry.add(set("List", ["j"]));
  registry.add(set("List", ["x"]));
  const listed = () => registry.groups().map(({ scope, bindings }) => [scope, bindings.length]);
  assert.deepEqual(listed(), [
    ["List", 2],
    ["Everywhere", 1],
  ]);
  registry.openLayer(1);
  assert.deepEqual(listed(), []);
});
