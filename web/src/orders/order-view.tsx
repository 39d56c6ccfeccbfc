import { Suspense, useEffect, useState } from "react";
import { useLocation } from "wouter";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { useKeys } from "../keys/use-keys.ts";
import { foundOrder } from "../palette/found-order.ts";
import { noteRecent } from "../palette/recent.ts";
import { useCommands } from "../palette/use-commands.ts";
import { FaultBoundary } from "../ui/fault-boundary.tsx";
import { lazyPart } from "../ui/lazy-part.ts";
import viewStyles from "../ui/old-view.module.css";
import { useWords } from "../words/use-words.ts";
import { actionWords } from "./action-words.ts";
import { Answered } from "./answered.tsx";
import { detailWords } from "./detail-words.ts";
import { listPath } from "./list-path.ts";
import { actionKeys, legalActions } from "./order-actions.ts";
import type { OrderAction } from "./order-actions.ts";
import { legalMoves, moveKeys } from "./order-moves.ts";
import type { OrderMove } from "./order-moves.ts";
import { stepWords } from "./step-words.ts";
import { OrderFacts } from "./order-facts.tsx";
import { OrderLines } from "./order-lines.tsx";
import { ConflictNotice, StandingNotice } from "./order-notices.tsx";
import { OrderPageHead } from "./order-page-head.tsx";
import { OrderTimeline } from "./order-timeline.tsx";
import { OrderUser } from "./order-user.tsx";
import { useAct } from "./use-act.ts";
import type { OrderHandle } from "./use-order.ts";
import styles from "./order-view.module.css";

const ActDialog = lazyPart(() => import("./act-dialog.tsx").then((file) => file.ActDialog));
const MoveDialog = lazyPart(() => import("./move-dialog.tsx").then((file) => file.MoveDialog));
const PayDialog = lazyPart(() =>
  import("../payments/pay-dialog.tsx").then((file) => file.PayDialog),
);
const OrderPayment = lazyPart(() =>
  import("../payments/order-payment.tsx").then((file) => file.OrderPayment),
);

/** An order with all that is known of it and all that can be done to it. */
export function OrderView(props: {
  readonly order: Order;
  readonly handle: OrderHandle;
  /** True while what is shown is old. */
  readonly old: boolean;
}) {
  const { order, handle, old } = props;
  const words = useWords(detailWords);
  const act = useAct(order, handle.reload);
  const { shown, acting, conflict } = act;
  const [asked, setAsked] = useState<OrderAction>();
  const [move, setMove] = useState<OrderMove>();
  useEffect(() => noteRecent(foundOrder(order)), [order]);
  useOrderKeys(
    shown,
    acting ? { ask: () => {}, askMove: () => {} } : { ask: setAsked, askMove: setMove },
  );
  return (
    <div data-old={old} className={viewStyles["view"]}>
      <OrderPageHead order={shown} acting={acting} ask={setAsked} askMove={setMove} />
      {conflict && asked === undefined && (
        <ConflictNotice conflict={conflict} forget={act.forgetConflict} />
      )}
      <OrderFacts order={shown} />
      <StandingNotice order={shown} />
      <div className={styles["columns"]}>
        <div>
          <OrderLines order={shown} />
          <FaultBoundary noun={words.facts.payment}>
            <Suspense fallback={null}>
              <OrderPayment order={order} />
            </Suspense>
          </FaultBoundary>
          <OrderUser userId={shown.userId} />
        </div>
        <section aria-labelledby="history-title" className={styles["history"]}>
          <h2 id="history-title">{words.timeline.title}</h2>
          <Answered
            noun={words.timeline.noun}
            loading={<p className={styles["loading"]}>{words.timeline.loading}</p>}
            state={handle.history}
            retry={handle.reloadHistory}
          >
            {(history) => <OrderTimeline history={history} />}
          </Answered>
        </section>
      </div>
      <Suspense fallback={null}>
        {asked && (
          <ActDialog
            action={asked}
            order={order}
            handle={act}
            onClose={() => setAsked(undefined)}
          />
        )}
        {move === "pay" && (
          <PayDialog
            order={order}
            onDone={() => void handle.reload()}
            onClose={() => setMove(undefined)}
          />
        )}
        {move !== undefined && move !== "pay" && (
          <MoveDialog move={move} order={order} onClose={() => setMove(undefined)} />
        )}
      </Suspense>
    </div>
  );
}

/** What the order takes now, by key and in the palette; Escape goes back to the list. */
function useOrderKeys(
  order: Order,
  {
    ask,
    askMove,
  }: {
    readonly ask: (action: OrderAction) => void;
    readonly askMove: (move: OrderMove) => void;
  },
): void {
  const words = useWords(detailWords);
  const { verbs } = useWords(actionWords);
  const { moves } = useWords(stepWords);
  const [, navigate] = useLocation();
  const actions = legalActions(order).map((action) => ({
    id: `order-${action}`,
    label: verbs[action],
    keys: actionKeys[action],
    run: () => ask(action),
  }));
  const further = legalMoves(order).map((move) => {
    const keys = moveKeys[move];
    const command = { id: `order-${move}`, label: moves[move], run: () => askMove(move) };
    return keys === undefined ? command : { ...command, keys };
  });
  const legal = [...further, ...actions];
  const keyed = legal.flatMap((command) =>
    "keys" in command ? [[command.keys, { label: command.label, run: command.run }] as const] : [],
  );
  useKeys(
    {
      ...Object.fromEntries(keyed),
      Escape: { label: words.back, run: () => closePopover() || navigate(listPath()) },
    },
    { scope: words.keys },
  );
  useCommands(words.keys, legal);
}

/** What is open above the page is what Escape is for: the shortcut took the key from it. */
function closePopover(): boolean {
  const open = document.querySelector<HTMLElement>(":popover-open");
  open?.hidePopover();
  return open !== null;
}
