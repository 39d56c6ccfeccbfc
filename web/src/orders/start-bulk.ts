import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { newIdempotencyKey } from "../form/random-uuid.ts";
import { liveStore } from "../live/live.ts";
import { waitMs } from "../refresh/persist.ts";
import { actOnOrder } from "./act-on-order.ts";
import { BulkRun } from "./bulk-run.ts";
import { runningBulk } from "./bulk-slot.ts";
import type { OrderAction } from "./order-actions.ts";
import { orderClient } from "./order-client.ts";
import { stayUntil } from "./stay-until.ts";

/** Begins to act on orders as they were seen. `onDone` hears of each that is done. */
export function startBulk(options: {
  readonly action: OrderAction;
  readonly orders: readonly Order[];
  readonly reason: string;
  readonly onDone: (orderId: string) => void;
}): void {
  const { action, orders, reason, onDone } = options;
  const run = new BulkRun({
    targets: orders.map(({ orderId, version }) => ({ orderId, version })),
    act: async ({ orderId, version, idempotencyKey }) => {
      const request = { orderId, reason, expectedVersion: version, idempotencyKey };
      const order = await actOnOrder(action, request);
      liveStore.learnOrder(order);
      onDone(orderId);
      return order;
    },
    newKey: newIdempotencyKey,
    versionNow,
    wait: waitMs,
    chance: Math.random,
  });
  runningBulk.put({ action, run, retry: () => void stayUntil(run.retry()) });
  void stayUntil(run.start());
}

async function versionNow(orderId: string): Promise<bigint> {
  const { order } = await orderClient.getOrder({ orderId });
  if (order !== undefined) liveStore.learnOrder(order);
  return order?.version ?? 0n;
}
