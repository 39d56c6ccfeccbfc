import { randomUUIDv7 } from "node:crypto";
import { ask } from "./ask.ts";
import type { Patience } from "./ask.ts";
import { createSamples, opening } from "./create-samples.ts";
import { sampleItems } from "./sample-items.ts";
import type { SampleItem } from "./sample-items.ts";
import type { ShopClients } from "./shop-client.ts";

/**
 * Makes the sample items and users that are missing, and fills up items that an earlier sale has emptied. Answers the
 * ids of the users, always in the same order. May be called as often as one likes.
 */
export async function setUpShop(
  clients: ShopClients,
  nowMs: number,
  patience: Patience,
): Promise<readonly string[]> {
  const { createdSkus, userIds } = await createSamples(clients, nowMs, patience);
  const old = sampleItems.filter(({ sku }) => !createdSkus.includes(sku));
  await Promise.all(old.map((sample) => refill(clients, sample, nowMs, patience)));
  return userIds;
}

async function refill(
  clients: ShopClients,
  sample: SampleItem,
  nowMs: number,
  patience: Patience,
): Promise<void> {
  if (sample.opensAfterMs > 0) await openLater(clients, sample, nowMs, patience);
  const { item } = await ask(() => clients.inventory.getItem({ sku: sample.sku }), patience);
  const missing = sample.stock - Number(item?.available ?? 0n);
  if (missing <= 0) return;
  await addStock(clients, sample.sku, { units: missing, reason: "for the opening" }, patience);
}

/** Adds units, with a reason that says whose they are. */
export async function addStock(
  { inventory }: ShopClients,
  sku: string,
  { units, reason }: { readonly units: number; readonly reason: string },
  patience: Patience,
): Promise<void> {
  const idempotencyKey = randomUUIDv7();
  const request = {
    sku,
    delta: BigInt(units),
    reason: `Practice sale: ${reason}`,
    idempotencyKey,
  };
  await ask(() => inventory.adjustStock(request), patience);
}

async function openLater(
  { inventory }: ShopClients,
  sample: SampleItem,
  nowMs: number,
  patience: Patience,
): Promise<void> {
  const request = {
    sku: sample.sku,
    updateMask: { paths: ["sale_starts_at"] },
    saleStartsAt: opening(sample, nowMs),
    idempotencyKey: randomUUIDv7(),
  };
  await ask(() => inventory.updateItem(request), patience);
}
