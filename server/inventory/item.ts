import type { Money } from "../core/money.ts";

/** Something that can be ordered. Always 0 <= held <= onHand; onHand + sold = first stock + signed adjustments. */
export interface Item {
  /** 1 to 64 of A-Z a-z 0-9 . _ - */
  readonly sku: string;
  readonly name: string;
  /** Of one unit, now. */
  readonly price: Money;
  /** Units in the house, held ones included. */
  readonly onHand: number;
  readonly held: number;
  readonly sold: number;
  /** Most units one user may have in orders that are not released; 0 stands for none. */
  readonly perUserLimit: number;
  /** Ordering is open from this moment on; undefined: from ever. */
  readonly saleStartsAtMs: number | undefined;
  /** Ordering is closed from this moment on; undefined: never. */
  readonly saleEndsAtMs: number | undefined;
  readonly paused: boolean;
  /** Counts edits, from 1. Orders do not move it, so that a hot item stays editable. */
  readonly version: number;
  readonly createdAtMs: number;
  /** Of the last edit. */
  readonly updatedAtMs: number;
}

/** What an edit may set; undefined leaves a field as it is, except where `clear...` says otherwise. */
export interface CatalogueChange {
  readonly name?: string | undefined;
  readonly price?: Money | undefined;
  readonly perUserLimit?: number | undefined;
  readonly saleStartsAtMs?: number | undefined;
  readonly clearSaleStart?: boolean | undefined;
  readonly saleEndsAtMs?: number | undefined;
  readonly clearSaleEnd?: boolean | undefined;
  readonly paused?: boolean | undefined;
}

export const skuPattern = /^[A-Za-z0-9._-]{1,64}$/;
export const itemNameMaxLength = 200;
/** Most units of one item, and the largest step of an adjustment. */
export const stockMaxUnits = 1_000_000_000;
export const perUserLimitMax = 10_000;
/** Largest price of one unit, in minor units. */
export const priceMaxMinorUnits = 1_000_000_000_000n;

/** Units that can be ordered. */
export function availableUnits(item: Item): number {
  return item.onHand - item.held;
}

/** The item with the changes made; the same object when nothing differs. */
export function changeCatalogue(item: Item, change: CatalogueChange): Item {
  const changed: Item = {
    ...item,
    name: change.name ?? item.name,
    price: change.price ?? item.price,
    perUserLimit: change.perUserLimit ?? item.perUserLimit,
    saleStartsAtMs:
      change.clearSaleStart === true ? undefined : (change.saleStartsAtMs ?? item.saleStartsAtMs),
    saleEndsAtMs:
      change.clearSaleEnd === true ? undefined : (change.saleEndsAtMs ?? item.saleEndsAtMs),
    paused: change.paused ?? item.paused,
  };
  return sameCatalogue(item, changed) ? item : changed;
}

function sameCatalogue(a: Item, b: Item): boolean {
  return (
    a.name === b.name &&
    a.price.currencyCode === b.price.currencyCode &&
    a.price.minorUnits === b.price.minorUnits &&
    a.perUserLimit === b.perUserLimit &&
    a.saleStartsAtMs === b.saleStartsAtMs &&
    a.saleEndsAtMs === b.saleEndsAtMs &&
    a.paused === b.paused
  );
}
