import { useState } from "react";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { useSpeech } from "../ui/use-speech.ts";
import { feedWords } from "./feed-words.ts";
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
  const { words, formats } = useSpeech(feedWords);
  const titles = { ...words.columns, status: words.newest.status };
  const [all, setAll] = useState(false);
  // Rows that were there at first do not enter: only what comes later does.
  const [seenSeq] = useState(() => orders[0]?.placedSeq ?? 0n);
  const shown = all ? orders : orders.slice(0, rowsAtFirst);
  return (
    <>
      <table className={styles["table"]}>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col" data-column={name}>
                {titles[name]}
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
          {words.newest.show(formats.count(all ? rowsAtFirst : orders.length))}
        </button>
      )}
    </>
  );
}

const columns = ["time", "order", "user", "lines", "total", "status", "hold"] as const;
