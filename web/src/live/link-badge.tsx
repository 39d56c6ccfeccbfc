import { latencyWords } from "../ui/duration-words.ts";
import { MarkView } from "../ui/mark-view.tsx";
import { useNowMs } from "../refresh/use-refresh.ts";
import { bytesText, ratioText } from "./bytes-text.ts";
import { link } from "./live.ts";
import { linkWords } from "./link-words.ts";
import type { WireFigures } from "./live-store.ts";
import { isCurrent } from "./stream-state.ts";
import { useLink, useLive } from "./use-live.ts";
import styles from "./link-badge.module.css";

/** Whether what is on the screen is what is, and how the stream that brings it runs. Stands in the head of every page. */
export function LinkBadge() {
  const state = useLink();
  const nowMs = useNowMs();
  const wire = useLive((view) => view.wire);
  const { mark, detail, canRetry } = linkWords(state, nowMs);
  return (
    <div className={styles["badge"]} data-tone={mark.tone}>
      <output className={styles["state"]}>
        <MarkView mark={mark} />
      </output>
      {detail !== "" && <span className={styles["detail"]}>{detail}</span>}
      {canRetry && (
        <button ref={handFocusOn} type="button" className={styles["retry"]} onClick={link.retryNow}>
          Retry now
        </button>
      )}
      {isCurrent(state) && <Figures wire={wire} />}
    </div>
  );
}

/** When the button goes because the stream is back, the focus that was on it goes to the content, not to nowhere. */
function handFocusOn(button: HTMLButtonElement | null): () => void {
  return () => {
    if (button !== null && document.activeElement === button) {
      document.querySelector<HTMLElement>("#content")?.focus({ preventScroll: true });
    }
  };
}

function Figures({ wire }: { readonly wire: WireFigures }) {
  const { lagMs, eventsPerSecond, wireBytes, inflatedBytes } = wire;
  const sizes = `${bytesText(wireBytes)} on the wire, ${bytesText(inflatedBytes)} inflated, since this page was opened`;
  return (
    <dl className={styles["figures"]}>
      <div title="Lag: from the server's decision to this page, beyond the fastest message; mean of 5 s">
        <dt className="visually-hidden">Lag</dt>
        <dd>{lagMs === undefined ? "– ms" : latencyWords(lagMs).join(" ")}</dd>
      </div>
      <div title="Events a second, mean of 5 s">
        <dt className="visually-hidden">Events a second</dt>
        <dd>{rateText(eventsPerSecond)}/s</dd>
      </div>
      <div title={sizes} className={styles["ratio"]}>
        <dt className="visually-hidden">Compression</dt>
        <dd>
          {ratioText(inflatedBytes, wireBytes)} gzip
          <span className={styles["bytes"]}> {bytesText(wireBytes)}</span>
        </dd>
      </div>
    </dl>
  );
}

function rateText(perSecond: number): string {
  return perSecond > 0 && perSecond < 9.95 ? perSecond.toFixed(1) : perSecond.toFixed(0);
}
