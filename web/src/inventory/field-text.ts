import type { Formats } from "../ui/formats.ts";
import type { Catalogue, CatalogueField } from "./catalogue.ts";
import type { ItemWords } from "./item-words.ts";

/** The name of a field of an item, for people. */
export function fieldLabel(field: CatalogueField, { fields, merge }: ItemWords): string {
  switch (field) {
    case "name":
      return fields.name;
    case "price":
      return fields.amount;
    case "perUserLimit":
      return fields.perUserLimit;
    case "saleStartsAtMs":
      return fields.saleStartsAt;
    case "saleEndsAtMs":
      return fields.saleEndsAt;
    case "paused":
      return merge.paused;
  }
}

/** A field of an item as people read it. */
export function fieldText(
  field: CatalogueField,
  catalogue: Catalogue,
  { words, formats }: { readonly words: ItemWords; readonly formats: Formats },
): string {
  const { facts, merge } = words;
  const { name, price, perUserLimit, saleStartsAtMs, saleEndsAtMs, paused } = catalogue;
  switch (field) {
    case "name":
      return name;
    case "price":
      return `${formats.money(price)} ${price.currencyCode}`;
    case "perUserLimit":
      return perUserLimit === 0n ? facts.noLimit : formats.count(perUserLimit);
    case "saleStartsAtMs":
      return saleStartsAtMs === undefined ? facts.openAlready : formats.dateTime(saleStartsAtMs);
    case "saleEndsAtMs":
      return saleEndsAtMs === undefined ? facts.neverCloses : formats.dateTime(saleEndsAtMs);
    case "paused":
      return paused ? merge.yes : merge.no;
  }
}
