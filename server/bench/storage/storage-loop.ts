import { openBenchStorage } from "../shop.ts";
import type { LoopResult, LoopTask } from "./loop-child.ts";
import type { PreparedOrder } from "./prepared-orders.ts";
import { startStopwatch } from "./stopwatch.ts";

/** Places orders through storage.apply, a bounded number at once, and checks that each was placed. */
export async function runStorageLoop(
  task: LoopTask,
  orders: readonly PreparedOrder[],
): Promise<LoopResult> {
  const storage = openBenchStorage(task.directory);
  let batches = 0;
  storage.onCommit(() => (batches += 1));
  const next = orders.values();
  const placeUntil = async (end: number): Promise<void> => {
    let started = end;
    const lane = async (): Promise<void> => {
      while (started > 0) {
        started -= 1;
        const order = next.next().value;
        if (order !== undefined) await place(storage, order);
      }
    };
    await Promise.all(Array.from({ length: task.inFlight }, lane));
  };
  await placeUntil(task.warmUpCount);
  batches = 0;
  const stop = startStopwatch();
  await placeUntil(task.count);
  const result = stop({ orders: task.count, batches });
  await storage.close();
  return result;
}

async function place(
  storage: ReturnType<typeof openBenchStorage>,
  { userId, sku, key }: PreparedOrder,
): Promise<void> {
  const command = { type: "place_order", userId, lines: [{ sku, quantity: 1 }] } as const;
  const outcome = await storage.apply({
    command,
    actor: "local-operator",
    traceId: "0af7651916cd43dd8448eb211c80319c",
    idempotencyKey: key,
  });
  if (outcome.kind !== "done" || outcome.replayed) throw new Error("an order was not placed");
}
