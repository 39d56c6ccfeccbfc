import { useEffect, useState, useSyncExternalStore } from "react";
import { browserLink } from "../live/browser-link.ts";
import { flushSchedule } from "../live/flush-schedule.ts";
import type { Link } from "../live/link.ts";
import { isLost } from "../live/stream-state.ts";
import { PaymentStore } from "./payment-store.ts";
import type { PaymentView } from "./payment-store.ts";

/** The stream of a page about payments: every event of them, and the channels as they are. */
export interface PaymentStream {
  /** Of which order the payments are; empty for all. */
  readonly orderId: string;
  readonly store: PaymentStore;
  readonly link: Link;
}

const flushEveryMs = 200;

/**
 * A stream of the payments of one order, or of all of them, open while the component is there and the tab is visible. It is not that of
 * the rest of the page: payments come one by one, lossless, several events each, which no other page wants. Call it once in a page.
 */
export function usePaymentStream(orderId = ""): PaymentStream {
  const [held, setHeld] = useState(() => makeStream(orderId));
  const stream = held.orderId === orderId ? held : makeStream(orderId);
  if (stream !== held) setHeld(stream);
  useEffect(() => {
    const follow = (): void => stream.link.show(document.visibilityState === "visible");
    follow();
    document.addEventListener("visibilitychange", follow);
    addEventListener("online", stream.link.retryNow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      removeEventListener("online", stream.link.retryNow);
      stream.link.show(false);
    };
  }, [stream]);
  return stream;
}

/** What the stream brought, now and whenever it changes. */
export function usePaymentView({ store }: PaymentStream): PaymentView {
  return useSyncExternalStore(store.subscribe, store.view);
}

/** True while what the stream brought is old: it is broken, and not yet back. */
export function useStreamLost({ link }: PaymentStream): boolean {
  return isLost(useSyncExternalStore(link.subscribe, link.state));
}

function makeStream(orderId: string): PaymentStream {
  const store = new PaymentStore(flushSchedule(flushEveryMs));
  const link = browserLink({
    topics: [
      { topic: { case: "payments", value: { orderId } } },
      { topic: { case: "channels", value: {} } },
    ],
    // Rows are read page by page: the snapshot is not needed, and cannot be none.
    snapshotLimit: 1,
    onBegin: (fresh) => store.begin(fresh),
    onFrame: (frame) => store.apply(frame),
  });
  return { orderId, store, link };
}
