import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import type { Amount } from "../ui/money-text.ts";
import { millisecondsOf } from "../ui/time-text.ts";

/** The fields of an item that an edit may change, as plain values. Times are ms since 1970. */
export interface Catalogue {
  readonly name: string;
  readonly price: Amount;
  /** Most units for one user; 0 stands for no limit. */
  readonly perUserLimit: bigint;
  /** Undefined: open already. */
  readonly saleStartsAtMs: number | undefined;
  /** Undefined: never closes. */
  readonly saleEndsAtMs: number | undefined;
  readonly paused: boolean;
}

export type CatalogueField = keyof Catalogue;

/** In the order in which they are shown. */
export const catalogueFields = [
  "name",
  "price",
  "perUserLimit",
  "saleStartsAtMs",
  "saleEndsAtMs",
  "paused",
] as const satisfies readonly CatalogueField[];

/** The fields as an item has them. */
export function catalogueOf(item: Item): Catalogue {
  const { name, perUserLimit, paused } = item;
  const { currencyCode = "", minorUnits = 0n } = item.price ?? {};
  return {
    name,
    price: { currencyCode, minorUnits },
    perUserLimit,
    saleStartsAtMs: millisecondsOf(item.saleStartsAt),
    saleEndsAtMs: millisecondsOf(item.saleEndsAt),
    paused,
  };
}

/** Fields that differ, in the order in which they are shown. */
export function changedFields(before: Catalogue, after: Catalogue): readonly CatalogueField[] {
  return catalogueFields.filter((field) => !sameField(field, before, after));
}

/** Whether two versions agree on a field. A price is its amount and its currency. */
export function sameField(field: CatalogueField, left: Catalogue, right: Catalogue): boolean {
  if (field !== "price") return left[field] === right[field];
  return (
    left.price.minorUnits === right.price.minorUnits &&
    left.price.currencyCode === right.price.currencyCode
  );
}
