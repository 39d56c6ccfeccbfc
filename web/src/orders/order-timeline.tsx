import { Told } from "../notes/told.tsx";
import { useNowMs } from "../refresh/use-refresh.ts";
import { IdButton } from "../ui/id-button.tsx";
import { MarkShape } from "../ui/mark-view.tsx";
import type { Formats } from "../ui/formats.ts";
import lineStyles from "../ui/timeline.module.css";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { changeText } from "./change-text.ts";
import { detailWords } from "./detail-words.ts";
import { orderMark } from "./order-status.ts";
import type { OrderHistory } from "./read-order-events.ts";
import { statusWords } from "./status-words.ts";
import { timelineEntries } from "./timeline-entries.ts";
import type { TimelineEntry } from "./timeline-entries.ts";
import styles from "./order-timeline.module.css";

/** Every transition of an order, the newest first: what, when, who, why, and the trace that leads on. */
export function OrderTimeline({ history }: { readonly history: OrderHistory }) {
  const words = useWords(detailWords).timeline;
  const formats = useFormats();
  const nowMs = useNowMs();
  const entries = timelineEntries(history.events);
  return (
    <>
      <p className={styles["count"]}>{words.count(formats.counted(entries.length))}</p>
      {!history.complete && <p className={styles["count"]}>{words.incomplete}</p>}
      <ol className={lineStyles["timeline"]}>
        {entries.map((entry, index) => (
          <li key={String(entry.version)} className={lineStyles["entry"]} data-newest={index === 0}>
            <Entry entry={entry} formats={formats} nowMs={nowMs} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Entry(props: {
  readonly entry: TimelineEntry;
  readonly formats: Formats;
  readonly nowMs: number;
}) {
  const { entry, formats, nowMs } = props;
  const words = useWords(detailWords);
  const states = useWords(statusWords);
  const { timeline } = words;
  const { shape, tone } = orderMark(entry.order.status, states);
  return (
    <>
      <span className={lineStyles["shape"]} data-tone={tone}>
        <MarkShape shape={entry.kind === "put_on_hold" ? "bars" : shape} />
      </span>
      <p className={lineStyles["what"]}>
        <b>{entry.kind === "other" ? entry.logKind : timeline.kinds[entry.kind]}</b>
        <time dateTime={new Date(entry.atMs).toISOString()} title={formats.wholeTime(entry.atMs)}>
          {formats.dateTime(entry.atMs)}, {formats.age(nowMs - entry.atMs)}
        </time>
      </p>
      <Told text={entry.cause} notes={[entry.causeNote]}>
        <p>{entry.cause}</p>
      </Told>
      {entry.changes.map((change) => (
        <p key={change.kind}>{changeText(change, words, states)}</p>
      ))}
      <p className={lineStyles["where"]}>
        <span>{timeline.by(entry.actor)}</span>
        <span>{timeline.version(formats.count(entry.version))}</span>
        {entry.traceId === "" ? (
          <span>{timeline.noTrace}</span>
        ) : (
          <span>
            {timeline.trace} <IdButton id={entry.traceId} name={timeline.copyTrace} />
          </span>
        )}
      </p>
    </>
  );
}
