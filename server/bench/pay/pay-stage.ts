import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { present } from "../../core/assert.ts";
import { readLedger } from "../../provider/read-ledger.ts";
import { startServer } from "../child.ts";
import type { Child } from "../child.ts";
import { serverCore } from "../place/run-probe.ts";
import { applyAll, benchHoldMs, defaultShop, fillShop, openBenchStorage, skuOf } from "../shop.ts";

/** A Sluice with a sandbox provider as its only channel, and orders that wait to be paid. */
export interface PayStage {
  readonly url: string;
  readonly userIds: readonly string[];
  readonly orderIds: readonly string[];
  readonly server: Child;
  /** Charges that the provider has taken so far. */
  readonly captured: () => number;
  /** Waits until it has taken so many; throws when that takes too long. */
  readonly untilCaptured: (count: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const lookEveryMs = 50;
const captureMaxMs = 60_000;

/** Fills a shop with orders to pay and starts both: the provider on the core of the load. */
export async function openPayStage(directory: string, orderCount: number): Promise<PayStage> {
  const dataDir = join(directory, "data");
  const ledger = join(directory, "provider.db");
  const storage = openBenchStorage(dataDir);
  const userIds = await fillShop(storage, defaultShop);
  const orders = Array.from({ length: orderCount }, (_, index) => ({
    type: "place_order" as const,
    userId: present(userIds[index % userIds.length], "a user"),
    lines: [{ sku: skuOf(index % defaultShop.itemCount), quantity: 1 }],
  }));
  const orderIds = (await applyAll(storage, orders)).map((outcome) => {
    if (outcome.kind !== "done") throw new Error("the bench could not place its orders");
    return outcome.subject.orderId;
  });
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
    env: { ...env, PAYMENT_CHANNELS: channel },
  });
  const captured = (): number => readLedger(ledger).charges.length;
  return {
    url: server.url,
    userIds,
    orderIds,
    server,
    captured,
    async untilCaptured(count) {
      const untilMs = performance.now() + captureMaxMs;
      while (captured() < count) {
        if (performance.now() > untilMs) throw new Error(`${captured()} of ${count} were taken`);
        await sleep(lookEveryMs);
      }
    },
    async stop() {
      await server.stop();
      await provider.stop();
    },
  };
}
