import { reasonMaxLength } from "../form/reason-spec.ts";
import { useMutation } from "@connectrpc/connect-query";
import { InventoryService } from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import { newIdempotencyKey } from "../form/random-uuid.ts";
import { liveStore } from "../live/live.ts";
import { failureOf } from "../refresh/failure.ts";
import { toastFailure, toasts } from "../ui/toast.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { itemWords } from "./item-words.ts";
import { signed } from "./signed.ts";

export interface Adjustment {
  readonly delta: bigint;
  readonly reason: string;
  readonly idempotencyKey: string;
}

/** Adjusts the stock of an item and tells what came of it, with a way to undo it. Throws what the call throws. */
export function useAdjust({ sku }: Item): (adjustment: Adjustment) => Promise<void> {
  const words = useWords(itemWords).adjust;
  const formats = useFormats();
  const { mutateAsync } = useMutation(InventoryService.method.adjustStock);
  const send = async (adjustment: Adjustment): Promise<Item | undefined> => {
    const { item } = await mutateAsync({ sku, ...adjustment });
    if (item) liveStore.learnItem(item);
    return item;
  };
  const undo = async ({ delta, reason }: Adjustment): Promise<void> => {
    const back = { delta: -delta, reason: words.undoReason(reason).slice(0, reasonMaxLength) };
    try {
      await send({ ...back, idempotencyKey: newIdempotencyKey() });
      toasts.show({ text: words.undone(sku) });
    } catch (thrown) {
      toastFailure(words.undoFailed(sku), failureOf(thrown));
    }
  };
  return async (adjustment) => {
    const item = await send(adjustment);
    toasts.show({
      text: words.done(signed(adjustment.delta, formats), sku),
      detail: item && words.doneDetail(formats.count(item.onHand), formats.count(item.available)),
      action: { label: words.undo, run: () => void undo(adjustment) },
    });
  };
}
