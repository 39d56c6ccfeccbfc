import { setTimeout } from "node:timers/promises";
import { nextMessage, startServer } from "../child.ts";
import { benchDirectory, benchHoldMs } from "../shop.ts";
import type { ServerAnswers, ServerTask, SideName } from "./watch-server.ts";

/** A server of one side, from the outside. */
export interface WatchTarget {
  readonly url: string;
  /** Time its threads have spent on a core so far. */
  readonly cpuMs: () => number;
  /** Gives it a task and waits for its answer. */
  readonly ask: <T extends ServerTask>(task: T) => Promise<ServerAnswers[T["type"]]>;
  /** Waits until it has so many subscribers. */
  readonly untilCount: (count: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface WatchTargetOptions {
  readonly side: SideName;
  readonly eventCount?: number;
  readonly coding?: "identity" | "gzip";
  readonly tickMs?: number;
  readonly ringBytes?: number;
  /** Of a filled shop; an empty one of its own if there is none. */
  readonly dataDirectory?: string;
  /** Writes a CPU profile of the server here when it ends. */
  readonly profileDirectory?: string | undefined;
}

const patienceMs = 20_000;
const lookMs = 10;

/** Starts a server on the first core. */
export async function startWatchTarget(options: WatchTargetOptions): Promise<WatchTarget> {
  const { side, eventCount = 1, coding = "identity", profileDirectory: profile } = options;
  const directory = options.dataDirectory === undefined ? benchDirectory() : undefined;
  const server = await startServer({
    script: "bench/watch/watch-server.ts",
    core: 0,
    argv: [side, String(eventCount), coding],
    nodeArgv: [
      "--expose-gc",
      ...(profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`]),
    ],
    env: {
      PORT: "0",
      DATA_DIR: directory?.path ?? options.dataDirectory ?? "",
      HOLD_MS: String(benchHoldMs),
      LOG_LEVEL: "warn",
      LIVE_TICK_MS: String(options.tickMs ?? 0),
      // A sign of life would be one frame more than was sent.
      LIVE_HEARTBEAT_MS: String(3_600_000),
      STREAMS_PER_CONNECTION_MAX: "1000",
      STREAMS_OPEN_MAX: "100000",
      ...(options.ringBytes !== undefined && { LIVE_RING_BYTES: String(options.ringBytes) }),
    },
  });
  const ask = async <T extends ServerTask>(task: T): Promise<ServerAnswers[T["type"]]> => {
    const answer = nextMessage<ServerAnswers[T["type"]]>(server);
    server.process.send(task);
    return await answer;
  };
  return {
    url: server.url,
    cpuMs: server.cpuMs,
    ask,
    async untilCount(count) {
      const startedMs = performance.now();
      while ((await ask({ type: "count" })) !== count) {
        if (performance.now() - startedMs > patienceMs)
          throw new Error(`the ${side} side never had ${count} subscribers`);
        await setTimeout(lookMs);
      }
    },
    async stop() {
      await server.stop();
      directory?.remove();
    },
  };
}
