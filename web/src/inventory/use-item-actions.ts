import { useLocation, useSearchParams } from "wouter";
import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import { useKeys } from "../keys/use-keys.ts";
import { useCommands } from "../palette/use-commands.ts";
import { useWords } from "../words/use-words.ts";
import { itemTools, toolOf, withTool } from "./item-address.ts";
import type { ItemTool } from "./item-address.ts";
import { itemWords } from "./item-words.ts";
import { listAddress } from "./list-address.ts";
import { usePause } from "./use-pause.ts";

/** What can be done to an item on its page, by button and by key. */
export interface ItemActions {
  readonly tool: ItemTool | undefined;
  readonly open: (tool: ItemTool) => void;
  readonly close: () => void;
  readonly togglePause: () => void;
}

/** Each tool has one key. */
export const keyOfTool: Readonly<Record<ItemTool, string>> = {
  edit: "e",
  adjust: "a",
  schedule: "s",
};

/** The actions of the page of an item, with their keys. */
export function useItemActions(item: Item): ItemActions {
  const { actions, keys } = useWords(itemWords);
  const [, navigate] = useLocation();
  const [parameters, setParameters] = useSearchParams();
  const pause = usePause();
  const tool = toolOf(parameters);
  const show = (next: ItemTool | undefined): void =>
    setParameters((before) => withTool(before, next), { replace: true });
  const close = (): void => show(undefined);
  const togglePause = (): void => void pause([item], !item.paused);
  const leave = (): void => navigate(listAddress.last());
  useKeys(
    {
      [keyOfTool.edit]: { label: actions.edit, run: () => show("edit") },
      [keyOfTool.adjust]: { label: actions.adjust, run: () => show("adjust") },
      [keyOfTool.schedule]: { label: actions.schedule, run: () => show("schedule") },
      p: { label: keys.pauseOrResume, run: togglePause },
      Escape:
        tool === undefined
          ? { label: keys.back, run: leave }
          : { label: actions.close, run: close },
    },
    { scope: keys.item },
  );
  const tools = itemTools.map((id) => ({
    id,
    label: actions[id],
    keys: keyOfTool[id],
    run: () => show(id),
  }));
  const pauseLabel = item.paused ? actions.resume : actions.pause;
  useCommands(item.sku, [
    ...tools,
    { id: "pause", label: pauseLabel, keys: "p", run: togglePause },
  ]);
  return { tool, open: show, close, togglePause };
}
