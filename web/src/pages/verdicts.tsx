import { memo } from "react";
import { lostVerdict } from "../metrics/lost-verdict.ts";
import type { Verdict } from "../metrics/service-verdict.ts";
import { metricsWords } from "../metrics/words.ts";
import { asOfMsOf, isLost } from "../live/stream-state.ts";
import type { StreamState } from "../live/stream-state.ts";
import { MarkView } from "../ui/mark-view.tsx";
import { useSpeech } from "../ui/use-speech.ts";
import styles from "./verdicts.module.css";

/** The two questions of a sale, answered in one line: is it healthy, and what needs somebody. */
export function Verdicts(props: {
  readonly state: StreamState;
  readonly service: Verdict;
  /** Undefined before the stock is here. */
  readonly stock: Verdict | undefined;
  readonly nowMs: number;
}) {
  const { state, service, stock, nowMs } = props;
  const speech = useSpeech(metricsWords);
  return (
    <div className={styles["verdicts"]}>
      {isLost(state) ? (
        <Line verdict={lostVerdict(asOfMsOf(state), nowMs, speech)} />
      ) : (
        <>
          <Line verdict={service} />
          {stock !== undefined && <Line verdict={stock} />}
        </>
      )}
    </div>
  );
}

const Line = memo(LineView, (before, after) => sameVerdict(before.verdict, after.verdict));

function LineView({ verdict }: { readonly verdict: Verdict }) {
  return (
    <p className={styles["line"]} data-tone={verdict.mark.tone} title={verdict.text}>
      <span className={styles["word"]}>
        <MarkView mark={verdict.mark} />
      </span>
      <span className={styles["text"]}>{verdict.text}</span>
    </p>
  );
}

function sameVerdict(left: Verdict, right: Verdict): boolean {
  return (
    left.text === right.text &&
    left.mark.word === right.mark.word &&
    left.mark.tone === right.mark.tone
  );
}
