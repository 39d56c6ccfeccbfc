import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { UpTime } from "../kill/finding.ts";
import { readLog } from "../kill/observed.ts";
import { startServerProcess } from "../server-process.ts";
import { Lateness, lateMaxMs } from "./lateness.ts";
import { MemoryWatch } from "./memory-watch.ts";
import { setTimers } from "./set-timers.ts";

export interface TimerDrillOptions {
  /** Holds and steps of payments together. */
  readonly count: number;
  readonly seconds: number;
  /** Hears a line for people now and then. */
  readonly log: (line: string) => void;
}

/** Nine of ten timers are holds, and one of twenty of those runs out with many others at one moment. */
const stepShare = 0.1;
const burstShare = 0.05;
/** The server dies when this part of the time is over, and is down for a while in which others fall due. */
const killAtShare = 0.35;
const downMs = 2_000;
/** For the filling of 1,000 timers, and for the first start. */
const fillMsPerThousand = 150;
const startMs = 4_000;
/** Recent events are kept in memory for live streams, up to a bound of their own: it is not what is watched here. */
const env = {
  DISK_FREE_MIN_BYTES: "0",
  LIVE_RING_BYTES: "1048576",
  PAYMENT_WAIT_MAX_MS: "3600000",
};

/**
 * Lets very many holds and steps of payments fall due within a minute, thousands of them at one moment, over a server that is killed
 * meanwhile, and reads from the log how late each was.
 */
export async function runTimerDrill({ count, seconds, log }: TimerDrillOptions) {
  const directory = mkdtempSync(join(tmpdir(), "sluice-timers-"));
  try {
    const steps = Math.floor(count * stepShare);
    const holds = count - steps;
    const burst = Math.floor(holds * burstShare);
    const spreadMs = seconds * 1_000;
    const firstDueMs = Date.now() + startMs + (count / 1_000) * fillMsPerThousand;
    await setTimers(directory, { firstDueMs, spreadMs, holds, burst, steps });
    log(`${count} timers are set, the first in ${firstDueMs - Date.now()} ms`);
    const killMs = firstDueMs + spreadMs * killAtShare;
    const first = await live(directory, killMs, "kill");
    log(`killed; down for ${downMs} ms`);
    await sleep(downMs);
    const second = await live(directory, firstDueMs + spreadMs + 2 * lateMaxMs, "stop");
    const lateness = new Lateness([first.up, second.up]);
    for await (const event of readLog(directory)) lateness.add(event);
    const rssMib = second.memory.map((bytes) => Math.round(bytes / 2 ** 20));
    return { timers: count, burst, ...lateness.figures(), rssMib, growthMib: growthOf(rssMib) };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** By how much the second half of a life went beyond the first, in which the heap finds its size. */
function growthOf(tenths: readonly number[]): number {
  return Math.max(0, Math.max(...tenths.slice(5)) - Math.max(...tenths.slice(0, 5)));
}

/** One life of a server, until a moment. */
async function live(dataDir: string, untilMs: number, end: "kill" | "stop") {
  const server = await startServerProcess({ dataDir, env });
  const watch = new MemoryWatch(server.pid);
  await sleep(Math.max(0, untilMs - Date.now()));
  const memory = watch.stop();
  await server[end]();
  const up: UpTime = { fromMs: server.startedAtMs, toMs: Date.now() };
  return { up, memory };
}
