import { createConnectQueryKey, useQuery } from "@connectrpc/connect-query";
import { keepPreviousData } from "@tanstack/react-query";
import { Link, useSearchParams } from "wouter";
import { OrderService } from "#gen/sluice/orders/v1/order_service_pb.ts";
import { queryState } from "../data/query-state.ts";
import { useLiveOrders } from "../data/use-live-order.ts";
import { useLiveRefresh } from "../data/use-live-refresh.ts";
import { Answered } from "../orders/answered.tsx";
import { useNowMs } from "../refresh/use-refresh.ts";
import { Pager } from "../table/pager.tsx";
import { useWords } from "../words/use-words.ts";
import { useOwnPage } from "./use-own-page.ts";
import { UserOrderTable } from "./user-order-table.tsx";
import { usersWords } from "./words.ts";
import styles from "./users.module.css";

const pageSize = 50;
const { listOrders } = OrderService.method;
const queryKeys = [createConnectQueryKey({ schema: listOrders, cardinality: "finite" })] as const;

/** Everything a user ordered, the newest first, as it stands now. */
export function UserOrders({ userId }: { readonly userId: string }) {
  const words = useWords(usersWords).orders;
  const [parameters] = useSearchParams();
  const pageToken = parameters.get("page") ?? "";
  const nowMs = useNowMs();
  const query = useQuery(
    listOrders,
    { userId, pageToken, pageSize },
    { placeholderData: keepPreviousData },
  );
  useOwnPage(query.error);
  const orders = useLiveOrders(query.data?.orders ?? none);
  useLiveRefresh({
    queryKeys,
    relevant: (change) => change.kind === "order" && change.order.userId === userId,
  });
  return (
    <section className={styles["part"]} aria-labelledby="orders-title">
      <header>
        <h2 id="orders-title">{words.title}</h2>
        <Link href={`/orders?user=${userId}`}>{words.all}</Link>
      </header>
      <Answered
        noun={words.noun}
        loading={null}
        state={queryState(query, nowMs)}
        retry={() => void query.refetch()}
      >
        {(page, old) => (
          <>
            {orders.length === 0 ? (
              <p className={styles["note"]}>{pageToken === "" ? words.none : words.end}</p>
            ) : (
              <UserOrderTable
                label={words.title}
                orders={orders}
                listKey={pageToken}
                old={old || query.isPlaceholderData}
                nowMs={nowMs}
              />
            )}
            <Pager previous={page.previousPageToken} next={page.nextPageToken} order="time" />
          </>
        )}
      </Answered>
    </section>
  );
}

const none: readonly never[] = [];
