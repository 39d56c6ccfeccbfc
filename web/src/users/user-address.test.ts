import assert from "node:assert/strict";
import { test } from "node:test";
import { isTooLong, queryOf, withQuery } from "./user-address.ts";

test("a search stands in the address, without what tells nothing", () => {
  const next = withQuery(new URLSearchParams("page=abc&theme=x"), "  ada \t lovelace ");
  assert.equal(next.toString(), "theme=x&q=ada+lovelace");
  assert.equal(queryOf(next), "ada lovelace");
});

test("an empty search is no search", () => {
  assert.equal(withQuery(new URLSearchParams("q=ada"), "  ").toString(), "");
  assert.equal(queryOf(new URLSearchParams()), "");
});

test("nonsense in an address is a text like any other", () => {
  assert.equal(queryOf(new URLSearchParams("q=%00%0Aa%ED%A0%80")), "a\uFFFD\uFFFD\uFFFD");
  assert.equal(queryOf(new URLSearchParams("q=ada&q=bob")), "ada");
});

test("a search that the API would refuse is known before it is sent", () => {
  assert(!isTooLong("a".repeat(254)));
  assert(isTooLong("a".repeat(255)));
  assert(!isTooLong("a b c d e f g h"));
  assert(isTooLong("a b c d e f g h i"));
});
