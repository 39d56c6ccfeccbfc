import { useState } from "react";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { OrderRow } from "./order-row.tsx";
import styles from "./orders-table.module.css";

/** Rows shown until more are asked for: what one screen holds, so that stock stays near on a phone. */
const rowsAtFirst = 20;

/** Orders, newest first. */
export function OrdersTable(props: {
  readonly orders: readonly Order[];
  readonly serverNowMs: number;
}) {
  const { orders, serverNowMs } = props;
  const [all, setAll] = useState(false);
  // Rows that were there at first do not enter: only what comes later does.
  const [seenSeq] = useState(() => orders[0]?.placedSeq ?? 0n);
  const shown = all ? orders : orders.slice(0, rowsAtFirst);
  return (
    <>
      <table className={styles["table"]}>
        <thead>
          <tr>
            {columns.map(([name, title]) => (
              <th key={name} scope="col" data-column={name}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((order) => (
            <OrderRow
              key={order.orderId}
              order={order}
              serverNowMs={serverNowMs}
              entering={order.placedSeq > seenSeq}
            />
          ))}
        </tbody>
      </table>
      {orders.length > rowsAtFirst && (
        <button type="button" className={styles["more"]} onClick={() => setAll(!all)}>
          {all ? `Show the newest ${rowsAtFirst}` : `Show the newest ${orders.length}`}
        </button>
      )}
    </>
  );
}

const columns = [
  ["time", "Time"],
  ["order", "Order"],
  ["user", "User"],
  ["lines", "Lines"],
  ["total", "Total"],
  ["status", "Status"],
  ["hold", "Hold left"],
] as const;
