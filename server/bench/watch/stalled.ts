import { OrdersMode } from "#gen/sluice/live/v1/live_pb.ts";
import { median, progress, short } from "../report.ts";
import { benchDirectory, fillShop, openBenchStorage } from "../shop.ts";
import type { PartResult } from "./deliveries.ts";
import type { OpenFleet, Subscribers } from "./subscribers.ts";
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
/** The compiler is warm after this much of the time. */
const warmUpSeconds = 20;
const growthMaxMb = 8;

/**
 * Memory under load when 10 % of 1,000 subscribers take one window and then nothing more: real orders in a real storage, every event to
 * everybody. Flat means: what it has over a twin with the same orders and no subscribers is in the last third of the samples not above
 * the first by more than noise. Without the twin one would see SQLite fill its page cache, 0.9 KB an order up to 64 MB.
 */
export async function measureStalled(
  subscribers: Subscribers,
  { minutes }: { readonly minutes: number },
): Promise<PartResult> {
  const shops = [await openShop(), await openShop()] as const;
  const [watched, twin] = shops;
  const fleet = await openFleet(subscribers, watched.target.url);
  const samples: Sample[] = [];
  try {
    await fleet.until(({ ready }) => ready === fleet.streamCount);
    const before = await fleet.tally();
    let placedCount = 0;
    const place = async (ms: number): Promise<void> => {
      const task = { type: "place", ms, ratePerSecond: ordersPerSecond } as const;
      const [done] = await Promise.all([watched.target.ask(task), twin.target.ask(task)]);
      placedCount += done.orderCount;
    };
    await place(warmUpSeconds * 1_000);
    for (let at = 0; at < minutes * 60_000; at += sliceMs) {
      await place(sliceMs);
      const sample = {
        watched: await watched.target.ask({ type: "memory" }),
        twin: await twin.target.ask({ type: "memory" }),
      };
      samples.push(sample);
      const [here, there] = [sample.watched.rss / 1e6, sample.twin.rss / 1e6];
      progress(`  ${placedCount} orders: RSS ${short(here)} MB, twin ${short(there)} MB`);
    }
    const due = placedCount * (fleet.streamCount - streamsPerConnection);
    const after = await fleet.until(({ events }) => events - before.events >= due);
    if (after.events - before.events !== due) throw new Error("events came twice");
    return result(samples, minutes);
  } finally {
    await fleet.close();
    for (const opened of shops) await opened.close();
  }
}

interface Sample {
  readonly watched: ServerAnswers["memory"];
  readonly twin: ServerAnswers["memory"];
}

async function openShop() {
  const directory = benchDirectory();
  const storage = openBenchStorage(directory.path);
  await fillShop(storage, shop);
  await storage.close();
  const dataDirectory = directory.path;
  const target = await startWatchTarget({ side: "sluice", tickMs: 20, ringBytes, dataDirectory });
  return {
    target,
    async close() {
      await target.stop();
      directory.remove();
    },
  };
}

async function openFleet(subscribers: Subscribers, url: string): Promise<OpenFleet> {
  const topic = { case: "orders", value: { mode: OrdersMode.EVERY } } as const;
  return await subscribers.open({
    url,
    headers: watchHeaders("connect", "identity"),
    bodies: [watchBody({ topics: [{ topic }] })],
    connectionCount,
    streamsPerConnection,
    stalledConnections: 1,
    expectation: { preludeCount: 2 },
  });
}

function result(samples: readonly Sample[], minutes: number): PartResult {
  const third = Math.max(1, Math.floor(samples.length / 3));
  const first = samples.slice(0, third);
  const last = samples.slice(-third);
  const mb = (part: typeof samples, of: (sample: Sample) => number): number =>
    short(median(part.map(of)) / 1e6);
  const over = ({ watched, twin }: Sample): number => watched.rss - twin.rss;
  const figures = (part: typeof samples) => ({
    "RSS MB": mb(part, ({ watched }) => watched.rss),
    "heap MB": mb(part, ({ watched }) => watched.heapUsed),
    "external MB": mb(part, ({ watched }) => watched.external),
    "RSS MB over the twin": mb(part, over),
  });
  return {
    rows: [
      { name: `10 % stalled, first third of ${minutes} min`, figures: figures(first) },
      { name: `10 % stalled, last third of ${minutes} min`, figures: figures(last) },
    ],
    ratios: [
      {
        name: `growth with 10 % stalled over ${minutes} min, beyond a twin without subscribers`,
        value: mb(last, over) - mb(first, over),
        target: growthMaxMb,
        bound: "most",
        unit: "MB",
      },
    ],
  };
}
