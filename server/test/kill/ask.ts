import { Code, ConnectError } from "@connectrpc/connect";
import type { Clients } from "../sluice-test-server.ts";
import { ErrorInfoSchema } from "#gen/google/rpc/error_details_pb.ts";
import { askPaid } from "./ask-paid.ts";
import type { Answer, Operation } from "./history.ts";

/** Codes that say: nothing was done, nor will be. All others leave it open. */
const definite: ReadonlySet<Code> = new Set([
  Code.InvalidArgument,
  Code.NotFound,
  Code.AlreadyExists,
  Code.FailedPrecondition,
  Code.Aborted,
  Code.PermissionDenied,
  Code.Unauthenticated,
  Code.ResourceExhausted,
]);

/** Asks for an operation with a unary call. Never rejects. */
export async function ask(clients: Clients, operation: Operation): Promise<Answer> {
  try {
    return await call(clients, operation);
  } catch (error) {
    return refusal(error);
  }
}

async function call(clients: Clients, operation: Operation): Promise<Answer> {
  const { key } = operation;
  switch (operation.type) {
    case "place": {
      const { userId, lines } = operation;
      const request = { idempotencyKey: key, userId, lines: [...lines] };
      const { order, replayed } = await clients.orders.placeOrder(request);
      return { verdict: "ok", effect: order?.orderId ?? "", replayed };
    }
    case "hold":
    case "release": {
      const request = { idempotencyKey: key, orderId: operation.orderId, reason: key };
      const method = `${operation.type}Order` as const;
      const { order, replayed } = await clients.orders[method](request);
      return { verdict: "ok", effect: `${order?.orderId} ${order?.version}`, replayed };
    }
    case "adjust": {
      const { sku, delta } = operation;
      const request = { idempotencyKey: key, sku, delta, reason: key };
      const { item, replayed } = await clients.inventory.adjustStock(request);
      return { verdict: "ok", effect: `${sku} ${item?.version} ${item?.onHand}`, replayed };
    }
    case "pay":
    case "cancel":
    case "fulfil":
    case "return":
    case "refund":
      return await askPaid(clients, operation);
  }
}

/**
 * What an error means. A code alone proves nothing: a client library makes ABORTED of a connection that was cut. The
 * server's own refusals carry its ErrorInfo.
 */
export function refusal(error: unknown): Answer {
  const { code, details } = ConnectError.from(error);
  const [info] = details.length > 0 ? ConnectError.from(error).findDetails(ErrorInfoSchema) : [];
  if (info?.domain !== "sluice" || !definite.has(code)) {
    return { verdict: "info", code: Code[code] as keyof typeof Code };
  }
  if (code === Code.ResourceExhausted) return { verdict: "refused", code: "ResourceExhausted" };
  return { verdict: "fail", reason: info.reason, replayed: info.metadata["replayed"] === "true" };
}
