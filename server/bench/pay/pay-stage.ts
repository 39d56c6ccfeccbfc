import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { startServer } from "../child.ts";
import type { Child } from "../child.ts";
import { serverCore } from "../place/run-probe.ts";
import { benchHoldMs, defaultShop, fillShop, openBenchStorage } from "../shop.ts";

/** A Sluice with a sandbox provider as its only channel. */
export interface PayStage {
  readonly url: string;
  readonly userIds: readonly string[];
  readonly server: Child;
  /** Charges that the provider has taken so far. */
  readonly captured: () => number;
  /** Waits until it has taken so many; throws when that takes too long. */
  readonly untilCaptured: (count: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const memoryPath = "/dev/shm";
const lookEveryMs = 50;
const captureMaxMs = 60_000;

/**
 * Fills a shop and starts both: the provider on the core of the load. A provider has a disk of its own: on the server's
 * its syncs, one a charge, would be waited for by every order, so its ledger is in memory where there is a place for that.
 */
export async function openPayStage(
  directory: string,
  profileDirectory: string | undefined,
): Promise<PayStage> {
  const dataDir = join(directory, "data");
  const providerDir = mkdtempSync(
    join(existsSync(memoryPath) ? memoryPath : directory, "sluice-provider-"),
  );
  const ledger = join(providerDir, "provider.db");
  const storage = openBenchStorage(dataDir);
  const userIds = await fillShop(storage, defaultShop);
  await storage.close();
  const provider = await startServer({
    script: "provider/main.ts",
    core: 1,
    env: { PROVIDER_PORT: "0", PROVIDER_LEDGER: ledger },
  });
  const channel = `sandbox=${provider.url}`;
  const env = { PORT: "0", DATA_DIR: dataDir, HOLD_MS: String(benchHoldMs) };
  const server = await startServer({
    script: "main.ts",
    core: serverCore,
    nodeArgv:
      profileDirectory === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profileDirectory}`],
    env: { ...env, PAYMENT_CHANNELS: channel },
  });
  const books = new DatabaseSync(ledger, { readOnly: true });
  const count = books.prepare(countCharges);
  const captured = (): number => Number(count.get()?.["count"]);
  return {
    url: server.url,
    userIds,
    server,
    captured,
    async untilCaptured(wanted) {
      const untilMs = performance.now() + captureMaxMs;
      while (captured() < wanted) {
        if (performance.now() > untilMs) throw new Error(`${captured()} of ${wanted} were taken`);
        await sleep(lookEveryMs);
      }
    },
    async stop() {
      await server.stop();
      await provider.stop();
      books.close();
      rmSync(providerDir, { recursive: true, force: true });
    },
  };
}

const countCharges =
  "SELECT count(*) AS count FROM entries WHERE kind = 'charge' AND result = 'approved'";
