import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { catalogueFields, changedFields, sameField } from "./catalogue.ts";
import type { Catalogue } from "./catalogue.ts";
import { mergeCatalogue, mergeFields } from "./merge-catalogue.ts";
import type { Choices } from "./merge-catalogue.ts";

const base: Catalogue = {
  name: "Drop jacket",
  price: { currencyCode: "EUR", minorUnits: 12_900n },
  perUserLimit: 2n,
  saleStartsAtMs: undefined,
  saleEndsAtMs: 5_000,
  paused: false,
};
const euros = (minorUnits: bigint) => ({ currencyCode: "EUR", minorUnits });

test("changes of different fields all stand without a choice", () => {
  const versions = {
    base,
    mine: { ...base, name: "Drop jacket, black" },
    theirs: { ...base, price: euros(9_900n), paused: true },
  };
  assert.deepEqual(mergeFields(versions), [
    { field: "name", changedBy: "me" },
    { field: "price", changedBy: "them" },
    { field: "paused", changedBy: "them" },
  ]);
  assert.deepEqual(mergeCatalogue(versions, {}), {
    kind: "merged",
    catalogue: { ...base, name: "Drop jacket, black", price: euros(9_900n), paused: true },
  });
});

test("two different changes of one field wait for a choice", () => {
  const versions = {
    base,
    mine: { ...base, price: euros(11_900n), saleEndsAtMs: undefined },
    theirs: { ...base, price: euros(9_900n), saleEndsAtMs: 6_000 },
  };
  assert.deepEqual(mergeCatalogue(versions, { price: "mine" }), {
    kind: "undecided",
    fields: ["saleEndsAtMs"],
  });
  assert.deepEqual(mergeCatalogue(versions, { price: "mine", saleEndsAtMs: "theirs" }), {
    kind: "merged",
    catalogue: { ...base, price: euros(11_900n), saleEndsAtMs: 6_000 },
  });
  assert.deepEqual(mergeCatalogue(versions, { price: "theirs", saleEndsAtMs: "mine" }), {
    kind: "merged",
    catalogue: { ...base, price: euros(9_900n), saleEndsAtMs: undefined },
  });
});

test("the same change by both is no conflict, and another currency is another price", () => {
  const same = { ...base, price: { currencyCode: "USD", minorUnits: 12_900n } };
  assert.deepEqual(mergeFields({ base, mine: same, theirs: { ...same } }), [
    { field: "price", changedBy: "agreed" },
  ]);
  const [merge] = mergeFields({ base, mine: same, theirs: { ...base, price: euros(1n) } });
  assert.equal(merge?.changedBy, "conflict");
});

test("a change of mine can be given up, and one of theirs turned back", () => {
  const versions = {
    base,
    mine: { ...base, name: "Jacket" },
    theirs: { ...base, paused: true },
  };
  const choices = { name: "theirs", paused: "mine" } as const;
  assert.deepEqual(mergeCatalogue(versions, choices), { kind: "merged", catalogue: base });
});

const anyCatalogue: fc.Arbitrary<Catalogue> = fc.record({
  name: fc.constantFrom("A", "B", "C"),
  price: fc.record({
    currencyCode: fc.constantFrom("EUR", "USD"),
    minorUnits: fc.constantFrom(1n, 2n),
  }),
  perUserLimit: fc.constantFrom(0n, 1n, 2n),
  saleStartsAtMs: fc.constantFrom(undefined, 1, 2),
  saleEndsAtMs: fc.constantFrom(undefined, 3, 4),
  paused: fc.boolean(),
});
const anyChoices: fc.Arbitrary<Choices> = fc.record(
  Object.fromEntries(
    catalogueFields.map((field) => [field, fc.constantFrom("mine" as const, "theirs" as const)]),
  ),
  { requiredKeys: [] },
);

test("no value is made up, and nobody's change is lost without a choice against it", () => {
  fc.assert(
    fc.property(
      anyCatalogue,
      anyCatalogue,
      anyCatalogue,
      anyChoices,
      (from, mine, theirs, choices) => {
        const merged = mergeCatalogue({ base: from, mine, theirs }, choices);
        if (merged.kind === "undecided") {
          for (const field of merged.fields) assert.equal(choices[field], undefined);
          return;
        }
        for (const field of catalogueFields) {
          const isMine = sameField(field, merged.catalogue, mine);
          const isTheirs = sameField(field, merged.catalogue, theirs);
          assert(isMine || isTheirs, field);
          const byMe = changedFields(from, mine).includes(field);
          const byThem = changedFields(from, theirs).includes(field);
          if (byMe && choices[field] !== "theirs") assert(isMine, field);
          if (byThem && choices[field] !== "mine") assert(isTheirs, field);
        }
      },
    ),
  );
});
