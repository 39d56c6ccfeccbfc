import { useMemo } from "react";
import { useQuery } from "@connectrpc/connect-query";
import { OrderService } from "#gen/sluice/orders/v1/order_service_pb.ts";
import { queryState } from "../data/query-state.ts";
import { useLiveOrders } from "../data/use-live-order.ts";
import { Answered } from "../orders/answered.tsx";
import { useNowMs } from "../refresh/use-refresh.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { heldOrders, holdingStatuses } from "./held-orders.ts";
import { UserOrderTable } from "./user-order-table.tsx";
import { usersWords } from "./words.ts";
import styles from "./users.module.css";

/** More than these are not read on one page: the list of orders has them all. */
const holdsMax = 100;

/** The stock that a user holds now, and until when. Read anew with the list of orders, as the stream says. */
export function UserHolds({ userId }: { readonly userId: string }) {
  const words = useWords(usersWords).holds;
  const { count, counted } = useFormats();
  const nowMs = useNowMs();
  const query = useQuery(OrderService.method.listOrders, {
    userId,
    statuses: [...holdingStatuses],
    pageSize: holdsMax,
  });
  const read = useLiveOrders(query.data?.orders ?? none);
  const { orders, unitCount } = useMemo(() => heldOrders(read), [read]);
  return (
    <section className={styles["part"]} aria-labelledby="holds-title">
      <header>
        <h2 id="holds-title">{words.title}</h2>
        {orders.length > 0 && <p>{words.sum(counted(orders.length), counted(unitCount))}</p>}
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
              <p className={styles["note"]}>{words.none}</p>
            ) : (
              <UserOrderTable
                label={words.title}
                orders={orders}
                listKey="holds"
                old={old}
                nowMs={nowMs}
                holds
              />
            )}
            {page.nextPageToken !== "" && (
              <p className={styles["note"]}>{words.many(count(holdsMax))}</p>
            )}
          </>
        )}
      </Answered>
    </section>
  );
}

const none: readonly never[] = [];
