import { useLocation } from "wouter";
import { useKeys } from "../keys/use-keys.ts";
import type { SelectionStore } from "../table/selection.ts";
import { useWords } from "../words/use-words.ts";
import type { BoardRow } from "./board-state.ts";
import { itemHref } from "./item-address.ts";
import type { ItemTool } from "./item-address.ts";
import { stockWords } from "./stock-words.ts";
import { usePause } from "./use-pause.ts";

/** What can be done to what is selected. */
export interface ListActions {
  readonly pauseSelected: (paused: boolean) => void;
}

/** The actions of the list of items, with their keys. `within` is what the list stands in. */
export function useListActions(options: {
  readonly rows: readonly BoardRow[];
  readonly selection: SelectionStore;
  readonly within: React.RefObject<HTMLElement | null>;
}): ListActions {
  const { rows, selection, within } = options;
  const { keys } = useWords(stockWords);
  const [, navigate] = useLocation();
  const pause = usePause();
  const toNew = { label: keys.newItem, run: () => navigate("/stock/new") };
  const open = (tool: ItemTool): void => {
    const sku = skuInFocus();
    if (sku !== undefined) navigate(itemHref(sku, tool));
  };
  const selected = () => rows.filter(({ item }) => selection.selected().has(item.sku));
  const togglePause = (): void => {
    const chosen = selected();
    const sku = skuInFocus();
    const meant = chosen.length > 0 ? chosen : rows.filter(({ item }) => item.sku === sku);
    const items = meant.map(({ item }) => item);
    // Of many some are open: pausing all of them comes first.
    void pause(
      items,
      items.some(({ paused }) => !paused),
    );
  };
  useKeys({ n: toNew }, { scope: keys.scope });
  useKeys(
    {
      e: { label: keys.edit, run: () => open("edit") },
      a: { label: keys.adjust, run: () => open("adjust") },
      p: { label: keys.pause, run: togglePause },
    },
    { scope: keys.scope, within },
  );
  return {
    pauseSelected: (paused) => {
      const items = selected().map(({ item }) => item);
      void pause(items, paused).then(() => selection.clear());
    },
  };
}

/** The row that has the focus names its item. */
function skuInFocus(): string | undefined {
  return document.activeElement?.closest<HTMLElement>("[data-key]")?.dataset["key"];
}
