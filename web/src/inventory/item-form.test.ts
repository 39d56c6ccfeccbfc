import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import fc from "fast-check";
import { ItemSchema } from "#gen/sluice/inventory/v1/item_pb.ts";
import type { RawValues } from "../form/field-spec.ts";
import { changeField, openForm, rebaseForm } from "../form/form-state.ts";
import { catalogueFields, catalogueOf, changedFields, sameField } from "./catalogue.ts";
import { itemSpecs, mergedRaw, rawOfItem, readCatalogue } from "./item-form.ts";
import type { ItemFieldName } from "./item-form.ts";
import { mergeFields, openConflicts, standing } from "./merge-fields.ts";
import type { Choices } from "./merge-fields.ts";

const names = Object.keys(itemSpecs) as ItemFieldName[];
const item = create(ItemSchema, {
  sku: "DROP-01",
  name: "Drop jacket",
  price: { currencyCode: "EUR", minorUnits: 12_900n },
  perUserLimit: 2n,
  saleStartsAt: timestampFromMs(Date.UTC(2026, 10, 26, 9)),
  paused: true,
  version: 4n,
});

test("an item stands in the fields as people write it, and is read back as it was", () => {
  const raw = rawOfItem(item, "Europe/Berlin");
  assert.equal(raw["price.minor_units"], "129.00");
  assert.equal(raw["sale_starts_at"], "2026-11-26T10:00[Europe/Berlin]");
  assert.equal(raw["sale_ends_at"], "");
  const { catalogue, unreadable } = readCatalogue(raw, names, catalogueOf(create(ItemSchema)));
  assert.deepEqual(catalogue, catalogueOf(item));
  assert.equal(unreadable.size, 0);
});

test("what cannot be read is named, and what is not in the form stays as it is", () => {
  const raw = { ...rawOfItem(item, "UTC"), "price.minor_units": "12x", name: "" };
  const { catalogue, unreadable } = readCatalogue(raw, ["price.minor_units"], catalogueOf(item));
  assert.deepEqual([...unreadable], ["price"]);
  assert.deepEqual(catalogue, catalogueOf(item));
});

const anyRaw: fc.Arbitrary<RawValues> = fc
  .record({
    name: fc.constantFrom("A", "B", "C"),
    minorUnits: fc.constantFrom(1n, 2n),
    currencyCode: fc.constantFrom("EUR", "USD"),
    perUserLimit: fc.constantFrom(0n, 1n, 2n),
    starts: fc.constantFrom(undefined, 1_000, 2_000),
    paused: fc.boolean(),
  })
  .map(({ minorUnits, currencyCode, starts, ...fields }) => {
    const price = { currencyCode, minorUnits };
    const window = starts === undefined ? {} : { saleStartsAt: timestampFromMs(starts) };
    return rawOfItem(create(ItemSchema, { ...fields, ...window, price, version: 1n }), "UTC");
  });
const anyChoices: fc.Arbitrary<Choices> = fc.record(
  Object.fromEntries(
    catalogueFields.map((field) => [field, fc.constantFrom("mine" as const, "theirs" as const)]),
  ),
  { requiredKeys: [] },
);

/** A form that began at `base`, where `mine` was typed, after it has gone on from `theirs` with the merged fields in it. */
function resolve(base: RawValues, mine: RawValues, theirs: RawValues, merged: RawValues) {
  let form = openForm(base, { base, raw: mine, attempt: undefined });
  form = rebaseForm(form, { ...theirs, expected_version: "2" });
  for (const [name, raw] of Object.entries(merged)) form = changeField(form, name, raw);
  return form.raw;
}

const read = (raw: RawValues) => readCatalogue(raw, names, catalogueOf(item)).catalogue;

test("a merged form makes nothing up, and loses nobody's change without a choice against it", () => {
  fc.assert(
    fc.property(anyRaw, anyRaw, anyRaw, anyChoices, (base, mine, theirs, choices) => {
      const versions = { base: read(base), mine: read(mine), theirs: read(theirs) };
      const merges = mergeFields({ ...versions, unreadable: new Set() });
      if (openConflicts(merges, choices).length > 0) return;
      const raw = resolve(base, mine, theirs, mergedRaw(mine, theirs, merges, choices));
      assert.equal(raw["expected_version"], "2");
      const byMe = changedFields(versions.base, versions.mine);
      const byThem = changedFields(versions.base, versions.theirs);
      for (const field of catalogueFields) {
        const isMine = sameField(field, read(raw), versions.mine);
        const isTheirs = sameField(field, read(raw), versions.theirs);
        assert(isMine || isTheirs, field);
        if (byMe.includes(field) && choices[field] !== "theirs") assert(isMine, field);
        if (byThem.includes(field) && choices[field] !== "mine") assert(isTheirs, field);
        const merge = merges.find((each) => each.field === field);
        if (merge && standing(merge, choices) === "mine") assert(isMine, field);
      }
    }),
  );
});

test("a text that cannot be read survives a merge letter by letter", () => {
  const base = rawOfItem(item, "UTC");
  const mine = { ...base, "price.minor_units": "12,9x" };
  const theirs = { ...base, "price.minor_units": "99.00", name: "Coat" };
  const rest = catalogueOf(item);
  const { catalogue, unreadable } = readCatalogue(mine, names, rest);
  const merges = mergeFields({
    base: rest,
    mine: catalogue,
    theirs: readCatalogue(theirs, names, rest).catalogue,
    unreadable,
  });
  const raw = resolve(base, mine, theirs, mergedRaw(mine, theirs, merges, { price: "mine" }));
  assert.deepEqual([raw["price.minor_units"], raw["name"]], ["12,9x", "Coat"]);
});
