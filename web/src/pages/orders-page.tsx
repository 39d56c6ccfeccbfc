import { createClient } from "@connectrpc/connect";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { OrderService } from "#gen/sluice/orders/v1/order_service_pb.ts";
import { FirstSteps } from "../first-steps/order-steps.tsx";
import { useLive } from "../live/use-live.ts";
import { feedWords } from "../orders/feed-words.ts";
import { OrdersTable } from "../orders/orders-table.tsx";
import { browserPoller, useNowMs, useRefresh, useWhileVisible } from "../refresh/use-refresh.ts";
import { transport } from "../rpc.ts";
import { Panel } from "../ui/panel.tsx";
import { usePageTitle } from "../ui/use-page-title.ts";
import { useWords } from "../words/use-words.ts";
import { pagesWords } from "./words.ts";

const ordersMax = 50;

const orderClient = createClient(OrderService, transport);

const ordersPoller = browserPoller<readonly Order[]>(async () => {
  const { orders } = await orderClient.listOrders({ pageSize: ordersMax });
  return orders;
});

const pollers = [ordersPoller] as const;

/** The newest orders as they stand, one row each. */
export function OrdersPage() {
  const title = useWords(pagesWords).orders;
  const words = useWords(feedWords);
  usePageTitle(title);
  useWhileVisible(pollers);
  const nowMs = useNowMs();
  const aheadMs = useLive((view) => view.wire.clockAheadMs);
  return (
    <>
      <h1 className="visually-hidden">{title}</h1>
      <Panel
        id="orders"
        title={words.newest.title}
        noun={words.noun}
        state={useRefresh(ordersPoller)}
        nowMs={nowMs}
        retry={ordersPoller.readNow}
      >
        {(list) =>
          list.length === 0 ? (
            <FirstSteps />
          ) : (
            <OrdersTable orders={list} serverNowMs={nowMs + aheadMs} />
          )
        }
      </Panel>
    </>
  );
}
