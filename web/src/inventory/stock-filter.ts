import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import type { SalePhase } from "./sale-phase.ts";

/** Which items are listed and in which order. It lives in the address of the page. */
export interface StockFilter {
  /** The beginning of a SKU or of words of the name; empty for all. */
  readonly query: string;
  readonly show: StockShow;
  readonly sort: StockSort;
}

export type StockShow = (typeof stockShows)[number];
export type StockSort = (typeof stockSorts)[number];

/** As the address has them; the first is meant when it has none. */
export const stockShows = [
  "all",
  "attention",
  "on-sale",
  "upcoming",
  "closed",
  "paused",
  "sold-out",
] as const;
export const stockSorts = ["attention", "sku", "left", "demand", "sold"] as const;

/** As the server takes it. */
export const queryMaxLength = 64;

/** The filter in the address of a page. What it cannot be is left out. */
export function stockFilterOf(parameters: URLSearchParams): StockFilter {
  return {
    query: (parameters.get("q") ?? "").slice(0, queryMaxLength),
    show: oneOf(stockShows, parameters.get("show")),
    sort: oneOf(stockSorts, parameters.get("sort")),
  };
}

/** The parameters with a filter in them; others stay. */
export function withStockFilter(parameters: URLSearchParams, filter: StockFilter): URLSearchParams {
  const next = new URLSearchParams(parameters);
  for (const [name, value, usual] of [
    ["q", filter.query.slice(0, queryMaxLength), ""],
    ["show", filter.show, stockShows[0]],
    ["sort", filter.sort, stockSorts[0]],
  ] as const) {
    if (value === usual) next.delete(name);
    else next.set(name, value);
  }
  return next;
}

/** True when nothing is left out. */
export function showsAll({ query, show }: StockFilter): boolean {
  return query.trim() === "" && show === "all";
}

/** Whether an item is shown. */
export function matchesStock({ query, show }: StockFilter, item: Item, phase: SalePhase): boolean {
  return (show === "all" || shown[show].has(phase)) && matchesQuery(item, query);
}

/** Whether each word of a query begins the SKU or a word of the name, whatever the case of letters. */
export function matchesQuery({ sku, name }: Pick<Item, "sku" | "name">, query: string): boolean {
  const begins = [sku.toLowerCase(), ...wordsOf(name)];
  return wordsOf(query).every((word) => begins.some((text) => text.startsWith(word)));
}

const shown: Readonly<Record<Exclude<StockShow, "all">, ReadonlySet<SalePhase>>> = {
  attention: new Set(["paused", "all_held", "sold_out", "no_stock", "low"]),
  "on-sale": new Set(["open", "low"]),
  upcoming: new Set(["upcoming"]),
  closed: new Set(["closed"]),
  paused: new Set(["paused"]),
  "sold-out": new Set(["all_held", "sold_out", "no_stock"]),
};

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
}

function oneOf<T extends string>(allowed: readonly [T, ...T[]], value: string | null): T {
  return allowed.find((each) => each === value) ?? allowed[0];
}
