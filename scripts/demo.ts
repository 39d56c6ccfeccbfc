/**
 * `npm run demo`: a server with a practice sale that never ends and two sandbox payment providers, on data that is thrown
 * away. Arguments are those of `npm start`, and --keep, which keeps the data.
 */
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Client } from "@connectrpc/connect";
import { createClient } from "@connectrpc/connect";
import { SaleStatus } from "#gen/sluice/practice/v1/practice_pb.ts";
import { PracticeService } from "#gen/sluice/practice/v1/practice_service_pb.ts";
import { loadConfig } from "../server/config.ts";
import { shopTransport } from "../server/practice/shop-client.ts";
import { startChannels } from "./demo-channels.ts";
import { urlOf } from "./url-of.ts";

const saleSeconds = 1_800;
const peakPerSecond = 40;
/** Short enough that a visitor sees holds expire; the second bump of a wave meets the stock that comes back. */
const demoHoldMs = "90000";
const lookEveryMs = 2_000;

const keep = process.argv.includes("--keep");
const argv = process.argv.slice(2).filter((argument) => argument !== "--keep");
const ownData = hasSetting("--data-dir", "DATA_DIR");
const tempData = ownData ? undefined : mkdtempSync(join(tmpdir(), "sluice-demo-"));
const stopping = new AbortController();
const config = loadConfig({ ...process.env, DATA_DIR: tempData ?? process.env["DATA_DIR"] }, argv);
let stopNow: (() => void) | undefined;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
const channels = hasSetting("--payment-channels", "PAYMENT_CHANNELS")
  ? undefined
  : await startChannels(config);
const server = startServer();
stopNow = () => void server.kill("SIGTERM");
const ended = new Promise<number | null>((resolve) => {
  server.on("close", resolve);
});
const serverCode = await Promise.race([ended, demo()]);
stopping.abort();
server.kill("SIGTERM");
await ended;
await channels?.stop();
if (tempData !== undefined && !keep) rmSync(tempData, { recursive: true, force: true });
process.exitCode = serverCode === undefined ? 0 : (serverCode ?? 1);

/** The second time it is for people who are tired of waiting: the server then ends without a drain. */
function stop(): void {
  if (stopping.signal.aborted) stopNow?.();
  stopping.abort();
}

/** Ends when it is told to stop; the sale is started again each time it comes to its end. */
async function demo(): Promise<number | null | undefined> {
  const url = await urlOf(server);
  if (url === undefined) return await ended;
  const { transport, leave } = shopTransport({ url, tlsCert: config.tlsCert });
  try {
    await keepSelling(createClient(PracticeService, transport), () => introduce(url));
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
  } finally {
    leave();
  }
  return undefined;
}

async function keepSelling(
  practice: Client<typeof PracticeService>,
  started: () => void,
): Promise<void> {
  const plan = { peakOrdersPerSecond: peakPerSecond, durationSeconds: saleSeconds };
  await practice.startSale(plan);
  started();
  while (!stopping.signal.aborted) {
    await sleep(lookEveryMs, undefined, { signal: stopping.signal });
    const { sale } = await practice.getSale({});
    if (sale?.status === SaleStatus.FAILED) throw new Error(`the sale failed: ${sale.failure}`);
    if (sale?.status === SaleStatus.ENDED) await practice.startSale(plan);
  }
}

/**
 * A process group of its own: a Ctrl-C in the terminal would reach the server twice, once from the terminal and once
 * from here, and the second signal makes it stop without a drain.
 */
function startServer(): ChildProcess {
  const env: NodeJS.ProcessEnv = { ...process.env, ...channels?.env };
  if (tempData !== undefined) env["DATA_DIR"] = tempData;
  if (!hasSetting("--hold-ms", "HOLD_MS")) env["HOLD_MS"] = demoHoldMs;
  const preload = new URL("end-with-parent.ts", import.meta.url).href;
  const main = fileURLToPath(new URL("../server/main.ts", import.meta.url));
  return spawn(process.execPath, ["--import", preload, main, ...argv], {
    detached: true,
    env,
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
}

function introduce(url: string): void {
  const built = existsSync(new URL("../web/dist/index.html", import.meta.url));
  const page = built ? url : `${url} (run "npm run prepare" first: the console is not built)`;
  console.log(`A practice sale is running: 400 simulated buyers, up to ${peakPerSecond} orders a second,
  through the public API of a real server.
  Watch it   ${page}
  Payments   ${channels === undefined ? "by your channels" : "by two sandbox providers: cards that begin with tok_ end as named in docs/payments.md"}
  Data       ${dataNote()}
  Stop       Ctrl-C`);
}

function dataNote(): string {
  if (tempData === undefined) return "kept in your data directory";
  return keep ? `kept in ${tempData}` : "thrown away at the end; --keep or DATA_DIR keeps it";
}

function hasSetting(flag: string, name: string): boolean {
  const given = argv.some((argument) => argument === flag || argument.startsWith(`${flag}=`));
  return given || (process.env[name] ?? "") !== "";
}
