import { setTimeout } from "node:timers/promises";
import { OrdersMode } from "#gen/sluice/live/v1/live_pb.ts";
import { median, progress, short } from "../report.ts";
import type { PartResult } from "./deliveries.ts";
import type { OpenFleet, Subscribers } from "./subscribers.ts";
import { watchBody, watchHeaders } from "./subscribers.ts";
import type { ServerAnswers, SideName } from "./watch-server.ts";
import type { WatchTarget } from "./watch-target.ts";
import { startWatchTarget } from "./watch-target.ts";

type Memory = ServerAnswers["memory"];

const sides: readonly SideName[] = ["raw", "sluice", "connect"];
const connectionCount = 10;
/** On each connection: the ends of the slope. */
const streamsPerConnection = { few: 25, many: 250 } as const;
const slopeStreams = connectionCount * (streamsPerConnection.many - streamsPerConnection.few);
const settleMs = 300;
const targetMb = 12;

/** What 1,000 idle streams of one topic set cost: the slope from 250 to 2,500 streams over 10 connections, after collecting garbage. */
export async function measureMemory(
  subscribers: Subscribers,
  { memoryRounds }: { readonly memoryRounds: number },
): Promise<PartResult> {
  const slopes = new Map<SideName, Memory[]>();
  for (let round = 1; round <= memoryRounds; round += 1) {
    for (const side of sides) {
      const slope = await measureSlope(side, subscribers);
      slopes.set(side, [...(slopes.get(side) ?? []), slope]);
      progress(`  round ${round}: ${side} ${short(slope.rss)} MB per 1,000 streams`);
    }
  }
  const of = (side: SideName, pick: (slope: Memory) => number): number =>
    short(median((slopes.get(side) ?? []).map(pick)));
  return {
    rows: sides.map((side) => ({
      name: `memory of 1,000 idle streams, ${side}`,
      figures: {
        "RSS MB": of(side, ({ rss }) => rss),
        "heap MB": of(side, ({ heapUsed }) => heapUsed),
        "external MB": of(side, ({ external }) => external),
        "RSS MB, young space kept": of(side, ({ rssWithRoom }) => rssWithRoom),
      },
    })),
    ratios: [
      {
        name: "memory of 1,000 idle streams",
        value: of("sluice", ({ rss }) => rss),
        target: targetMb,
        bound: "most",
        unit: "MB",
      },
    ],
  };
}

/** In MB per 1,000 streams. */
async function measureSlope(side: SideName, subscribers: Subscribers): Promise<Memory> {
  const target = await startWatchTarget({ side, tickMs: 20 });
  const fleets: OpenFleet[] = [];
  const look = async (streams: number): Promise<Memory> => {
    fleets.push(await openIdle(side, target, subscribers, streams));
    await target.untilCount(fleets.reduce((sum, { streamCount }) => sum + streamCount, 0));
    await setTimeout(settleMs);
    return await target.ask({ type: "memory" });
  };
  try {
    const { few, many } = streamsPerConnection;
    const before = await look(few);
    const after = await look(many - few);
    const slope = (from: number, to: number): number => (to - from) / 1_000 / slopeStreams;
    return {
      rss: slope(before.rss, after.rss),
      heapUsed: slope(before.heapUsed, after.heapUsed),
      external: slope(before.external, after.external),
      rssWithRoom: slope(before.rssWithRoom, after.rssWithRoom),
    };
  } finally {
    for (const fleet of fleets) await fleet.close();
    await target.stop();
  }
}

async function openIdle(
  side: SideName,
  target: WatchTarget,
  subscribers: Subscribers,
  streams: number,
): Promise<OpenFleet> {
  const topic = { case: "orders", value: { mode: OrdersMode.EVERY } } as const;
  const fleet = await subscribers.open({
    url: target.url,
    headers: watchHeaders("connect", "identity"),
    bodies: [watchBody({ topics: [{ topic }] })],
    connectionCount,
    streamsPerConnection: streams,
    expectation: { preludeCount: side === "sluice" ? 2 : 0 },
  });
  if (side === "sluice") await fleet.until(({ ready }) => ready === fleet.streamCount);
  return fleet;
}
