import { Suspense, useState } from "react";
import { createConnectQueryKey, useQuery } from "@connectrpc/connect-query";
import { keepPreviousData } from "@tanstack/react-query";
import { Link, useSearchParams } from "wouter";
import { OrderService } from "#gen/sluice/orders/v1/order_service_pb.ts";
import { SafeAction, StuckReason } from "#gen/sluice/orders/v1/stuck_order_pb.ts";
import type { StuckOrder } from "#gen/sluice/orders/v1/stuck_order_pb.ts";
import { queryState } from "../data/query-state.ts";
import { useLiveRefresh } from "../data/use-live-refresh.ts";
import { Told } from "../notes/told.tsx";
import { Answered } from "../orders/answered.tsx";
import filterStyles from "../orders/filter-bar.module.css";
import { FilterTabs } from "../orders/filter-tabs.tsx";
import { isLost } from "../live/stream-state.ts";
import { useLink } from "../live/use-live.ts";
import { useNowMs } from "../refresh/use-refresh.ts";
import { Pager } from "../table/pager.tsx";
import { Button } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { handFocusOn } from "../ui/hand-focus-on.ts";
import { MarkView } from "../ui/mark-view.tsx";
import { Money } from "../ui/money.tsx";
import { lazyPart } from "../ui/lazy-part.ts";
import { shortId } from "../ui/short-id.ts";
import { millisecondsOf } from "../ui/time-text.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useOwnPage } from "../users/use-own-page.ts";
import { useWords } from "../words/use-words.ts";
import { nameIn } from "./payment-mark.ts";
import { PaymentsFrame } from "./payments-frame.tsx";
import { stuckMark, stuckReasons, withReason } from "./stuck-reasons.ts";
import { stuckWords } from "./stuck-words.ts";
import styles from "./review.module.css";

const SafeDialog = lazyPart(() => import("./safe-dialog.tsx").then((file) => file.SafeDialog));

const pageSize = 50;
/** What is shorter has no name as a length of time. */
const shortestMs = 1_000;
/** Time alone makes orders stuck: no event tells. */
const rereadMs = 10_000;
const { listStuckOrders } = OrderService.method;
const queryKeys = [
  createConnectQueryKey({ schema: listStuckOrders, cardinality: "finite" }),
] as const;

/** Orders that stand still: in what, for how long, and the one thing that is safe to do. */
export function StuckView() {
  const words = useWords(stuckWords);
  const [parameters] = useSearchParams();
  const pageToken = parameters.get("page") ?? "";
  const reason = stuckReasons.find((name) => name === parameters.get("in"));
  const query = useQuery(
    listStuckOrders,
    { pageSize, pageToken, reasons: reason === undefined ? [] : [StuckReason[reason]] },
    { placeholderData: keepPreviousData, refetchInterval: rereadMs },
  );
  useOwnPage(query.error);
  const shown = query.data?.stuckOrders ?? none;
  useLiveRefresh({
    queryKeys,
    relevant: (change) =>
      change.kind === "order" && shown.some(({ order }) => order?.orderId === change.order.orderId),
  });
  const lost = isLost(useLink());
  const [asked, setAsked] = useState<StuckOrder>();
  return (
    <PaymentsFrame
      title={words.title}
      subtitle={
        <>
          {words.subtitle} {query.data && <Looked atMs={query.dataUpdatedAt} />}
        </>
      }
      lost={lost}
    >
      <ReasonTabs reason={reason} />
      <Answered
        noun={words.noun}
        loading={<p className={styles["loading"]}>{words.loading}</p>}
        state={queryState(query, useNowMs())}
        retry={() => void query.refetch()}
      >
        {(page, old) => (
          <>
            {page.stuckOrders.length === 0 ? (
              <NoneStuck filtered={reason !== undefined} more={page.nextPageToken !== ""} />
            ) : (
              <ul
                className={styles["queue"]}
                data-old={old || lost || query.isPlaceholderData}
                aria-label={words.label}
              >
                {page.stuckOrders.map((stuck) => (
                  <li
                    key={`${stuck.order?.orderId} ${stuck.reason}`}
                    ref={handFocusOn}
                    className={styles["entry"]}
                  >
                    <Entry stuck={stuck} ask={() => setAsked(stuck)} />
                  </li>
                ))}
              </ul>
            )}
            <Pager next={page.nextPageToken} />
          </>
        )}
      </Answered>
      {asked && (
        <Suspense fallback={null}>
          <SafeDialog
            stuck={asked}
            reload={() => void query.refetch()}
            onClose={() => setAsked(undefined)}
          />
        </Suspense>
      )}
    </PaymentsFrame>
  );
}

const none: readonly StuckOrder[] = [];

/** How current the list is: time alone makes orders stuck, so it is read again and again. */
function Looked({ atMs }: { readonly atMs: number }) {
  const words = useWords(stuckWords);
  const formats = useFormats();
  const age = formats.age(useNowMs() - atMs);
  return (
    <span title={formats.wholeTime(atMs)}>{words.looked(age, formats.duration(rereadMs))}</span>
  );
}

function ReasonTabs({ reason }: { readonly reason: (typeof stuckReasons)[number] | undefined }) {
  const words = useWords(stuckWords);
  const [, setParameters] = useSearchParams();
  const choose = (name: typeof reason): void => setParameters((before) => withReason(before, name));
  return (
    <div className={filterStyles["bar"]}>
      <FilterTabs
        label={words.filters}
        tabs={[undefined, ...stuckReasons].map((name) => ({
          key: name ?? "all",
          text: name === undefined ? words.all : words.reasons[name],
          pressed: name === reason,
          choose: () => choose(name),
        }))}
      />
    </div>
  );
}

function Entry({ stuck, ask }: { readonly stuck: StuckOrder; readonly ask: () => void }) {
  const words = useWords(stuckWords);
  const formats = useFormats();
  const nowMs = useNowMs();
  const { order, detail, detailNotes, paymentId } = stuck;
  const action = nameIn(SafeAction, stuck.safeAction);
  const sinceMs = millisecondsOf(stuck.since);
  const limitMs = Number(stuck.limit?.seconds ?? 0n) * 1_000;
  if (order === undefined) return null;
  return (
    <>
      <div>
        <p className={styles["head"]} data-list="stuck">
          <MarkView mark={stuckMark(stuck.reason, words)} />
          <Link href={`/orders/${order.orderId}`} title={order.orderId}>
            {words.order(shortId(order.orderId))}
          </Link>
          <span className={styles["amount"]}>
            <Money amount={order.total} />
          </span>
          {sinceMs !== undefined && (
            <span className={styles["quiet"]} title={formats.wholeTime(sinceMs)}>
              {words.since(
                formats.duration(Math.max(shortestMs, nowMs - sinceMs)),
                formats.duration(Math.max(shortestMs, limitMs)),
              )}
            </span>
          )}
          {paymentId !== "" && (
            <Link href={`/payments/${paymentId}`} title={paymentId}>
              <code>{shortId(paymentId)}</code>
            </Link>
          )}
        </p>
        <Told text={detail} notes={detailNotes} />
        <p className={styles["quiet"]}>{words.why[action]}</p>
      </div>
      {action !== "UNSPECIFIED" && (
        <fieldset className={styles["actions"]} aria-label={words.safe}>
          <Button tone={action === "CANCEL" ? "danger" : "plain"} onClick={ask}>
            {words.actions[action]}
          </Button>
        </fieldset>
      )}
    </>
  );
}

function NoneStuck({ filtered, more }: { readonly filtered: boolean; readonly more: boolean }) {
  const { empty } = useWords(stuckWords);
  if (more) return <Empty title={empty.shortPage} />;
  if (filtered) return <Empty title={empty.none} />;
  return (
    <Empty title={empty.title}>
      <p>{empty.text}</p>
    </Empty>
  );
}
