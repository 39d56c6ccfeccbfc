import { useParams } from "wouter";
import { skuOf } from "../inventory/item-address.ts";
import { ItemView } from "../inventory/item-view.tsx";
import { NoItem } from "../inventory/no-item.tsx";
import { useItem } from "../inventory/use-item.ts";
import { dataOf, isOld } from "../refresh/refresh-state.ts";
import { useNowMs } from "../refresh/use-refresh.ts";
import { usePageTitle } from "../ui/use-page-title.ts";

/** One item: how it stands, what can be done to it, and what was done. */
export function ItemPage() {
  const { sku: part } = useParams<{ sku: string }>();
  const sku = skuOf(part);
  usePageTitle(sku);
  const nowMs = useNowMs();
  const { state, readAgain } = useItem(sku);
  const item = dataOf(state);
  if (item === undefined) return <NoItem sku={sku} state={state} retry={() => void readAgain()} />;
  // Another item is another page: nothing that was typed or opened for one is left for the next.
  return <ItemView key={sku} item={item} old={isOld(state, nowMs)} onStale={readAgain} />;
}
