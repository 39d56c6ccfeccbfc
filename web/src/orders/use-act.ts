import { useState } from "react";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { liveStore } from "../live/live.ts";
import { actOnOrder } from "./act-on-order.ts";
import { actedOrder } from "./acted-order.ts";
import { allows } from "./order-actions.ts";
import type { OrderAction } from "./order-actions.ts";
import { orderChanges } from "./order-diff.ts";
import type { OrderChange } from "./order-diff.ts";

/** The order was another one by the time somebody acted on it. */
export interface Conflict {
  readonly changes: readonly OrderChange[];
  /** Whether what was about to be done can still be done. */
  readonly stillLegal: boolean;
}

/** How an action on the order of the page went. */
export type ActOutcome =
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly thrown: unknown; readonly stillLegal: boolean };

export interface ActHandle {
  /** The order as it will stand if the server agrees; the order as it stands while nothing is on its way. */
  readonly shown: Order;
  readonly acting: boolean;
  readonly conflict: Conflict | undefined;
  readonly act: (
    action: OrderAction,
    reason: string,
    idempotencyKey: string,
  ) => Promise<ActOutcome>;
  readonly forgetConflict: () => void;
}

/** Acts on an order: shows at once what will be, goes back when it is refused, and says what had changed when that was the reason. */
export function useAct(order: Order, reload: () => Promise<Order | undefined>): ActHandle {
  const [expected, setExpected] = useState<Order>();
  const [conflict, setConflict] = useState<Conflict>();
  const act: ActHandle["act"] = async (action, reason, idempotencyKey) => {
    const { orderId, version: expectedVersion } = order;
    setConflict(undefined);
    setExpected(actedOrder(order, { action, reason, atMs: Date.now() }));
    try {
      const request = { orderId, reason, expectedVersion, idempotencyKey };
      liveStore.learnOrder(await actOnOrder(action, request));
      return { kind: "done" };
    } catch (thrown) {
      const found = (await reload()) ?? order;
      const stillLegal = allows(found, action);
      if (found.version > expectedVersion) {
        setConflict({ changes: orderChanges(order, found), stillLegal });
      }
      return { kind: "failed", thrown, stillLegal };
    } finally {
      setExpected(undefined);
    }
  };
  return {
    shown: expected ?? order,
    acting: expected !== undefined,
    conflict,
    act,
    forgetConflict: () => setConflict(undefined),
  };
}
