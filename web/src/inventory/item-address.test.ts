import assert from "node:assert/strict";
import { test } from "node:test";
import { itemHref, skuOf, toolOf, withTool } from "./item-address.ts";

test("every SKU has a page, those that are called like a page too", () => {
  for (const sku of ["DROP-01", "new", "import", ".", "..", "New"]) {
    const path = itemHref(sku);
    assert(!["/stock/new", "/stock/import"].includes(path));
    const { pathname } = new URL(path, "http://console.example");
    assert.equal(skuOf(pathname.slice("/stock/".length)), sku);
  }
});

test("the tool that is open stands in the address, and nonsense is none", () => {
  assert.equal(itemHref("A", "adjust"), "/stock/A?do=adjust");
  assert.equal(toolOf(new URLSearchParams("do=adjust")), "adjust");
  assert.equal(toolOf(new URLSearchParams("do=delete")), undefined);
});

test("a tool opens and closes without touching the rest of the address", () => {
  const open = withTool(new URLSearchParams("moves=all"), "edit");
  assert.equal(open.toString(), "moves=all&do=edit");
  assert.equal(withTool(open, undefined).toString(), "moves=all");
});
