import { dataOf } from "../refresh/refresh-state.ts";
import type { Formats } from "../ui/formats.ts";
import type { StockWords } from "./stock-words.ts";
import type { StockList } from "./use-stock-list.ts";

/** How many items are shown of how many, and how many need somebody. What nobody has counted is not told. */
export function stockTitle(
  { state, partial }: Pick<StockList, "state" | "partial">,
  { words, formats }: { readonly words: StockWords; readonly formats: Formats },
): string {
  const shown = dataOf(state);
  if (shown === undefined || partial || shown.itemCount === 0) return words.table;
  const { rows, itemCount, needyCount } = shown;
  const all = words.count(formats.counted(itemCount));
  const found = rows.length === itemCount ? all : words.found(formats.count(rows.length), all);
  return needyCount === 0 ? found : words.both(found, words.needy(formats.counted(needyCount)));
}
