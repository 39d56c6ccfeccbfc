import type { Done, Request } from "../commands/command.ts";
import type { BatchState } from "../commands/state.ts";
import type { Order } from "./order.ts";

/** Puts an order on hold or takes it off, and says so in the log. The caller has checked that it may. */
export function setOnHold(
  state: BatchState,
  request: Request,
  order: Order,
  flag: { readonly on: boolean; readonly atMs: number; readonly cause: string },
): Done<Order> {
  const { on, atMs, cause } = flag;
  const changed: Order = {
    ...order,
    version: order.version + 1,
    updatedAtMs: atMs,
    onHold: on ? { reason: cause, sinceMs: atMs } : undefined,
  };
  state.putOrder(changed);
  const kind = on ? "order.put_on_hold" : "order.taken_off_hold";
  const seq = state.append(request, { kind, atMs, cause }, { kind: "order", order: changed });
  return { kind: "done", subject: changed, seq, replayed: false };
}
