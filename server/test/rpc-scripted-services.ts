import type { ConnectRouter, HandlerContext } from "@connectrpc/connect";
import { Code } from "@connectrpc/connect";
import { InventoryService } from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import { LiveService } from "#gen/sluice/live/v1/live_service_pb.ts";
import { OrderService } from "#gen/sluice/orders/v1/order_service_pb.ts";
import { callerOf } from "../rpc/call-context.ts";
import { refused } from "../rpc/errors.ts";

/** What a scripted handler has seen. */
export interface Script {
  /** Handlers that run now. */
  running: number;
  /** Handlers that have been called. */
  called: number;
  /** Why the signals of handlers that waited have aborted. */
  readonly ended: unknown[];
}

export function newScript(): Script {
  return { running: 0, called: 0, ended: [] };
}

/** Long enough that a response with it is worth compressing. */
export const longText = "a long answer ".repeat(200);

/**
 * Handlers that do as the request says in its user id (its import id, its cursor): `ok`, `error` (an error with details), `bug` (an
 * unknown error), `hang` (wait for ever, deaf to the signal), `many` (streams: messages without end).
 */
export function scriptedServices(script: Script = newScript()): (router: ConnectRouter) => void {
  const act = async (order: string, context: HandlerContext): Promise<void> => {
    script.called += 1;
    if (order === "error") throw outOfStock();
    if (order === "bug") throw new Error("secret from inside");
    if (order !== "hang") return;
    script.running += 1;
    context.signal.addEventListener("abort", () => {
      script.running -= 1;
      script.ended.push(context.signal.reason);
    });
    await new Promise(() => {});
  };
  return (router) => {
    router.service(OrderService, {
      async placeOrder({ userId }, context) {
        await act(userId, context);
        return { order: { orderId: longText, userId: callerOf(context).principal } };
      },
      async getOrder({ orderId }, context) {
        await act(orderId, context);
        return { order: { orderId: longText } };
      },
      async *placeOrders(requests, context) {
        for await (const { idempotencyKey, userId } of requests) {
          await act(userId, context);
          yield { idempotencyKey, result: { case: "ok", value: { order: { orderId: longText } } } };
        }
      },
    });
    router.service(InventoryService, {
      async importItems(requests, context) {
        let count = 0;
        for await (const { importId } of requests) {
          count += 1;
          await act(importId, context);
        }
        return { import: { importId: `${count} ${longText}` } };
      },
    });
    router.service(LiveService, {
      async *watch({ cursor }, context) {
        await act(cursor, context);
        const countMax = cursor === "many" ? Number.POSITIVE_INFINITY : 3;
        for (let count = 0; count < countMax; count += 1) yield { cursor: `${count} ${longText}` };
      },
    });
  };
}

export function outOfStock() {
  return refused({
    code: Code.FailedPrecondition,
    reason: "OUT_OF_STOCK",
    message: "3 asked, 2 available",
    metadata: { available: "2" },
    preconditions: [{ type: "STOCK", subject: "SKU-1", description: "2 available" }],
  });
}
