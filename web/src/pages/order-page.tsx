import { useParams } from "wouter";
import { Answered } from "../orders/answered.tsx";
import { detailWords } from "../orders/detail-words.ts";
import { isUuid } from "../orders/order-id.ts";
import { OrderView } from "../orders/order-view.tsx";
import { UnknownOrder } from "../orders/unknown-order.tsx";
import { useOrder } from "../orders/use-order.ts";
import { shortId } from "../ui/short-id.ts";
import { usePageTitle } from "../ui/use-page-title.ts";
import { useWords } from "../words/use-words.ts";
import styles from "./order-page.module.css";

/** One order, by the id in the address. */
export function OrderPage() {
  const { orderId: text } = useParams<{ readonly orderId: string }>();
  const orderId = text.toLowerCase();
  const words = useWords(detailWords);
  usePageTitle(words.title(shortId(orderId)));
  const handle = useOrder(orderId);
  const { state } = handle;
  const absent = state.phase === "failed" && state.failure.code === "NOT_FOUND";
  if (absent || !isUuid(orderId)) return <UnknownOrder orderId={text} />;
  return (
    <Answered
      noun={words.noun}
      loading={
        <>
          <h1 className={styles["title"]}>{words.title(shortId(orderId))}</h1>
          <p className={styles["loading"]}>{words.loading}</p>
        </>
      }
      state={state}
      retry={() => void handle.reload()}
    >
      {(order, old) => <OrderView key={orderId} order={order} handle={handle} old={old} />}
    </Answered>
  );
}
