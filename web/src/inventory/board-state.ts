import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import { soldOutInMs } from "../live/demand.ts";
import type { Demand } from "../live/demand.ts";
import type { Mark } from "../ui/mark.ts";
import type { Speech } from "../words/speech.ts";
import { saleState } from "./sale-state.ts";
import type { SaleState } from "./sale-state.ts";
import type { StateWords } from "./state-words.ts";

/** An item of the stock board: how it stands, how fast it goes. */
export interface BoardRow extends SaleState {
  readonly item: Item;
  readonly demand: Demand | undefined;
  /** Until nothing is left, in ms; undefined when that does not come near. */
  readonly endsInMs: number | undefined;
}

/** An end further off than this is not told: too much can happen. */
const horizonMs = 10 * 60_000;
/** An end nearer than this asks for somebody. */
const soonMs = 2 * 60_000;
const soonRank = 1.5;

/** How an item stands at a time of the server's clock, by its row and by how it went in the last minute. */
export function boardRow(
  item: Item,
  demand: Demand | undefined,
  serverNowMs: number,
  speech: Speech<StateWords>,
): BoardRow {
  const state = saleState(item, serverNowMs, speech);
  const inMs = soldOutInMs(item, demand);
  const open = state.phase === "open" || state.phase === "low";
  const endsInMs = open && inMs !== undefined && inMs < horizonMs ? inMs : undefined;
  if (endsInMs === undefined) return { item, demand, endsInMs, ...state };
  const soon = endsInMs < soonMs;
  const word = speech.words.soldOutIn(speech.formats.countdown(endsInMs));
  const mark: Mark = soon
    ? { word, shape: "triangle", tone: "attention" }
    : { ...state.mark, word };
  return { ...state, item, demand, endsInMs, mark, rank: soon ? soonRank : state.rank };
}

/** Rows that need someone first, the rest by SKU: an order that does not change with every sale. */
export function boardOrder(rows: readonly BoardRow[]): readonly BoardRow[] {
  return rows.toSorted((left, right) => {
    const byRank = left.rank - right.rank;
    return byRank !== 0 ? byRank : left.item.sku < right.item.sku ? -1 : 1;
  });
}
