import { OrdersMode } from "#gen/sluice/live/v1/live_pb.ts";
import { median, progress, short } from "../report.ts";
import { benchDirectory, fillShop, openBenchStorage } from "../shop.ts";
import type { PartResult } from "./deliveries.ts";
import type { Subscribers } from "./subscribers.ts";
import { watchBody, watchHeaders } from "./subscribers.ts";
import type { ServerAnswers } from "./watch-server.ts";
import { startWatchTarget } from "./watch-target.ts";

const connectionCount = 10;
const streamsPerConnection = 100;
/** Filled within seconds, so that what grows after that is not the ring. */
const ringBytes = 4 * 1024 * 1024;
const ordersPerSecond = 1_000;
const sliceMs = 5_000;
const shop = { userCount: 1_000, itemCount: 100 };
/** Caches of the storage and the compiler are warm after this much of the time. */
const warmUpSeconds = 20;
const growthMaxMb = 8;

/**
 * Memory under load when 10 % of 1,000 subscribers take one window and then nothing more: real orders in a real storage, every event to
 * everybody. Flat means: the last third of the samples is not above the first by more than noise.
 */
export async function measureStalled(
  subscribers: Subscribers,
  { minutes }: { readonly minutes: number },
): Promise<PartResult> {
  const directory = benchDirectory();
  const storage = openBenchStorage(directory.path);
  await fillShop(storage, shop);
  await storage.close();
  const dataDirectory = directory.path;
  const target = await startWatchTarget({ side: "sluice", tickMs: 20, ringBytes, dataDirectory });
  const topic = { case: "orders", value: { mode: OrdersMode.EVERY } } as const;
  const fleet = await subscribers.open({
    url: target.url,
    headers: watchHeaders("connect", "identity"),
    bodies: [watchBody({ topics: [{ topic }] })],
    connectionCount,
    streamsPerConnection,
    stalledConnections: 1,
    expectation: { preludeCount: 2 },
  });
  const samples: ServerAnswers["memory"][] = [];
  try {
    await fleet.until(({ ready }) => ready === fleet.streamCount);
    const before = await fleet.tally();
    let placed = 0;
    const place = async (ms: number): Promise<void> => {
      const done = await target.ask({ type: "place", ms, ratePerSecond: ordersPerSecond });
      placed += done.orderCount;
    };
    await place(warmUpSeconds * 1_000);
    for (let at = 0; at < minutes * 60_000; at += sliceMs) {
      await place(sliceMs);
      const sample = await target.ask({ type: "memory" });
      samples.push(sample);
      progress(`  ${placed} orders: RSS ${short(sample.rss / 1e6)} MB`);
    }
    const readers = fleet.streamCount - streamsPerConnection;
    const due = placed * readers;
    const after = await fleet.until(({ events }) => events - before.events >= due);
    if (after.events - before.events !== due) throw new Error("events came twice");
    return result(samples, minutes, after.ended);
  } finally {
    await fleet.close();
    await target.stop();
    directory.remove();
  }
}

function result(
  samples: readonly ServerAnswers["memory"][],
  minutes: number,
  ended: number,
): PartResult {
  const third = Math.max(1, Math.floor(samples.length / 3));
  const mb = (part: typeof samples, of: "rss" | "heapUsed" | "external"): number =>
    short(median(part.map((sample) => sample[of])) / 1e6);
  const first = samples.slice(0, third);
  const last = samples.slice(-third);
  const figures = (part: typeof samples) => ({
    "RSS MB": mb(part, "rss"),
    "heap MB": mb(part, "heapUsed"),
    "external MB": mb(part, "external"),
    "streams ended": ended,
  });
  return {
    rows: [
      { name: `10 % stalled, first third of ${minutes} min`, figures: figures(first) },
      { name: `10 % stalled, last third of ${minutes} min`, figures: figures(last) },
    ],
    ratios: [
      {
        name: `growth of RSS with 10 % stalled over ${minutes} min`,
        value: mb(last, "rss") - mb(first, "rss"),
        target: growthMaxMb,
        bound: "most",
        unit: "MB",
      },
    ],
  };
}
