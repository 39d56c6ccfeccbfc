import { useNowMs, useRefresh } from "../refresh/use-refresh.ts";
import { dataOf, isOld } from "../refresh/refresh-state.ts";
import { useLive } from "../live/use-live.ts";
import { MarkShape } from "../ui/mark-view.tsx";
import { salePoller } from "./sale-poller.ts";
import { saleWords } from "./sale-words.ts";
import { useSaleAction } from "./use-sale-action.ts";
import styles from "./practice.module.css";

/** Marks every page while buyers are simulated, and offers to stop them; tells how the last sale ended. */
export function PracticeBanner() {
  const sale = useRefresh(salePoller);
  const aheadMs = useLive((view) => view.wire.clockAheadMs);
  const nowMs = useNowMs();
  const old = isOld(sale, nowMs);
  // What is not known to go on does not count on.
  const knownMs = old && "asOfMs" in sale ? sale.asOfMs : nowMs;
  const words = saleWords(dataOf(sale), knownMs + aheadMs);
  const stop = useSaleAction("stop");
  const start = useSaleAction("start");
  if (words === undefined) return null;
  const action = words.running ? stop : start;
  return (
    <section
      className={styles["banner"]}
      aria-label="Practice sale"
      data-running={words.running}
      data-old={old}
    >
      <span className={styles["title"]}>
        <MarkShape shape={words.running ? "triangle" : words.failed ? "square" : "ring"} />
        {words.title}
      </span>
      <span className={styles["detail"]}>{action.refusal || words.detail}</span>
      <button
        type="button"
        className={styles["button"]}
        disabled={action.busy}
        onClick={action.run}
      >
        {words.running ? "Stop" : "Start again"}
      </button>
    </section>
  );
}
