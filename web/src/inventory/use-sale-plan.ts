import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import type { RawValues } from "../form/field-spec.ts";
import { asOfMsOf, isCurrent } from "../live/stream-state.ts";
import { useLink, useLive, useLiveAtMost } from "../live/use-live.ts";
import { useNowMs } from "../refresh/use-refresh.ts";
import { catalogueOf } from "./catalogue.ts";
import { readCatalogue } from "./item-form.ts";
import type { ItemFieldName } from "./item-form.ts";
import type { SalePlan } from "./preflight.ts";

/** Other items matter to a plan, but not to the second. */
const itemsEveryMs = 1_000;

/** The sale that stands in a form, and the world as it is now. */
export function useSalePlan(item: Item, raw: RawValues, names: readonly ItemFieldName[]): SalePlan {
  const nowMs = useNowMs();
  const link = useLink();
  const items = useLiveAtMost((view) => view.items, itemsEveryMs);
  const clockAheadMs = useLive((view) => view.wire.clockAheadMs);
  const { catalogue } = readCatalogue(raw, names, catalogueOf(item));
  return {
    item,
    startsMs: catalogue.saleStartsAtMs,
    endsMs: catalogue.saleEndsAtMs,
    perUserLimit: catalogue.perUserLimit,
    items,
    serverNowMs: nowMs + clockAheadMs,
    clockAheadMs,
    staleForMs: isCurrent(link) ? undefined : nowMs - (asOfMsOf(link) ?? nowMs),
  };
}
