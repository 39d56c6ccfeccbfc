import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { UpTime } from "../kill/finding.ts";
import { readLog } from "../kill/observed.ts";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { OrderStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import { startServerProcess } from "../server-process.ts";
import { clientsOf } from "../sluice-test-server.ts";
import { waitFor } from "../wait-for.ts";
import { memoryFigures } from "./memory-figures.ts";
import { MemoryWatch } from "./memory-watch.ts";
import { setTimers } from "./set-timers.ts";
import { lateMaxMs, Tally } from "./tally.ts";

export interface TimerDrillOptions {
  /** Timers of all kinds together. */
  readonly count: number;
  readonly seconds: number;
  /** Hears a line for people now and then. */
  readonly log: (line: string) => void;
  /** How long the server may be late with the last of them before it is stopped. */
  readonly settleMaxMs: number;
  /** More settings of the server, by their environment names. */
  readonly env?: Readonly<Record<string, string>>;
}

const retryShare = 0.1;
const resolutionShare = 0.1;
/** One of twenty of each kind is due with all others of these at one moment. */
const burstShare = 0.05;
/** The server dies when this part of the time is over, and is down for a while in which others fall due. */
const killAtShare = 0.35;
const downMs = 2_000;
/** For the filling of 1,000 timers, and for the first start. */
const fillMsPerThousand = 400;
const startMs = 4_000;
const samplesCount = 10;
/**
 * Recent events are kept in memory for live streams, up to a bound of their own, which is reached early here. What has fired is not
 * tried or asked about again within the drill, so that every step is a timer of the plan.
 */
const settings = {
  DISK_FREE_MIN_BYTES: "0",
  LIVE_RING_BYTES: "1048576",
  PAYMENT_WAIT_MAX_MS: "3600000",
  PAYMENT_ASK_FIRST_MS: "3600000",
};
const entry = new URL("watched-server.ts", import.meta.url).pathname;

/**
 * Lets very many holds, retries and resolutions of payments fall due within a minute, thousands of them at one moment, over a server that is
 * killed meanwhile, and reads from the log how late each was; and what the server holds in memory while they do.
 */
export async function runTimerDrill(options: TimerDrillOptions) {
  const { count, seconds, log } = options;
  const dataDir = mkdtempSync(join(tmpdir(), "sluice-timers-"));
  try {
    const spreadMs = seconds * 1_000;
    const firstDueMs = Date.now() + startMs + (count / 1_000) * fillMsPerThousand;
    const timers = await setTimers(dataDir, {
      firstDueMs,
      spreadMs,
      burstShare,
      counts: countsOf(count),
    });
    log(`${timers.size} timers are set, the first in ${firstDueMs - Date.now()} ms`);
    const env = { ...settings, ...options.env };
    const first = await live({ dataDir, env, untilMs: firstDueMs + spreadMs * killAtShare });
    log(`killed; down for ${downMs} ms`);
    await sleep(downMs);
    const untilMs = firstDueMs + spreadMs + lateMaxMs;
    const second = await live({ dataDir, env, untilMs, settleMaxMs: options.settleMaxMs });
    const tally = new Tally(timers, [first.up, second.up]);
    for await (const event of readLog(dataDir)) tally.add(event);
    return { ...tally.figures(), ...memoryFigures(second.samples, timers) };
  } finally {
    rmSync(dataDir, { recursive: true });
  }
}

function countsOf(count: number) {
  const retry = Math.floor(count * retryShare);
  const resolution = Math.floor(count * resolutionShare);
  return { hold: count - retry - resolution, retry, resolution };
}

/** One life of a server: until it is killed at a moment, or watched until then and stopped when its timers have fired. */
async function live({
  dataDir,
  env,
  untilMs,
  settleMaxMs,
}: {
  readonly dataDir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly untilMs: number;
  readonly settleMaxMs?: number;
}) {
  const server = await startServerProcess({ dataDir, env, entry });
  const fromMs = server.startedAtMs;
  const watch = new MemoryWatch(server);
  for (let sample = 1; sample <= samplesCount; sample += 1) {
    await sleep(Math.max(0, fromMs + ((untilMs - fromMs) * sample) / samplesCount - Date.now()));
    if (settleMaxMs !== undefined && sample < samplesCount) await watch.sample();
  }
  if (settleMaxMs === undefined) await server.kill();
  else {
    await settled(server.url, settleMaxMs);
    await watch.sample();
    await server.stop();
  }
  const up: UpTime = { fromMs, toMs: Date.now() };
  return { up, samples: watch.stop() };
}

/** Waits until no hold is left: retries and resolutions are fewer, and taken beside them. What is late by then, or missing, shows in the log. */
async function settled(baseUrl: string, maxMs: number): Promise<void> {
  const { orders } = clientsOf(createGrpcTransport({ baseUrl }));
  const placed = { statuses: [OrderStatus.PLACED], pageSize: 1 };
  const none = async () => (await orders.listOrders(placed)).orders.length === 0;
  await waitFor("the last hold to end", none, maxMs).catch(() => {});
}
