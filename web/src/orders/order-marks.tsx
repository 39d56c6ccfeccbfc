import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { MarkView } from "../ui/mark-view.tsx";
import { useWords } from "../words/use-words.ts";
import { actionWords } from "./action-words.ts";
import { orderMark } from "./order-status.ts";
import { statusWords } from "./status-words.ts";
import styles from "./order-marks.module.css";

/** Where an order stands, and whether somebody holds it back. */
export function OrderMarks({ order }: { readonly order: Order }) {
  const { onHold } = useWords(actionWords);
  const states = useWords(statusWords);
  return (
    <span className={styles["marks"]}>
      <MarkView mark={orderMark(order.status, states)} />
      {order.onHold && <MarkView mark={{ word: onHold, shape: "bars", tone: "attention" }} />}
    </span>
  );
}
