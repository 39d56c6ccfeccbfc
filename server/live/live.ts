import type { Clock } from "../core/clock.ts";
import type { Gateway } from "../payments/gateway.ts";
import type { Storage } from "../storage/storage.ts";
import { ChannelFeed } from "./channel-feed.ts";
import { Hub } from "./hub.ts";
import { LedgerFeed } from "./ledger-feed.ts";
import type { WatchedLedger } from "./ledger-feed.ts";
import { MetricsRecorder } from "./metrics-recorder.ts";

export interface LiveOptions {
  readonly storage: Storage;
  readonly gateway: Pick<Gateway, "channels" | "onChange">;
  readonly ledger: WatchedLedger;
  readonly clock: Clock;
  readonly tickMs: number;
  readonly heartbeatMs: number;
  readonly ringMaxBytes: number;
  readonly onFlush?: (waitedMs: number) => void;
}

/** The live side of a process: the hub, fed by what is committed, and the metrics, channels and books that it also brings. */
export interface Live {
  readonly hub: Hub;
  readonly recorder: MetricsRecorder;
  readonly channelFeed: ChannelFeed;
  readonly ledgerFeed: LedgerFeed;
  readonly stop: () => void;
}

/** Starts to listen to the log. From here on every commit reaches the hub. */
export async function startLive(options: LiveOptions): Promise<Live> {
  const { storage, clock } = options;
  const totals = await storage.stockTotals();
  const { logId, headSeq } = storage.status();
  const hub = new Hub({
    logId,
    headSeq,
    ringMaxBytes: options.ringMaxBytes,
    tickMs: options.tickMs,
    heartbeatMs: options.heartbeatMs,
    clock,
    ...(options.onFlush && { onFlush: options.onFlush }),
  });
  const ledgerFeed = new LedgerFeed({ ledger: options.ledger, hub });
  const recorder = new MetricsRecorder({
    clock,
    totals,
    subscriberCount: () => hub.subscriberCount,
    onPoint(point) {
      hub.publishMetrics(point);
      ledgerFeed.publish();
    },
  });
  const channelFeed = new ChannelFeed({ gateway: options.gateway, hub, clock });
  const stopListening = storage.onCommit((events, changes) => {
    recorder.committed(events, changes);
    hub.publish(events, changes);
  });
  return {
    hub,
    recorder,
    channelFeed,
    ledgerFeed,
    stop() {
      stopListening();
      channelFeed.stop();
      ledgerFeed.stop();
      recorder.stop();
      hub.stop();
    },
  };
}
