import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import { countSpec } from "../form/count-spec.ts";
import { textSpec } from "../form/field-spec.ts";
import { stockMaxUnits } from "./adjust-preview.ts";
import { itemSpecs } from "./item-form.ts";

const skuMaxLength = 64;
const fallbackCurrency = "EUR";

/** The fields of a new item, by their paths in CreateItem. `badSku` is told for a SKU with other letters than a SKU may have. */
export function newItemSpecs(badSku: string) {
  const { expected_version: _, ...specs } = itemSpecs;
  const check = (sku: string): string | undefined =>
    /^[A-Za-z0-9._-]*$/.test(sku) ? undefined : badSku;
  return {
    sku: textSpec({ lengthMax: skuMaxLength, check }),
    ...specs,
    on_hand: countSpec({ min: 0n, max: stockMaxUnits }),
  };
}

export type NewItemName = keyof ReturnType<typeof newItemSpecs>;

/** The currency that most items have, the first by name of those that are even. */
export function usualCurrency(items: readonly Item[]): string {
  const counts = new Map<string, number>();
  for (const { price } of items) {
    if (price) counts.set(price.currencyCode, (counts.get(price.currencyCode) ?? 0) + 1);
  }
  const [usual] = [...counts].toSorted(
    ([leftCode, left], [rightCode, right]) => right - left || (leftCode < rightCode ? -1 : 1),
  );
  return usual?.[0] ?? fallbackCurrency;
}
