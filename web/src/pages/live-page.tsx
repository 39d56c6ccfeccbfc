import { Suspense, lazy, useMemo } from "react";
import { Link, useSearchParams } from "wouter";
import { answeredPart } from "../data/answered-part.tsx";
import { boardOrder, boardRow } from "../inventory/board-state.ts";
import type { BoardRow } from "../inventory/board-state.ts";
import { boardWords } from "../inventory/board-words.ts";
import { stateWords } from "../inventory/state-words.ts";
import { StockBoard } from "../inventory/stock-board.tsx";
import { stockVerdict } from "../inventory/stock-verdict.ts";
import { link, liveStore } from "../live/live.ts";
import type { LiveView } from "../live/live-store.ts";
import { panelState } from "../live/panel-state.ts";
import { isLost } from "../live/stream-state.ts";
import { useLink, useLive, useLiveAtMost } from "../live/use-live.ts";
import { lastMinute } from "../metrics/last-minute.ts";
import { serviceVerdict } from "../metrics/service-verdict.ts";
import { Tiles } from "../metrics/tiles.tsx";
import { metricsWords } from "../metrics/words.ts";
import { FeedControls } from "../orders/feed-controls.tsx";
import { filterOf, withFilter } from "../orders/feed-filter.ts";
import { feedWords } from "../orders/feed-words.ts";
import { OrderFeed } from "../orders/order-feed.tsx";
import { useNowMs } from "../refresh/use-refresh.ts";
import { FaultBoundary } from "../ui/fault-boundary.tsx";
import { Panel } from "../ui/panel.tsx";
import { Verdicts } from "./verdicts.tsx";
import { useRowPx } from "../ui/use-row-px.ts";
import { useSpeech } from "../ui/use-speech.ts";
import { usePageTitle } from "../ui/use-page-title.ts";
import { useWords } from "../words/use-words.ts";
import { pagesWords } from "./words.ts";
import styles from "./live-page.module.css";

/** uPlot is worth waiting for, but nothing waits for it. */
const Charts = lazy(() =>
  import("../metrics/charts.tsx").then((module) => ({ default: module.Charts })),
);

const FirstSteps = answeredPart(() =>
  import("../first-steps/order-steps.tsx").then((module) => module.FirstSteps),
);

/** Rows of the board: the rest is on the page of the stock. */
const boardMax = 50;
/** Numbers that are read change at most this often. */
const readableMs = 1_000;

/** A sale as it happens: is it healthy, what needs somebody, what is being ordered. */
export function LivePage() {
  const title = useWords(pagesWords).live;
  usePageTitle(title);
  const board = useSpeech(boardWords);
  const metrics = useSpeech(metricsWords);
  const nowMs = useNowMs();
  const state = useLink();
  const points = useLive((view) => view.points);
  const items = useLiveAtMost((view) => view.items, readableMs);
  const whole = useLive((view) => view.whole);
  const anyOrder = useLive(hasOrders);
  const minute = useMemo(() => lastMinute(points), [points]);
  const serverNowMs = nowMs + useLive((view) => view.wire.clockAheadMs);
  const rows = useBoard(items, serverNowMs);
  const panel = <T,>(data: T) => panelState(state, whole, data, nowMs);
  const old = isLost(state);
  return (
    <div className={styles["page"]} data-fill="true">
      <h1 className="visually-hidden">{title}</h1>
      <Verdicts
        state={state}
        service={serviceVerdict(minute, metrics)}
        stock={whole ? stockVerdict(rows, board) : undefined}
        nowMs={nowMs}
      />
      <Tiles points={points} minute={minute} old={old} />
      <div className={styles["columns"]}>
        <Feed state={panel(anyOrder)} nowMs={nowMs} serverNowMs={serverNowMs} />
        <section className={styles["charts"]} aria-label={metrics.words.charts.all} data-old={old}>
          <FaultBoundary noun={metrics.words.charts.fault}>
            <Suspense fallback={null}>
              <Charts points={points} />
            </Suspense>
          </FaultBoundary>
        </section>
        <div className={styles["stock"]}>
          <Panel
            id="stock"
            title={board.words.title}
            noun={board.words.noun}
            state={panel(rows)}
            nowMs={nowMs}
            retry={link.retryNow}
            aside={
              rows.length > boardMax && (
                <Link href="/stock">{board.words.all(board.formats.counted(rows.length))}</Link>
              )
            }
          >
            {(list) =>
              list.length === 0 ? (
                <p className={styles["empty"]}>{board.words.empty}</p>
              ) : (
                <StockBoard rows={list.slice(0, boardMax)} />
              )
            }
          </Panel>
        </div>
      </div>
    </div>
  );
}

function Feed(props: {
  readonly state: ReturnType<typeof panelState<boolean>>;
  readonly nowMs: number;
  readonly serverNowMs: number;
}) {
  const { state, nowMs, serverNowMs } = props;
  const [parameters, setParameters] = useSearchParams();
  const words = useWords(feedWords);
  const rowPx = useRowPx();
  const filter = filterOf(parameters);
  return (
    <div className={styles["feed"]}>
      <Panel
        id="orders"
        title={words.title}
        noun={words.noun}
        state={state}
        nowMs={nowMs}
        retry={link.retryNow}
        fills
        controls={
          "data" in state &&
          state.data && (
            <FeedControls
              filter={filter}
              onFilter={(next) =>
                setParameters((before) => withFilter(before, next), { replace: true })
              }
            />
          )
        }
      >
        {(anyOrder) =>
          anyOrder ? (
            <OrderFeed filter={filter} serverNowMs={serverNowMs} rowPx={rowPx} />
          ) : (
            <Suspense fallback={null}>
              <FirstSteps />
            </Suspense>
          )
        }
      </Panel>
    </div>
  );
}

function hasOrders({ feed }: LiveView): boolean {
  return feed.length > 0;
}

/** The rows of the board in their order. A row that did not change stays the same object, so that it is not drawn again. */
function useBoard(items: LiveView["items"], serverNowMs: number): readonly BoardRow[] {
  const speech = useSpeech(stateWords);
  return useMemo(() => {
    const rows = items.map((item) =>
      boardRow(item, liveStore.demand(item.sku), serverNowMs, speech),
    );
    return boardOrder(rows);
  }, [items, serverNowMs, speech]);
}
