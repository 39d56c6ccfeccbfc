import { OrdersMode } from "#gen/sluice/live/v1/live_pb.ts";
import { streamMeter } from "../rpc.ts";
import { browserLink } from "./browser-link.ts";
import { isBusy } from "./busy.ts";
import { flushSchedule } from "./flush-schedule.ts";
import { LiveStore } from "./live-store.ts";

/** Shortest time between two renders of what the stream brings. */
const flushEveryMs = 200;
const snapshotOrders = 200;

const topics = [
  { topic: { case: "orders", value: { mode: OrdersMode.LATEST } } },
  { topic: { case: "stock", value: {} } },
  { topic: { case: "metrics", value: {} } },
  { topic: { case: "ledger", value: {} } },
] as const;

/** What the one stream of this tab brought. */
export const liveStore = new LiveStore({
  wallMs: () => Date.now(),
  scheduleFlush: flushSchedule(flushEveryMs),
});

/** The one stream of this tab: every page reads from it. */
export const link = browserLink({
  topics,
  snapshotLimit: snapshotOrders,
  onBegin: (fresh) => liveStore.begin(fresh),
  onFrame: (frame) => liveStore.apply(frame),
});

/** Keeps the stream open while the tab is visible, from now on. Browsers give a host six connections over all tabs. */
export function startLive(): void {
  streamMeter.onBytes = liveStore.countBytes;
  link.subscribe(() => {
    const state = link.state();
    // What we may not see any more is not kept on the screen.
    if (state.phase === "reconnecting" && state.failure.kind === "denied") liveStore.drop();
  });
  liveStore.subscribe(markBusy);
  const follow = (): void => link.show(document.visibilityState === "visible");
  document.addEventListener("visibilitychange", follow);
  addEventListener("pageshow", follow);
  addEventListener("pagehide", () => link.show(false));
  addEventListener("online", link.retryNow);
  follow();
}

/** Tells the styles of the page, which draw less then. */
function markBusy(): void {
  const { dataset } = document.documentElement;
  const { eventsPerSecond } = liveStore.view().wire;
  const busy = String(isBusy(dataset["busy"] === "true", eventsPerSecond));
  if (dataset["busy"] !== busy) dataset["busy"] = busy;
}
