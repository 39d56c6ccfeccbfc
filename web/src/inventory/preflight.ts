import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import type { Amount } from "../ui/money-text.ts";
import { catalogueOf } from "./catalogue.ts";
import { otherCurrencies } from "./sale-currency.ts";

/** A sale as it is planned for one item, and the world that it would begin in. Times are ms since 1970. */
export interface SalePlan {
  /** The item as it is now. */
  readonly item: Item;
  /** Undefined: opens at once. */
  readonly startsMs: number | undefined;
  /** Undefined: never closes. */
  readonly endsMs: number | undefined;
  /** Most units for one user; 0 stands for no limit. */
  readonly perUserLimit: bigint;
  /** All items that are known, this one too or not. */
  readonly items: readonly Item[];
  /** By the server's clock, which opens and closes sales. */
  readonly serverNowMs: number;
  /** How far the server's clock is ahead of the reader's. */
  readonly clockAheadMs: number;
  /** For how long what is shown has not been current, in ms; undefined while it is. */
  readonly staleForMs: number | undefined;
}

/** One line of the list. "blocked": nobody could order; "attention": somebody should want it so. */
export type Check = { readonly level: "ready" | "attention" | "blocked" } & Finding;

type Finding =
  | { readonly kind: "stock"; readonly available: bigint }
  | { readonly kind: "no_stock"; readonly held: bigint }
  | { readonly kind: "not_paused" | "paused" }
  | { readonly kind: "price" | "price_zero"; readonly price: Amount }
  | {
      readonly kind: "window";
      readonly startsMs: number | undefined;
      readonly endsMs: number | undefined;
    }
  | { readonly kind: "window_empty" }
  | { readonly kind: "window_over"; readonly endsMs: number }
  | { readonly kind: "window_begun"; readonly startsMs: number }
  /** The item can be ordered now, and could not until the window opens. */
  | { readonly kind: "closes_now"; readonly startsMs: number }
  | { readonly kind: "limit" | "limit_above_stock"; readonly perUserLimit: bigint }
  | { readonly kind: "no_limit" }
  | { readonly kind: "one_currency"; readonly itemCount: number }
  | {
      readonly kind: "other_currency";
      readonly skus: readonly string[];
      readonly currencies: readonly string[];
    }
  | { readonly kind: "link_live" }
  | { readonly kind: "link_stale"; readonly forMs: number }
  | { readonly kind: "clock_off"; readonly aheadMs: number };

/** A clock that is off by less is not worth a word. */
const clockOffMs = 2_000;

/** What is ready for a sale and what is not, in the order in which it is shown. */
export function preflight(plan: SalePlan): readonly Check[] {
  return [
    stockCheck(plan),
    pauseCheck(plan),
    priceCheck(plan),
    windowCheck(plan),
    ...interruptionCheck(plan),
    limitCheck(plan),
    currencyCheck(plan),
    linkCheck(plan),
    ...clockCheck(plan),
  ];
}

/** The worst level of a list. */
export function readiness(checks: readonly Check[]): Check["level"] {
  if (checks.some(({ level }) => level === "blocked")) return "blocked";
  return checks.some(({ level }) => level === "attention") ? "attention" : "ready";
}

function stockCheck({ item: { available, held } }: SalePlan): Check {
  if (available > 0n) return { level: "ready", kind: "stock", available };
  return { level: "blocked", kind: "no_stock", held };
}

function pauseCheck({ item }: SalePlan): Check {
  if (item.paused) return { level: "blocked", kind: "paused" };
  return { level: "ready", kind: "not_paused" };
}

function priceCheck({ item }: SalePlan): Check {
  const { price } = catalogueOf(item);
  if (price.minorUnits === 0n) return { level: "attention", kind: "price_zero", price };
  return { level: "ready", kind: "price", price };
}

function windowCheck({ startsMs, endsMs, serverNowMs }: SalePlan): Check {
  if (startsMs !== undefined && endsMs !== undefined && endsMs <= startsMs) {
    return { level: "blocked", kind: "window_empty" };
  }
  if (endsMs !== undefined && endsMs <= serverNowMs) {
    return { level: "blocked", kind: "window_over", endsMs };
  }
  if (startsMs !== undefined && startsMs <= serverNowMs) {
    return { level: "attention", kind: "window_begun", startsMs };
  }
  return { level: "ready", kind: "window", startsMs, endsMs };
}

/** A window that opens later ends what is going on now. */
function interruptionCheck({ item, startsMs, serverNowMs }: SalePlan): readonly Check[] {
  if (startsMs === undefined || startsMs <= serverNowMs) return [];
  const { saleStartsAtMs = 0, saleEndsAtMs = Number.POSITIVE_INFINITY } = catalogueOf(item);
  const open = saleStartsAtMs <= serverNowMs && serverNowMs < saleEndsAtMs && !item.paused;
  if (!open || item.available === 0n) return [];
  return [{ level: "attention", kind: "closes_now", startsMs }];
}

function limitCheck({ item, perUserLimit }: SalePlan): Check {
  if (perUserLimit === 0n) return { level: "ready", kind: "no_limit" };
  const above = item.available > 0n && perUserLimit > item.available;
  if (above) return { level: "attention", kind: "limit_above_stock", perUserLimit };
  return { level: "ready", kind: "limit", perUserLimit };
}

/** An order has one currency: a cart over items of two is refused. */
function currencyCheck({ item, items, startsMs, endsMs }: SalePlan): Check {
  const { itemCount, others } = otherCurrencies(item, { startsMs, endsMs }, items);
  if (others.length === 0) return { level: "ready", kind: "one_currency", itemCount };
  return {
    level: "attention",
    kind: "other_currency",
    skus: others.map(({ sku }) => sku),
    currencies: [...new Set(others.map(({ price }) => price?.currencyCode ?? ""))],
  };
}

function linkCheck({ staleForMs }: SalePlan): Check {
  if (staleForMs === undefined) return { level: "ready", kind: "link_live" };
  return { level: "attention", kind: "link_stale", forMs: staleForMs };
}

function clockCheck({ clockAheadMs: aheadMs }: SalePlan): readonly Check[] {
  if (Math.abs(aheadMs) < clockOffMs) return [];
  return [{ level: "attention", kind: "clock_off", aheadMs }];
}
