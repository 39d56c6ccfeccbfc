import { useNowMs, useRefresh } from "../refresh/use-refresh.ts";
import { dataOf, isOld } from "../refresh/refresh-state.ts";
import { useLive } from "../live/use-live.ts";
import { MarkShape } from "../ui/mark-view.tsx";
import { useSpeech } from "../ui/use-speech.ts";
import { salePoller } from "./sale-poller.ts";
import { saleText } from "./sale-text.ts";
import { useSaleAction } from "./use-sale-action.ts";
import { practiceWords } from "./words.ts";
import styles from "./practice.module.css";

/** Marks every page while buyers are simulated, and offers to stop them; tells how the last sale ended. */
export function PracticeBanner() {
  const speech = useSpeech(practiceWords);
  const { words } = speech;
  const sale = useRefresh(salePoller);
  const aheadMs = useLive((view) => view.wire.clockAheadMs);
  const nowMs = useNowMs();
  const old = isOld(sale, nowMs);
  // What is not known to go on does not count on.
  const knownMs = old && "asOfMs" in sale ? sale.asOfMs : nowMs;
  const text = saleText(dataOf(sale), knownMs + aheadMs, speech);
  const stop = useSaleAction("stop");
  const start = useSaleAction("start");
  if (text === undefined) return null;
  const action = text.running ? stop : start;
  return (
    <section
      className={styles["banner"]}
      aria-label={words.name}
      data-running={text.running}
      data-old={old}
    >
      <span className={styles["title"]}>
        <MarkShape shape={text.running ? "triangle" : text.failed ? "square" : "ring"} />
        {text.title}
      </span>
      <span className={styles["detail"]}>{action.refusal || text.detail}</span>
      <button
        type="button"
        className={styles["button"]}
        disabled={action.busy}
        onClick={action.run}
      >
        {text.running ? words.stop : words.again}
      </button>
    </section>
  );
}
