import assert from "node:assert/strict";
import { test } from "node:test";
import type { Catalogue, CatalogueField } from "./catalogue.ts";
import { hasNews, mergeFields, openConflicts, standing } from "./merge-fields.ts";
import type { Versions } from "./merge-fields.ts";

const base: Catalogue = {
  name: "Drop jacket",
  price: { currencyCode: "EUR", minorUnits: 12_900n },
  perUserLimit: 2n,
  saleStartsAtMs: undefined,
  saleEndsAtMs: 5_000,
  paused: false,
};
const euros = (minorUnits: bigint) => ({ currencyCode: "EUR", minorUnits });
const versions = (
  mine: Partial<Catalogue>,
  theirs: Partial<Catalogue>,
  unreadable: readonly CatalogueField[] = [],
): Versions => ({
  base,
  mine: { ...base, ...mine },
  theirs: { ...base, ...theirs },
  unreadable: new Set(unreadable),
});

test("changes of different fields all stand without a choice", () => {
  const merges = mergeFields(versions({ name: "Jacket" }, { price: euros(9_900n), paused: true }));
  assert.deepEqual(merges, [
    { field: "name", changedBy: "me" },
    { field: "price", changedBy: "them" },
    { field: "paused", changedBy: "them" },
  ]);
  assert.deepEqual(openConflicts(merges, {}), []);
  assert.deepEqual(
    merges.map((merge) => standing(merge, {})),
    ["mine", "theirs", "theirs"],
  );
});

test("two different changes of one field wait for a choice", () => {
  const merges = mergeFields(
    versions(
      { price: euros(11_900n), saleEndsAtMs: undefined },
      { price: euros(9_900n), saleEndsAtMs: 6_000 },
    ),
  );
  assert.deepEqual(openConflicts(merges, {}), ["price", "saleEndsAtMs"]);
  assert.deepEqual(openConflicts(merges, { price: "mine" }), ["saleEndsAtMs"]);
  assert.deepEqual(
    merges.map((merge) => standing(merge, { price: "mine", saleEndsAtMs: "theirs" })),
    ["mine", "theirs"],
  );
});

test("the same change by both is no conflict and no news, and another currency is another price", () => {
  const dollars = { price: { currencyCode: "USD", minorUnits: 12_900n } };
  const agreed = mergeFields(versions(dollars, { price: { ...dollars.price } }));
  assert.deepEqual(agreed, [{ field: "price", changedBy: "agreed" }]);
  assert(!hasNews(agreed));
  const [other] = mergeFields(versions(dollars, { price: euros(1n) }));
  assert.equal(other?.changedBy, "conflict");
});

test("a change of mine can be given up, and one of theirs turned back", () => {
  const merges = mergeFields(versions({ name: "Jacket" }, { paused: true }));
  const choices = { name: "theirs", paused: "mine" } as const;
  assert.deepEqual(
    merges.map((merge) => standing(merge, choices)),
    ["theirs", "mine"],
  );
});

test("what was typed and cannot be read yet is a change of mine, and never agrees", () => {
  const merges = mergeFields(versions({}, { name: "Coat" }, ["name", "price"]));
  assert.deepEqual(merges, [
    { field: "name", changedBy: "conflict" },
    { field: "price", changedBy: "me" },
  ]);
});

test("only what somebody else changed is news", () => {
  assert(!hasNews(mergeFields(versions({ name: "Jacket" }, {}))));
  assert(hasNews(mergeFields(versions({ name: "Jacket" }, { paused: true }))));
});
