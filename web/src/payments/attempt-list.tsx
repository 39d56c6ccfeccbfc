import type { ReactNode } from "react";
import { AttemptKind } from "#gen/sluice/payments/v1/payment_pb.ts";
import type { Attempt } from "#gen/sluice/payments/v1/payment_pb.ts";
import { noteText } from "../notes/note-text.ts";
import { noteWords } from "../notes/note-words.ts";
import { Told } from "../notes/told.tsx";
import type { Formats } from "../ui/formats.ts";
import { IdButton } from "../ui/id-button.tsx";
import { MarkShape } from "../ui/mark-view.tsx";
import { Money } from "../ui/money.tsx";
import { millisecondsOf } from "../ui/time-text.ts";
import lineStyles from "../ui/timeline.module.css";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { attemptMeaning } from "./attempt-meaning.ts";
import { LateMoney } from "./late-money.tsx";
import { withoutLate } from "./late-notes.ts";
import { attemptMark, nameIn } from "./payment-mark.ts";
import { paymentWords } from "./payment-words.ts";
import styles from "./attempt-list.module.css";

/** Every call to a channel, the newest first: which way the money goes, what became of it, and what that means. */
export function AttemptList({ attempts }: { readonly attempts: readonly Attempt[] }) {
  const words = useWords(paymentWords);
  const formats = useFormats();
  if (attempts.length === 0) return <p className={styles["quiet"]}>{words.attempts.none}</p>;
  return (
    <ol className={lineStyles["timeline"]}>
      {attempts.toReversed().map((attempt, index) => (
        <li key={attempt.attemptId} className={lineStyles["entry"]} data-newest={index === 0}>
          <AttemptEntry attempt={attempt} formats={formats} />
        </li>
      ))}
    </ol>
  );
}

function AttemptEntry(props: { readonly attempt: Attempt; readonly formats: Formats }) {
  const { attempt, formats } = props;
  const words = useWords(paymentWords);
  const { attempts } = words;
  const { word, shape, tone } = attemptMark(attempt.status, words);
  const meaning = attemptMeaning(attempt.status, words);
  return (
    <>
      <span className={lineStyles["shape"]} data-tone={tone}>
        <MarkShape shape={shape} />
      </span>
      <p className={lineStyles["what"]}>
        <b>
          {attempts.kinds[nameIn(AttemptKind, attempt.kind)]}
          {attempt.due && <span className={styles["due"]}> {attempts.due}</span>}
        </b>
        <Money amount={attempt.amount} />
      </p>
      <p className={styles["state"]} data-tone={tone}>
        {word}
        {attempt.askedCount > 0n && (
          <span className={styles["asked"]}>
            {attempts.asked(formats.counted(attempt.askedCount))}
          </span>
        )}
      </p>
      {meaning !== undefined && <p>{meaning}</p>}
      <Detail attempt={attempt} />
      <LateMoney attempt={attempt} />
      <Reason attempt={attempt} formats={formats} />
      <dl className={`${lineStyles["where"]} ${styles["where"]}`}>
        {attempt.channel !== "" && <Fact name={attempts.channel}>{attempt.channel}</Fact>}
        <Times attempt={attempt} formats={formats} />
        {attempt.providerReference !== "" && (
          <Fact name={attempts.reference}>
            <code>{attempt.providerReference}</code>
          </Fact>
        )}
        <Fact name="">
          <IdButton id={attempt.attemptId} name={attempts.id} />
        </Fact>
      </dl>
    </>
  );
}

/** What was last heard of it, where the lines below do not say it. */
function Detail({ attempt }: { readonly attempt: Attempt }) {
  const { attemptId, detail, detailNote } = attempt;
  const notes = detailNote === undefined ? [] : [detailNote];
  if (detailNote !== undefined && withoutLate(notes, [attempt]).length === 0) return null;
  return (
    <Told text={detail} notes={notes} below={attemptId}>
      <p className={styles["detail"]}>
        <code lang="en">{detail}</code>
      </p>
    </Told>
  );
}

/** Why it is given back: in the reader's language where the server says so, as it was typed where a person did. */
function Reason({ attempt, formats }: { readonly attempt: Attempt; readonly formats: Formats }) {
  const { attempts } = useWords(paymentWords);
  const words = useWords(noteWords);
  const { reason, reasonNote } = attempt;
  if (reason === "") return null;
  return (
    <p>{attempts.reason((reasonNote && noteText(reasonNote, { words, formats })) ?? reason)}</p>
  );
}

/** When it was made, how long it waited to be sent, and how long until its end was known. */
function Times(props: { readonly attempt: Attempt; readonly formats: Formats }) {
  const { attempt, formats } = props;
  const { attempts } = useWords(paymentWords);
  const madeMs = millisecondsOf(attempt.createdAt);
  const sentMs = millisecondsOf(attempt.sentAt);
  const endedMs = millisecondsOf(attempt.endedAt);
  const since = sentMs ?? madeMs ?? 0;
  return (
    <>
      {sentMs === undefined && madeMs !== undefined && (
        <Fact name={attempts.made}>
          <Moment ms={madeMs} formats={formats} />
        </Fact>
      )}
      {sentMs !== undefined && (
        <Fact name={attempts.sent}>
          <Moment ms={sentMs} formats={formats} />
        </Fact>
      )}
      {endedMs !== undefined && (
        <Fact name={attempts.ended}>
          <time dateTime={new Date(endedMs).toISOString()} title={formats.wholeTime(endedMs)}>
            {attempts.after(formats.latency(endedMs - since).join(" "))}
          </time>
        </Fact>
      )}
    </>
  );
}

function Moment({ ms, formats }: { readonly ms: number; readonly formats: Formats }) {
  return (
    <time dateTime={new Date(ms).toISOString()} title={formats.wholeTime(ms)}>
      {formats.dateTime(ms)}
    </time>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
