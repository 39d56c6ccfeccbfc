import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import { amountSpec, currencySpec } from "../form/amount-spec.ts";
import { amountText } from "../form/amount-text.ts";
import { countSpec } from "../form/count-spec.ts";
import { flagSet, flagSpec, optional, textSpec } from "../form/field-spec.ts";
import type { FieldValues, RawValues } from "../form/field-spec.ts";
import { rawTimeAt, timeSpec } from "../form/time-spec.ts";
import { fractionDigits } from "../ui/money-text.ts";
import { catalogueFields, catalogueOf } from "./catalogue.ts";
import type { Catalogue, CatalogueField } from "./catalogue.ts";
import { standing } from "./merge-fields.ts";
import type { Choices, FieldMerge } from "./merge-fields.ts";

const nameMaxLength = 200;
const perUserLimitMax = 10_000n;
const priceMaxMinorUnits = 1_000_000_000_000n;
const versionMax = 2n ** 53n - 1n;

/** The fields of an item in a form, by their paths in UpdateItem. The server has the same limits. */
export const itemSpecs = {
  /** The version that the edit began from. It is not shown, and travels with the draft. */
  expected_version: countSpec({ min: 1n, max: versionMax }),
  name: textSpec({ lengthMax: nameMaxLength }),
  "price.minor_units": amountSpec({
    currency: { field: "price.currency_code" },
    min: 0n,
    max: priceMaxMinorUnits,
  }),
  "price.currency_code": currencySpec(),
  per_user_limit: countSpec({ min: 0n, max: perUserLimitMax }),
  sale_starts_at: optional(timeSpec()),
  sale_ends_at: optional(timeSpec()),
  paused: flagSpec(),
};

export type ItemFieldName = keyof typeof itemSpecs;

/** Fields of the form that hold a field of an item. */
export const namesOfField: Readonly<Record<CatalogueField, readonly ItemFieldName[]>> = {
  name: ["name"],
  price: ["price.minor_units", "price.currency_code"],
  perUserLimit: ["per_user_limit"],
  saleStartsAtMs: ["sale_starts_at"],
  saleEndsAtMs: ["sale_ends_at"],
  paused: ["paused"],
};

/** What stands in the fields for an item. Times are shown in a zone. */
export function rawOfItem(item: Item, zone: string): Record<ItemFieldName, string> {
  const { name, price, perUserLimit, saleStartsAtMs, saleEndsAtMs, paused } = catalogueOf(item);
  return {
    expected_version: String(item.version),
    name,
    "price.minor_units": amountText(price.minorUnits, fractionDigits(price.currencyCode)),
    "price.currency_code": price.currencyCode,
    per_user_limit: String(perUserLimit),
    sale_starts_at: rawTimeAt(saleStartsAtMs, zone),
    sale_ends_at: rawTimeAt(saleEndsAtMs, zone),
    paused: paused ? flagSet : "",
  };
}

/** Values of some fields of a form. */
export type ItemValues = Partial<FieldValues<typeof itemSpecs>>;

/** An item with what stands in a form, and the rest as it is. */
export function withValues(rest: Catalogue, values: ItemValues): Catalogue {
  const { name = rest.name, per_user_limit: perUserLimit = rest.perUserLimit } = values;
  const { paused = rest.paused } = values;
  return {
    name,
    price: {
      minorUnits: values["price.minor_units"] ?? rest.price.minorUnits,
      currencyCode: values["price.currency_code"] ?? rest.price.currencyCode,
    },
    perUserLimit,
    // A field that is empty has a value too: no time.
    saleStartsAtMs: "sale_starts_at" in values ? values.sale_starts_at : rest.saleStartsAtMs,
    saleEndsAtMs: "sale_ends_at" in values ? values.sale_ends_at : rest.saleEndsAtMs,
    paused,
  };
}

/** What fields say about an item, over what is not in them; and which of them cannot be read. */
export function readCatalogue(
  raw: RawValues,
  names: readonly ItemFieldName[],
  rest: Catalogue,
): { readonly catalogue: Catalogue; readonly unreadable: ReadonlySet<CatalogueField> } {
  const readings = names.map((name) => [name, itemSpecs[name].read(raw[name] ?? "", raw)] as const);
  const values = readings.flatMap(([name, reading]) =>
    reading.kind === "value" ? [[name, reading.value] as const] : [],
  );
  const faulty = new Set(
    readings.flatMap(([name, { kind }]) => (kind === "problem" ? [name] : [])),
  );
  return {
    catalogue: withValues(rest, Object.fromEntries(values)),
    unreadable: new Set(
      catalogueFields.filter((field) => namesOfField[field].some((name) => faulty.has(name))),
    ),
  };
}

/** What stands in the fields that were merged, whatever the form shows of them after it has gone on from the other version. */
export function mergedRaw(
  mine: RawValues,
  theirs: RawValues,
  merges: readonly FieldMerge[],
  choices: Choices,
): RawValues {
  const entries = merges.flatMap((merge) => {
    const from = standing(merge, choices) === "theirs" ? theirs : mine;
    return namesOfField[merge.field].map((name) => [name, from[name] ?? ""] as const);
  });
  return Object.fromEntries(entries);
}
