import { setTimeout } from "node:timers/promises";
import { preparedOrders } from "../storage/prepared-orders.ts";
import type { PreparedOrder } from "../storage/prepared-orders.ts";
import type { SluiceSide } from "./sluice-side.ts";

const everyMs = 5;
/** A disk that is slow for a moment must not fill the queue. */
const atOnceMax = 1_000;
const userCount = 1_000;
const itemCount = 100;

/** Places orders in the storage of this process at a steady rate for a time; rejects when one fails. */
export async function placeAtRate(
  { storage, hub }: SluiceSide,
  { ms, ratePerSecond }: { readonly ms: number; readonly ratePerSecond: number },
): Promise<{ readonly orderCount: number; readonly subscriberCount: number }> {
  const { rows } = await storage.listUsers({ limit: userCount, after: undefined, emailPrefix: "" });
  const userIds = rows.map(({ userId }) => userId);
  const count = Math.ceil((ms * ratePerSecond) / 1_000);
  const orders = preparedOrders(count, {
    workload: "zipf",
    itemCount,
    userIds,
    keys: "v7",
    seed: storage.status().headSeq,
  });
  const startedMs = performance.now();
  const place = async ({ userId, sku, key }: PreparedOrder): Promise<void> => {
    const command = { type: "place_order", userId, lines: [{ sku, quantity: 1 }] } as const;
    const request = { command, actor: "bench", traceId: "", idempotencyKey: key };
    const outcome = await storage.apply(request);
    if (outcome.kind !== "done") throw new Error("the bench could not place an order");
  };
  let at = 0;
  while (at < count) {
    await setTimeout(everyMs);
    const due = Math.ceil(((performance.now() - startedMs) * ratePerSecond) / 1_000);
    const end = Math.min(count, due, at + atOnceMax);
    await Promise.all(orders.slice(at, end).map(place));
    at = end;
  }
  return { orderCount: count, subscriberCount: hub.subscriberCount };
}
