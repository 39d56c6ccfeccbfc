import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "../commands/command.ts";
import type { Order } from "../orders/order.ts";
import type { SqliteStorage } from "../storage/sqlite/sqlite-storage.ts";
import { indexSampler, keyMaker, seededRandom } from "./random.ts";
import { progress } from "./report.ts";
import { applyAll, fillShop, openBenchStorage, skuOf } from "./shop.ts";
import type { ShopSize } from "./shop.ts";

/** What is known about a loaded directory, kept beside the database: enough to ask good questions. */
export interface LoadedFacts {
  readonly orderCount: number;
  readonly userId: string;
  readonly email: string;
  readonly sku: string;
  /** Of an order in the middle. */
  readonly orderId: string;
  /** Times of the orders at 40 and 60 % of the way. */
  readonly fromMs: number;
  readonly beforeMs: number;
}

/** Orders of each user; with as many items as users, whatever the size, a page by any filter has the same rows. */
const ordersPerUser = 100;
/** Orders that are cancelled, spread over all: the rare status. As many others are put on hold. */
const cancelledCount = 50;
const chunkSize = 4_096;
const batchMax = 1_024;
const reportEvery = 102_400;

/**
 * Fills a directory with a shop and orders, straight through storage.apply: users and items by the hundred orders, one line
 * or two, SKUs by Zipf's law. Answers the facts of a directory that was filled before, if it has as many orders.
 */
export async function loadOrders(
  directory: string,
  orderCount: number,
  size: ShopSize = sizeFor(orderCount),
): Promise<LoadedFacts> {
  const known = readFacts(directory);
  if (known !== undefined && known.orderCount === orderCount) return known;
  if (known !== undefined) throw new Error(`${directory} has ${known.orderCount} orders already`);
  const storage = openBenchStorage(directory, { batchMax });
  const userIds = await fillShop(storage, size);
  const marks = await placeAll(storage, { orderCount, userIds, itemCount: size.itemCount });
  await storage.close();
  const facts = factsOf(marks, orderCount, userIds);
  writeFileSync(factsPath(directory), JSON.stringify(facts));
  return facts;
}

/** Users and items that go with a number of orders. */
export function sizeFor(orderCount: number): ShopSize {
  const count = Math.max(1, Math.round(orderCount / ordersPerUser));
  return { userCount: count, itemCount: count };
}

/** Orders at 40, 50 and 60 % of the way. */
type Marks = readonly [Order, Order, Order];

async function placeAll(
  storage: SqliteStorage,
  {
    orderCount,
    userIds,
    itemCount,
  }: {
    readonly orderCount: number;
    readonly userIds: readonly string[];
    readonly itemCount: number;
  },
): Promise<Marks> {
  const random = seededRandom(7);
  const newKey = keyMaker(random, "v7");
  const itemIndex = indexSampler(itemCount, 0.99);
  const marks: Order[] = [];
  const startedMs = performance.now();
  for (let start = 0; start < orderCount; start += chunkSize) {
    const numbers = range(start, Math.min(orderCount, start + chunkSize));
    const orders = await Promise.all(
      numbers.map(async (number) => {
        const userId = userIds[number % userIds.length] ?? "";
        const skus = new Set([itemIndex(random)]);
        if (random() < 0.3) skus.add(itemIndex(random));
        return await place(storage, { userId, key: newKey(), skus: [...skus].map(skuOf) });
      }),
    );
    for (const share of [0.4, 0.5, 0.6]) {
      const order = orders[Math.floor(orderCount * share) - start];
      if (order !== undefined) marks.push(order);
    }
    const every = Math.ceil(orderCount / cancelledCount);
    await changeSome(storage, orders, { start, every });
    if (start > 0 && start % reportEvery === 0) tell(start, orderCount, startedMs);
  }
  return marks as unknown as Marks;
}

async function place(
  storage: SqliteStorage,
  order: { readonly userId: string; readonly key: string; readonly skus: readonly string[] },
): Promise<Order> {
  const lines = order.skus.toSorted().map((sku) => ({ sku, quantity: 1 }));
  const outcome = await storage.apply({
    command: { type: "place_order", userId: order.userId, lines },
    actor: "local-operator",
    traceId: "0af7651916cd43dd8448eb211c80319c",
    idempotencyKey: order.key,
  });
  if (outcome.kind !== "done") throw new Error("an order was not placed");
  return outcome.subject;
}

async function changeSome(
  storage: SqliteStorage,
  orders: readonly Order[],
  { start, every }: { readonly start: number; readonly every: number },
): Promise<void> {
  const commands: Command[] = [];
  for (const [index, { orderId }] of orders.entries()) {
    const at = (start + index) % every;
    const common = { orderId, expectedVersion: 0 };
    if (at === 0) commands.push({ type: "cancel_order", reason: "changed my mind", ...common });
    else if (at === every >> 1) {
      commands.push({ type: "hold_order", reason: "address to be checked", ...common });
    }
  }
  await applyAll(storage, commands);
}

function factsOf(
  [from, middle, before]: Marks,
  orderCount: number,
  userIds: readonly string[],
): LoadedFacts {
  const index = userIds.length >> 1;
  return {
    orderCount,
    userId: userIds[index] ?? "",
    email: `user-${index}@bench.example`,
    sku: skuOf(0),
    orderId: middle.orderId,
    fromMs: from.createdAtMs,
    beforeMs: before.createdAtMs + 1,
  };
}

function factsPath(directory: string): string {
  return join(directory, "bench-facts.json");
}

function readFacts(directory: string): LoadedFacts | undefined {
  if (!existsSync(factsPath(directory))) return undefined;
  return JSON.parse(readFileSync(factsPath(directory), "utf8")) as LoadedFacts;
}

function tell(doneCount: number, orderCount: number, startedMs: number): void {
  const rate = Math.round((doneCount * 1_000) / (performance.now() - startedMs));
  progress(`  ${doneCount} of ${orderCount} orders, ${rate}/s`);
}

function range(start: number, end: number): readonly number[] {
  return Array.from({ length: end - start }, (_, index) => start + index);
}
