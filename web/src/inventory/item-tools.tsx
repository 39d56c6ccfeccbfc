import { Suspense, useRef } from "react";
import type { RefObject } from "react";
import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import { lazyPart } from "../ui/lazy-part.ts";
import { useWords } from "../words/use-words.ts";
import { itemWords } from "./item-words.ts";
import type { ItemActions } from "./use-item-actions.ts";
import { useFirstFocus } from "./use-first-focus.ts";
import styles from "./item-tools.module.css";

/** Who only looks at an item loads no form. */
const AdjustStock = lazyPart(() => import("./adjust-stock.tsx").then((file) => file.AdjustStock));
const EditItem = lazyPart(() => import("./edit-item.tsx").then((file) => file.EditItem));
const ScheduleSale = lazyPart(() =>
  import("./schedule-sale.tsx").then((file) => file.ScheduleSale),
);

/** The form of what is being done to an item. It stands beside the counts, which go on living. */
export function ItemTools(props: {
  readonly item: Item;
  readonly actions: ItemActions;
  readonly onStale: () => Promise<unknown>;
}) {
  const { item, actions, onStale } = props;
  const { tool, close } = actions;
  const words = useWords(itemWords);
  const element = useRef<HTMLElement>(null);
  if (tool === undefined) return null;
  const shared = { item, onClose: close };
  return (
    <section ref={element} className={styles["tool"]} aria-labelledby="item-tool" key={tool}>
      <h2 id="item-tool">{words[tool].title}</h2>
      <Suspense fallback={null}>
        {tool === "edit" && <EditItem {...shared} onStale={onStale} />}
        {tool === "adjust" && <AdjustStock {...shared} />}
        {tool === "schedule" && <ScheduleSale {...shared} onStale={onStale} />}
        <FirstFocus within={element} tool={tool} />
      </Suspense>
    </section>
  );
}

/** Beside the form under one Suspense: there is no field to take the focus before the form is here. */
function FirstFocus(props: {
  readonly within: RefObject<HTMLElement | null>;
  readonly tool: string;
}) {
  useFirstFocus(props.within, props.tool);
  return null;
}
