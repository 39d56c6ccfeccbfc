import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { createGrpcTransport } from "@connectrpc/connect-node";
import type { Random } from "../kill/random.ts";
import { clientsOf, createItem, createUser } from "../sluice-test-server.ts";
import type { Clients } from "../sluice-test-server.ts";

/** Who may order what. */
export interface DrillShop {
  readonly userIds: readonly string[];
  readonly skus: readonly string[];
}

const skuCount = 60;
/** Writes on their way at once. */
const writerCount = 4;
const openMax = 400;

export function drillClients(url: string): Clients {
  return clientsOf(createGrpcTransport({ baseUrl: url, defaultTimeoutMs: 5_000 }));
}

export async function openShop(clients: Clients, userCount: number): Promise<DrillShop> {
  const skus = Array.from({ length: skuCount }, (_, index) => `SKU-${index}`);
  await Promise.all(skus.map((sku) => createItem(clients, { sku, onHand: 1_000_000n })));
  const users = await Promise.all(Array.from({ length: userCount }, () => createUser(clients)));
  return { userIds: users.map(({ userId }) => userId), skus };
}

/**
 * Writes until `done`, against whatever server there is: orders, cancels and edits of the stock. What fails is left: the log says what
 * was done.
 */
export async function drillLoad(options: {
  readonly shop: DrillShop;
  readonly random: Random;
  readonly clients: () => Clients | undefined;
  readonly pauseMs: number;
  readonly done: () => boolean;
}): Promise<void> {
  const open: string[] = [];
  const write = async (): Promise<void> => {
    while (!options.done()) {
      const clients = options.clients();
      await (clients && writeOnce(clients, options, open).catch(() => undefined));
      await sleep(options.pauseMs);
    }
  };
  await Promise.all(Array.from({ length: writerCount }, write));
}

async function writeOnce(
  { orders, inventory }: Clients,
  { shop, random }: { readonly shop: DrillShop; readonly random: Random },
  open: string[],
): Promise<void> {
  const idempotencyKey = randomUUID();
  const orderId = random.chance(0.3) ? open.shift() : undefined;
  if (orderId !== undefined) {
    await orders.cancelOrder({ idempotencyKey, orderId, reason: "drill" });
  } else if (random.chance(0.2)) {
    const sku = random.pick(shop.skus);
    await inventory.adjustStock({ idempotencyKey, sku, delta: 1n, reason: "drill" });
  } else {
    const skus = new Set([random.pick(shop.skus), random.pick(shop.skus)]);
    const lines = [...skus].map((sku) => ({ sku, quantity: 1n }));
    const userId = random.pick(shop.userIds);
    const { order } = await orders.placeOrder({ idempotencyKey, userId, lines });
    if (order !== undefined && open.length < openMax) open.push(order.orderId);
  }
}
