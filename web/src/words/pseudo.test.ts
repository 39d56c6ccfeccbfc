import assert from "node:assert/strict";
import { test } from "node:test";
import { pseudoText, pseudoWords } from "./pseudo.ts";

test("every text is longer and in brackets, inside groups and out of functions too", () => {
  const words = pseudoWords({
    title: "Orders",
    none: "",
    group: { left: (count: string, sku: string) => `${count} of ${sku} left` },
  });
  assert.equal(words.title, "⟦Ordèérs⟧");
  assert.equal(words.none, "");
  assert.equal(words.group.left("1,200", "DROP-01"), "⟦1,200 òóf DROP-01 lèéft⟧");
});

test("a text that goes into another is not accented twice", () => {
  assert.equal(pseudoText(`now ${pseudoText("paid")}`), "⟦nòów pàáìíd⟧");
});
