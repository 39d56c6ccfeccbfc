import { setTimeout } from "node:timers/promises";
import { OrdersMode } from "#gen/sluice/live/v1/live_pb.ts";
import { progress, short } from "../report.ts";
import type { Row } from "../report.ts";
import { cpuShare } from "./cpu-share.ts";
import type { PartResult } from "./deliveries.ts";
import type { Subscribers } from "./subscribers.ts";
import { watchBody, watchHeaders } from "./subscribers.ts";
import { startWatchTarget } from "./watch-target.ts";

const connectionCount = 10;
const streamsPerConnection = 100;
const tickMs = 20;
const eventsPerSecond = 5_000;
const settleMs = 200;
const warmUpMs = 500;

/** What ticks add: 1,000 subscribers of one feed under a steady stream of events, in ticks of 20 ms. */
export async function measureTicks(
  subscribers: Subscribers,
  { seconds }: { readonly seconds: number },
): Promise<PartResult> {
  const rows: Row[] = [];
  for (const coding of ["identity", "gzip"] as const)
    rows.push(await measureTick(subscribers, coding, seconds * 2_000));
  return { rows, ratios: [] };
}

async function measureTick(
  subscribers: Subscribers,
  coding: "identity" | "gzip",
  ms: number,
): Promise<Row> {
  const target = await startWatchTarget({ side: "sluice", tickMs });
  const topic = { case: "orders", value: { mode: OrdersMode.EVERY } } as const;
  const fleet = await subscribers.open({
    url: target.url,
    headers: watchHeaders("connect", coding),
    bodies: [watchBody({ topics: [{ topic }] })],
    connectionCount,
    streamsPerConnection,
    expectation: { preludeCount: 2 },
  });
  try {
    await fleet.until(({ ready }) => ready === fleet.streamCount);
    await setTimeout(settleMs);
    const warmUp = { type: "publish", ms: warmUpMs, ratePerSecond: eventsPerSecond } as const;
    const warmUpDue = (await target.ask(warmUp)).eventCount * fleet.streamCount;
    const before = await fleet.until(({ events }) => events >= warmUpDue);
    await target.ask({ type: "latency" });
    const share = cpuShare(target);
    const { eventCount } = await target.ask({
      type: "publish",
      ms,
      ratePerSecond: eventsPerSecond,
    });
    const serverShare = share();
    const due = eventCount * fleet.streamCount;
    const after = await fleet.until(({ events }) => events - before.events >= due);
    if (after.events - before.events !== due) throw new Error("events came twice");
    const { flushP99Ms } = await target.ask({ type: "latency" });
    const frames = after.envelopes - before.envelopes;
    progress(`  ticks, ${coding}: ${short(due / frames)} events a frame`);
    return {
      name: `ticks of ${tickMs} ms, ${eventsPerSecond} events/s, ${coding}`,
      figures: {
        "deliveries/s": short((frames * 1_000) / ms),
        "events/s": short((due * 1_000) / ms),
        "bytes each": short((after.bytes - before.bytes) / frames),
        "events a frame": short(due / frames),
        "server core %": short(serverShare * 100),
        "commit to written p99 ms": short(flushP99Ms),
      },
    };
  } finally {
    await fleet.close();
    await target.stop();
  }
}
