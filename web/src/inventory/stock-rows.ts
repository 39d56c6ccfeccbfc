import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import type { Demand } from "../live/demand.ts";
import { boardRow } from "./board-state.ts";
import type { BoardRow } from "./board-state.ts";
import { salePhase } from "./sale-phase.ts";
import { needsSomebody } from "./sale-state.ts";
import type { StateWords } from "./state-words.ts";
import type { Speech } from "../words/speech.ts";
import { matchesStock } from "./stock-filter.ts";
import type { StockFilter } from "./stock-filter.ts";
import { sortStock } from "./stock-order.ts";

/** The list of items as it is shown. */
export interface StockRows {
  readonly rows: readonly BoardRow[];
  /** Of all items that are here, shown or not. */
  readonly itemCount: number;
  readonly needyCount: number;
}

/** The items that a filter finds, in its order; a part of what there is keeps the order in which it came. */
export function stockRows(
  items: readonly Item[],
  options: {
    readonly filter: StockFilter;
    readonly partial: boolean;
    readonly serverNowMs: number;
    readonly demandOf: (sku: string) => Demand | undefined;
    readonly speech: Speech<StateWords>;
  },
): StockRows {
  const { filter, partial, serverNowMs, demandOf, speech } = options;
  const rows: BoardRow[] = [];
  let needyCount = 0;
  for (const item of items) {
    const phase = salePhase(item, serverNowMs);
    if (needsSomebody(phase)) needyCount += 1;
    if (matchesStock(filter, item, phase))
      rows.push(boardRow(item, demandOf(item.sku), serverNowMs, speech));
  }
  const sorted = partial ? rows : sortStock(rows, filter.sort);
  return { rows: sorted, itemCount: items.length, needyCount };
}
