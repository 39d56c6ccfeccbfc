import type { Clock } from "../core/clock.ts";
import type { Storage } from "../storage/storage.ts";
import { Hub } from "./hub.ts";
import { MetricsRecorder } from "./metrics-recorder.ts";

export interface LiveOptions {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly tickMs: number;
  readonly heartbeatMs: number;
  readonly ringMaxBytes: number;
  readonly onFlush?: (waitedMs: number) => void;
}

/** The live side of a process: the hub and the metrics it also brings, both fed by what is committed. */
export interface Live {
  readonly hub: Hub;
  readonly recorder: MetricsRecorder;
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
  const recorder = new MetricsRecorder({
    clock,
    totals,
    subscriberCount: () => hub.subscriberCount,
    onPoint: (point) => hub.publishMetrics(point),
  });
  const stopListening = storage.onCommit((events, changes) => {
    recorder.committed(events, changes);
    hub.publish(events, changes);
  });
  return {
    hub,
    recorder,
    stop() {
      stopListening();
      recorder.stop();
      hub.stop();
    },
  };
}
