import type { Rejected } from "../commands/command.ts";
import { reject } from "../commands/reject.ts";
import type { BatchState } from "../commands/state.ts";
import type { Order } from "./order.ts";

/** The order that a command names, when it stands at the version its caller has seen (0 for any); else why not. */
export function seenOrder(
  state: BatchState,
  command: { readonly orderId: string; readonly expectedVersion: number },
): { readonly kind: "seen"; readonly order: Order } | Rejected {
  const { orderId, expectedVersion } = command;
  const order = state.orders.get(orderId);
  if (order === undefined) return reject({ reason: "ORDER_NOT_FOUND", orderId });
  if (expectedVersion !== 0 && expectedVersion !== order.version) {
    return reject({ reason: "VERSION_STALE", expectedVersion, actualVersion: order.version });
  }
  return { kind: "seen", order };
}
