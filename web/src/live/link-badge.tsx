import { useNowMs } from "../refresh/use-refresh.ts";
import { handFocusOn } from "../ui/hand-focus-on.ts";
import { MarkView } from "../ui/mark-view.tsx";
import { useSpeech } from "../ui/use-speech.ts";
import type { Speech } from "../words/speech.ts";
import { link } from "./live.ts";
import { linkWords } from "./link-words.ts";
import type { WireFigures } from "./live-store.ts";
import { isCurrent } from "./stream-state.ts";
import { useLink, useLive } from "./use-live.ts";
import { liveWords } from "./words.ts";
import type { LiveWords } from "./words.ts";
import styles from "./link-badge.module.css";

/** Whether what is on the screen is what is, and how the stream that brings it runs. Stands in the head of every page. */
export function LinkBadge() {
  const speech = useSpeech(liveWords);
  const state = useLink();
  const nowMs = useNowMs();
  const wire = useLive((view) => view.wire);
  const { mark, detail, canRetry } = linkWords(state, nowMs, speech);
  return (
    <div className={styles["badge"]} data-tone={mark.tone}>
      <output className={styles["state"]}>
        <MarkView mark={mark} />
      </output>
      {detail !== "" && <span className={styles["detail"]}>{detail}</span>}
      {canRetry && (
        <button ref={handFocusOn} type="button" className={styles["retry"]} onClick={link.retryNow}>
          {speech.words.badge.retry}
        </button>
      )}
      {isCurrent(state) && <Figures wire={wire} speech={speech} />}
    </div>
  );
}

function Figures(props: { readonly wire: WireFigures; readonly speech: Speech<LiveWords> }) {
  const { words, formats } = props.speech;
  const { figures } = words;
  const { lagMs, eventsPerSecond, wireBytes, inflatedBytes } = props.wire;
  const [wire, inflated] = [formats.bytes(wireBytes), formats.bytes(inflatedBytes)];
  const times = wireBytes === 0 ? "–" : formats.decimal(inflatedBytes / wireBytes, 1);
  return (
    <dl className={styles["figures"]}>
      <div title={figures.lagTitle}>
        <dt className="visually-hidden">{figures.lag}</dt>
        <dd>{lagMs === undefined ? "– ms" : formats.latency(lagMs).join(" ")}</dd>
      </div>
      <div title={figures.eventsTitle}>
        <dt className="visually-hidden">{figures.events}</dt>
        <dd>{formats.rate(eventsPerSecond)}/s</dd>
      </div>
      <div title={figures.compressionTitle(wire, inflated)} className={styles["ratio"]}>
        <dt className="visually-hidden">{figures.compression}</dt>
        <dd>
          {figures.smaller(times)}
          <span className={styles["bytes"]}> {wire}</span>
        </dd>
      </div>
    </dl>
  );
}
