import { useEffect } from "react";
import { Link } from "wouter";
import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import { liveStore } from "../live/live.ts";
import { useLive } from "../live/use-live.ts";
import { noteRecent } from "../palette/recent.ts";
import { useNowMs } from "../refresh/use-refresh.ts";
import { Button } from "../ui/button.tsx";
import { IdButton } from "../ui/id-button.tsx";
import { MarkView } from "../ui/mark-view.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { useSpeech } from "../ui/use-speech.ts";
import { useWords } from "../words/use-words.ts";
import { boardRow } from "./board-state.ts";
import { itemTools } from "./item-address.ts";
import { ItemFacts } from "./item-facts.tsx";
import { ItemFigures } from "./item-figures.tsx";
import { ItemTools } from "./item-tools.tsx";
import { itemWords } from "./item-words.ts";
import { listAddress } from "./list-address.ts";
import { stateWords } from "./state-words.ts";
import { StockHistory } from "./stock-history.tsx";
import { keyOfTool, useItemActions } from "./use-item-actions.ts";
import type { ItemActions } from "./use-item-actions.ts";
import styles from "./item-view.module.css";

/** One item as it lives: its counts and how fast they go, what can be done to it, and what was done. */
export function ItemView(props: {
  readonly item: Item;
  /** True while the counts are not known to be current. */
  readonly old: boolean;
  readonly onStale: () => Promise<unknown>;
}) {
  const { item, old, onStale } = props;
  const words = useWords(itemWords);
  const serverNowMs = useNowMs() + useLive((view) => view.wire.clockAheadMs);
  const row = boardRow(item, liveStore.demand(item.sku), serverNowMs, useSpeech(stateWords));
  const actions = useItemActions(item);
  useEffect(() => {
    noteRecent({ kind: "item", id: item.sku, title: item.sku, detail: item.name });
  }, [item.sku, item.name]);
  return (
    <>
      <PageHead
        trail={<Link href={listAddress.last()}>{words.back}</Link>}
        title={item.name}
        subtitle={
          <span className={styles["subtitle"]}>
            <IdButton id={item.sku} name={words.keys.item} whole />
            <MarkView mark={row.mark} />
          </span>
        }
        actions={<ItemButtons item={item} actions={actions} />}
      />
      <div className={styles["columns"]} data-open={actions.tool !== undefined}>
        <div className={styles["main"]} data-old={old}>
          <ItemFigures row={row} />
          <ItemFacts item={item} />
        </div>
        <div className={styles["tool"]}>
          <ItemTools item={item} actions={actions} onStale={onStale} />
        </div>
        <div className={styles["history"]}>
          <StockHistory item={item} />
        </div>
      </div>
    </>
  );
}

function ItemButtons({ item, actions }: { readonly item: Item; readonly actions: ItemActions }) {
  const words = useWords(itemWords).actions;
  const { open, togglePause } = actions;
  return (
    <>
      {itemTools.map((each) => (
        <Button
          key={each}
          onClick={() => open(each)}
          title={words.withKey(words[each], keyOfTool[each])}
        >
          {words[each]}
        </Button>
      ))}
      <Button
        onClick={togglePause}
        title={words.withKey(item.paused ? words.resume : words.pause, "p")}
      >
        {item.paused ? words.resume : words.pause}
      </Button>
    </>
  );
}
