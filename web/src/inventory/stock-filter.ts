import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import type { SalePhase } from "./sale-phase.ts";
import { needsSomebody } from "./sale-state.ts";

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

/** As the server takes it, in characters and in words. */
export const queryMaxLength = 254;
const queryWordsMax = 8;

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

/** Whether an item is shown. `phase` is that of the item. */
export function matchesStock({ query, show }: StockFilter, item: Item, phase: SalePhase): boolean {
  return tests[show](item, phase) && matchesQuery(item, query);
}

/** Whether each word of a query begins the SKU or a word of the name, whatever the case of letters: as the server has it. */
export function matchesQuery({ sku, name }: Pick<Item, "sku" | "name">, query: string): boolean {
  const begins = [sku.toLowerCase(), ...wordsOf(name)];
  return queryWords(query).every((word) => begins.some((text) => text.startsWith(word)));
}

/** The words of a query, as many as the server takes. */
export function queryWords(query: string): readonly string[] {
  return wordsOf(query).slice(0, queryWordsMax);
}

const tests: Readonly<Record<StockShow, (item: Item, phase: SalePhase) => boolean>> = {
  all: () => true,
  attention: (_, phase) => needsSomebody(phase),
  "on-sale": (_, phase) => phase === "open" || phase === "low",
  upcoming: (_, phase) => phase === "upcoming",
  closed: (_, phase) => phase === "closed",
  paused: (item) => item.paused,
  "sold-out": (item) => item.available === 0n,
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
