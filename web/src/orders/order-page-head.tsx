import { Link } from "wouter";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { Button } from "../ui/button.tsx";
import { IdButton } from "../ui/id-button.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { shortId } from "../ui/short-id.ts";
import { useWords } from "../words/use-words.ts";
import { actionWords } from "./action-words.ts";
import { detailWords } from "./detail-words.ts";
import { listPath } from "./list-path.ts";
import { actionKeys, legalActions } from "./order-actions.ts";
import type { OrderAction } from "./order-actions.ts";
import { legalMoves, moveKeys } from "./order-moves.ts";
import type { OrderMove } from "./order-moves.ts";
import { stepWords } from "./step-words.ts";
import { statusWords } from "./status-words.ts";
import { OrderMarks } from "./order-marks.tsx";
import styles from "./order-page-head.module.css";

/** Which order this is, where it stands, and what can be done to it now. Nothing else is offered. */
export function OrderPageHead(props: {
  readonly order: Order;
  /** True while what is shown waits for the server. */
  readonly acting: boolean;
  readonly ask: (action: OrderAction) => void;
  readonly askMove: (move: OrderMove) => void;
}) {
  const { order, acting, ask, askMove } = props;
  const words = useWords(detailWords);
  const { verbs } = useWords(actionWords);
  const { moves } = useWords(stepWords);
  const { order: noun } = useWords(statusWords);
  return (
    <PageHead
      trail={<Link href={listPath()}>← {words.back}</Link>}
      title={words.title(shortId(order.orderId))}
      subtitle={
        <span className={styles["standing"]}>
          <OrderMarks order={order} />
          <IdButton id={order.orderId} name={noun} />
          {acting && <span>{words.saving}</span>}
        </span>
      }
      actions={
        <>
          {legalMoves(order).map((move) => (
            <Button
              key={move}
              tone={move === "cancel_units" ? "danger" : "plain"}
              busy={acting}
              title={moveKeys[move]}
              onClick={() => askMove(move)}
            >
              {moves[move]}
            </Button>
          ))}
          {legalActions(order).map((action) => (
            <Button
              key={action}
              tone={action === "cancel" ? "danger" : "plain"}
              busy={acting}
              title={actionKeys[action]}
              onClick={() => ask(action)}
            >
              {verbs[action]}
            </Button>
          ))}
        </>
      }
    />
  );
}
