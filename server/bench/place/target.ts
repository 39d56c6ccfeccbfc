import { cpSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-node";
import { InventoryService } from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import { coreBusyMs, startServer } from "../child.ts";
import { benchDirectory, benchHoldMs } from "../shop.ts";
import type { Probe } from "./capacity.ts";
import type { Load } from "./load.ts";
import type { Stretch } from "./open-loop.ts";
import { runProbe, serverCore } from "./run-probe.ts";

/** The echo on stock connect-node, the echo on our own server, and the real thing. */
export type TargetKind = "echo" | "own echo" | "place";

const scripts: Readonly<Record<TargetKind, string>> = {
  echo: "bench/echo/stock-echo.ts",
  "own echo": "bench/echo/own-echo.ts",
  place: "main.ts",
};

/** A server under load. */
export interface Target {
  readonly kind: TargetKind;
  /** Makes the load call this server from now on. */
  readonly aim: () => void;
  /** Sends calls until the server is warm. */
  readonly warmUp: (stretch: Stretch) => Promise<void>;
  /** Keeps the server busy without a break, and answers what a call costs it then, in microseconds of its core. */
  readonly saturate: (stretch: Stretch) => Promise<number>;
  readonly probe: (stretch: Stretch) => Promise<Probe>;
  /** Throws when the stock does not show exactly the orders that were accepted. */
  readonly verify: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const warmUpCalls = 40_000;
const saturateCalls = 4_000;
const saturateAtOnce = 64;
/** Before each stretch the bench waits for other programs to leave the server's core alone, but not for ever. */
const quietWaitMaxMs = 5_000;
const quietLookMs = 250;
/** A stretch during which other programs took more of the server's core is run again, at most this often. */
const foreignMaxShare = 0.04;
const repeatsMax = 2;

/** Starts an echo, or a Sluice on a fresh copy of a filled directory. */
export async function startTarget(
  kind: TargetKind,
  parts: {
    readonly load: Load;
    readonly filledDirectory: string;
    readonly userIds: readonly string[];
    /** Writes a CPU profile of the server here when it ends. */
    readonly profileDirectory?: string | undefined;
  },
): Promise<Target> {
  const directory = benchDirectory();
  if (kind === "place") cpSync(parts.filledDirectory, directory.path, { recursive: true });
  const { profileDirectory: profile } = parts;
  const server = await startServer({
    script: scripts[kind],
    core: serverCore,
    nodeArgv: profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`],
    env: { PORT: "0", DATA_DIR: directory.path, HOLD_MS: String(benchHoldMs), LOG_LEVEL: "info" },
  });
  let acceptedCount = 0;
  const probeOnce = async (stretch: Stretch): Promise<Probe> => {
    const probe = await runProbe(server, parts.load, stretch);
    acceptedCount += probe.totals["accepted"] ?? 0;
    return probe;
  };
  const closedLoop = async (stretch: Stretch, calls: number): Promise<void> => {
    await quietCore();
    const loop = { callCount: calls, atOnce: saturateAtOnce };
    const { totals } = await parts.load.runClosedLoop(stretch, loop);
    acceptedCount += totals["accepted"] ?? 0;
  };
  return {
    kind,
    aim: () => parts.load.aim({ url: server.url, userIds: parts.userIds }),
    async warmUp(stretch) {
      await closedLoop(stretch, warmUpCalls);
    },
    async saturate(stretch) {
      const before = server.cpuMs();
      await closedLoop(stretch, saturateCalls);
      return ((server.cpuMs() - before) * 1_000) / saturateCalls;
    },
    async probe(stretch) {
      await quietCore();
      let probe = await probeOnce(stretch);
      for (let count = 0; count < repeatsMax && probe.foreignShare > foreignMaxShare; count += 1) {
        await quietCore();
        probe = await probeOnce({ ...stretch, seed: stretch.seed + 1 + count });
      }
      return probe;
    },
    async verify() {
      if (kind === "place") await verifyStock(server.url, acceptedCount);
    },
    async stop() {
      await server.stop();
      directory.remove();
    },
  };
}

async function quietCore(): Promise<void> {
  const startedMs = performance.now();
  while (performance.now() - startedMs < quietWaitMaxMs) {
    const before = coreBusyMs(serverCore);
    await setTimeout(quietLookMs);
    if (coreBusyMs(serverCore) - before <= quietLookMs * foreignMaxShare) return;
  }
}

/** Every accepted order holds one unit of one item. */
async function verifyStock(url: string, acceptedCount: number): Promise<void> {
  const transport = createConnectTransport({ baseUrl: url, httpVersion: "1.1" });
  const inventory = createClient(InventoryService, transport);
  let heldUnits = 0n;
  let pageToken = "";
  do {
    const page = await inventory.listItems({ pageSize: 1_000, pageToken });
    for (const item of page.items) heldUnits += item.held;
    pageToken = page.nextPageToken;
  } while (pageToken !== "");
  if (heldUnits !== BigInt(acceptedCount)) {
    throw new Error(`${acceptedCount} orders were accepted, but ${heldUnits} units are held`);
  }
}
