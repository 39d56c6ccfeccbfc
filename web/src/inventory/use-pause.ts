import { useMutation } from "@connectrpc/connect-query";
import { InventoryService } from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import { newIdempotencyKey } from "../form/random-uuid.ts";
import { liveStore } from "../live/live.ts";
import { toasts } from "../ui/toast.ts";
import { useFormats } from "../ui/use-formats.ts";
import { uiWords } from "../ui/words.ts";
import { useWords } from "../words/use-words.ts";
import { itemWords } from "./item-words.ts";
import { pauseItems, pauseWishes, undoWishes } from "./pause-items.ts";
import type { PauseResult, PauseWish } from "./pause-items.ts";
import { pauseText } from "./pause-text.ts";

/** Pauses or resumes items, tells how it went, and offers to undo it. An undo leaves alone what somebody has changed since. */
export function usePause(): (items: readonly Item[], paused: boolean) => Promise<void> {
  const words = useWords(itemWords).pause;
  const speech = { words, uiWords: useWords(uiWords), formats: useFormats() };
  const setPaused = useSetPaused();
  const run = async (wishes: readonly PauseWish[], paused: boolean): Promise<PauseResult> => {
    const result = await pauseItems(wishes, paused, setPaused);
    const { failed } = pauseText(result, speech);
    if (failed) toasts.show({ ...failed, tone: "danger" });
    return result;
  };
  const undo = async (result: PauseResult): Promise<void> => {
    const back = await run(undoWishes(result), !result.paused);
    const { done } = pauseText(back, speech);
    if (done !== undefined) toasts.show({ text: done });
  };
  return async (items, paused) => {
    const wishes = pauseWishes(items, paused);
    if (wishes.length === 0) {
      toasts.show({ text: words.already });
      return;
    }
    const result = await run(wishes, paused);
    const { done } = pauseText(result, speech);
    if (done === undefined) return;
    toasts.show({ text: done, action: { label: words.undo, run: () => void undo(result) } });
  };
}

function useSetPaused(): (wish: PauseWish, paused: boolean) => Promise<Item> {
  const { mutateAsync } = useMutation(InventoryService.method.updateItem);
  return async (wish, paused) => {
    const updateMask = { paths: ["paused"] };
    const idempotencyKey = newIdempotencyKey();
    const { item } = await mutateAsync({ ...wish, paused, updateMask, idempotencyKey });
    if (item === undefined) throw new Error("the server answered without the item");
    liveStore.learnItem(item);
    return item;
  };
}
