import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import { catalogueOf } from "./catalogue.ts";

/** A stretch of time in ms since 1970; an end that is undefined is open. */
export interface Stretch {
  readonly startsMs: number | undefined;
  readonly endsMs: number | undefined;
}

/**
 * Other items of the sale that an item takes part in, and those of them in another currency, by SKU. A sale is what can be ordered
 * together: items with a window that overlaps, and are not always open.
 */
export function otherCurrencies(
  item: Item,
  stretch: Stretch,
  items: readonly Item[],
): { readonly itemCount: number; readonly others: readonly Item[] } {
  const inSale = items.filter((other) => other.sku !== item.sku && sharesSale(other, stretch));
  const currency = item.price?.currencyCode;
  const others = inSale.filter(({ price }) => price?.currencyCode !== currency);
  return {
    itemCount: inSale.length,
    others: others.toSorted((left, right) => (left.sku < right.sku ? -1 : 1)),
  };
}

function sharesSale(item: Item, { startsMs, endsMs }: Stretch): boolean {
  const { saleStartsAtMs, saleEndsAtMs } = catalogueOf(item);
  if (saleStartsAtMs === undefined && saleEndsAtMs === undefined) return false;
  return (
    (saleStartsAtMs ?? Number.NEGATIVE_INFINITY) < (endsMs ?? Number.POSITIVE_INFINITY) &&
    (startsMs ?? Number.NEGATIVE_INFINITY) < (saleEndsAtMs ?? Number.POSITIVE_INFINITY)
  );
}
