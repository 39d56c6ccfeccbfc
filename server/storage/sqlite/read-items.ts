import { isFound } from "../../core/search-words.ts";
import { availableUnits } from "../../inventory/item.ts";
import type { Item } from "../../inventory/item.ts";
import type { ItemsQuery, Page } from "../storage.ts";
import type { Statements } from "./connection.ts";
import { itemOfRow } from "./item-rows.ts";
import { textOf } from "./row.ts";
import { readSourcedList } from "./sourced-list.ts";
import type { ListSource } from "./sourced-list.ts";
import { wordSources } from "./word-source.ts";
import type { SearchedTable } from "./word-source.ts";

/** A page of items by any mix of filters: by SKU, or by the word they are found by when one leads. */
export function readItems(
  statements: Statements,
  query: ItemsQuery,
  scanMaxRows: number,
): Page<Item> {
  const passes = (item: Item): boolean => matches(item, query);
  const words = wordSources(searchedItems(passes), query.words ?? []);
  const flags: ListSource<Item>[] = [];
  if (query.paused === true) flags.push(skuSource(query, passes, pausedOnly));
  if (query.soldOut === true) flags.push(skuSource(query, passes, soldOutOnly));
  const [first = skuSource(query, passes, all), ...rest] = [...words, ...flags];
  return readSourcedList(statements, [first, ...rest], query, scanMaxRows);
}

function searchedItems(passes: (item: Item) => boolean): SearchedTable<Item> {
  return {
    table: "items",
    words: "item_words",
    id: "sku",
    read: itemOfRow,
    passes,
  };
}

/** The part of the items that a source by SKU walks, as an index has it. */
interface Part {
  readonly name: string;
  readonly from: string;
  readonly condition: string;
}

const all: Part = { name: "all", from: "items", condition: "" };
const pausedOnly: Part = {
  name: "paused",
  from: "items INDEXED BY items_paused",
  condition: "paused = 1 AND",
};
const soldOutOnly: Part = {
  name: "sold_out",
  from: "items INDEXED BY items_sold_out",
  condition: "on_hand = held AND",
};

function skuSource(
  { skuPrefix, words = [] }: ItemsQuery,
  passes: (item: Item) => boolean,
  part: Part,
): ListSource<Item> {
  return {
    name: part.name,
    columns: "*",
    index: part.from,
    join: "",
    where: `${part.condition} sku >= ?1 AND sku < ?2 AND sku > ?3`,
    orderBy: "sku",
    // "~" sorts after every character a SKU may have.
    parameters: [skuPrefix, `${skuPrefix}~`],
    start: [""],
    placeOf: (row) => [textOf(row, "sku")],
    read(row) {
      const item = itemOfRow(row);
      if (!passes(item)) return undefined;
      return words.length === 0 || isFound(words, item.sku, item.name) ? item : undefined;
    },
  };
}

function matches(item: Item, { skuPrefix, paused, soldOut }: ItemsQuery): boolean {
  if (!item.sku.startsWith(skuPrefix)) return false;
  if (paused !== undefined && item.paused !== paused) return false;
  return soldOut === undefined || (availableUnits(item) === 0) === soldOut;
}
