import { setTimeout as sleep } from "node:timers/promises";
import { ask } from "./ask.ts";
import type { Patience } from "./ask.ts";
import { between } from "./random.ts";
import { sampleItems } from "./sample-items.ts";
import type { SampleItem } from "./sample-items.ts";
import { addStock } from "./set-up-shop.ts";
import type { ShopClients } from "./shop-client.ts";

const lookEveryMs = 5_000;
/** A scarce item that is sold out stays so for 20 s on average. */
const scarceChance = 0.25;
/** An item that is not scarce is filled up below this part of its first stock. */
const lowShare = 0.2;

/**
 * Brings new stock now and then until the signal is aborted, so that a long sale does not die. What cannot be done (an
 * item that was taken away by hand, a server that is busy) is left for the next look.
 */
export async function restock(clients: ShopClients, patience: Patience): Promise<void> {
  const { signal } = patience;
  for (;;) {
    await sleep(lookEveryMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    await Promise.allSettled(sampleItems.map((sample) => restockItem(clients, sample, patience)));
  }
}

async function restockItem(
  clients: ShopClients,
  sample: SampleItem,
  patience: Patience,
): Promise<void> {
  const { item } = await ask(() => clients.inventory.getItem({ sku: sample.sku }), patience);
  const delivery = deliveryFor(sample, Number(item?.available ?? 0), patience.random);
  if (delivery !== undefined) await addStock(clients, sample.sku, delivery, patience);
}

/** What comes in for an item of which so many are left, if anything. */
export function deliveryFor(
  sample: SampleItem,
  available: number,
  random: () => number,
): { readonly units: number; readonly reason: string } | undefined {
  if (!sample.scarce) {
    if (available >= sample.stock * lowShare) return undefined;
    return { units: sample.stock, reason: "a delivery came in" };
  }
  if (available > 0 || random() >= scarceChance) return undefined;
  return { units: Math.floor(between(random, 20, 60)), reason: "a box was found" };
}
