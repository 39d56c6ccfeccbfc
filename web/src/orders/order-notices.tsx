import type { ReactNode } from "react";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { useNowMs } from "../refresh/use-refresh.ts";
import { Button } from "../ui/button.tsx";
import { MarkShape } from "../ui/mark-view.tsx";
import { millisecondsOf } from "../ui/time-text.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { changeText } from "./change-text.ts";
import { detailWords } from "./detail-words.ts";
import { statusWords } from "./status-words.ts";
import type { Conflict } from "./use-act.ts";
import styles from "./order-notices.module.css";

/** That the order is held back, why and since when; or why it was cancelled. */
export function StandingNotice({ order }: { readonly order: Order }) {
  const words = useWords(detailWords);
  const formats = useFormats();
  const nowMs = useNowMs();
  if (order.cancelReason !== "") {
    return <p className={styles["plain"]}>{words.cancelled(order.cancelReason)}</p>;
  }
  if (!order.onHold) return null;
  const sinceMs = millisecondsOf(order.onHoldSince);
  return (
    <Notice title={words.onHold.title}>
      <p>{words.onHold.reason(order.onHoldReason)}</p>
      <p>{words.onHold.text}</p>
      {sinceMs !== undefined && (
        <p className={styles["quiet"]}>
          {words.onHold.since(formats.dateTime(sinceMs), formats.age(nowMs - sinceMs))}
        </p>
      )}
    </Notice>
  );
}

/** What had become of the order when somebody acted on what they saw. */
export function ConflictNotice(props: {
  readonly conflict: Conflict;
  /** Takes the notice away; without it stays as long as it is asked for. */
  readonly forget?: () => void;
}) {
  const { conflict, forget } = props;
  const words = useWords(detailWords);
  const states = useWords(statusWords);
  const { changes, stillLegal } = conflict;
  return (
    <Notice title={words.conflict.title} alert>
      <ul>
        {changes.map((change) => (
          <li key={change.kind}>{changeText(change, words, states)}</li>
        ))}
        {changes.length === 0 && <li>{words.conflict.nothing}</li>}
      </ul>
      {!stillLegal && <p>{words.conflict.notAny}</p>}
      {forget && <Button onClick={forget}>{words.conflict.dismiss}</Button>}
    </Notice>
  );
}

function Notice(props: {
  readonly title: string;
  readonly alert?: boolean;
  readonly children: ReactNode;
}) {
  const { title, alert = false, children } = props;
  return (
    <section className={styles["notice"]} aria-label={title} {...(alert && { role: "alert" })}>
      <p className={styles["title"]}>
        <MarkShape shape={alert ? "triangle" : "bars"} /> {title}
      </p>
      {children}
    </section>
  );
}
