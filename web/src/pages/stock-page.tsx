import { boardWords } from "../inventory/board-words.ts";
import { StockTable } from "../inventory/stock-table.tsx";
import { link } from "../live/live.ts";
import { panelState } from "../live/panel-state.ts";
import { useLink, useLive } from "../live/use-live.ts";
import { StartSale } from "../practice/start-sale.tsx";
import { useAtMost } from "../refresh/use-at-most.ts";
import { useNowMs } from "../refresh/use-refresh.ts";
import { Panel } from "../ui/panel.tsx";
import { useSpeech } from "../ui/use-speech.ts";
import { usePageTitle } from "../ui/use-page-title.ts";
import { useWords } from "../words/use-words.ts";
import { pagesWords } from "./words.ts";
import styles from "./stock-page.module.css";

/** Every item with its price and its stock, as the stream brings it. */
export function StockPage() {
  const title = useWords(pagesWords).stock;
  usePageTitle(title);
  const { words, formats } = useSpeech(boardWords);
  const nowMs = useNowMs();
  const state = useLink();
  const items = useAtMost(
    useLive((view) => view.items),
    1_000,
  );
  const whole = useLive((view) => view.whole);
  const complete = useLive((view) => view.itemsComplete);
  const aheadMs = useLive((view) => view.wire.clockAheadMs);
  const count = words.items(formats.counted(items.length));
  return (
    <>
      <h1 className="visually-hidden">{title}</h1>
      <Panel
        id="stock"
        title={words.title}
        noun={words.noun}
        state={panelState(state, whole, items, nowMs)}
        nowMs={nowMs}
        retry={link.retryNow}
        aside={
          <span className={styles["count"]}>{complete ? count : words.moreThanShown(count)}</span>
        }
      >
        {(list) =>
          list.length === 0 ? (
            <div className={styles["empty"]}>
              <p>{words.empty}</p>
              <StartSale />
            </div>
          ) : (
            <StockTable items={list} serverNowMs={nowMs + aheadMs} />
          )
        }
      </Panel>
    </>
  );
}
