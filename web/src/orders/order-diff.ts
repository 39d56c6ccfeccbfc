import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";

/** A way in which an order is not what it was. */
export type OrderChange =
  | { readonly kind: "status"; readonly from: Order["status"]; readonly to: Order["status"] }
  | { readonly kind: "on_hold"; readonly onHold: boolean; readonly reason: string }
  | {
      readonly kind: "stock";
      readonly from: Order["holdStatus"];
      readonly to: Order["holdStatus"];
    }
  | {
      readonly kind: "payment";
      readonly from: Order["paymentStatus"];
      readonly to: Order["paymentStatus"];
    }
  | { readonly kind: "hold_ends" };

/** What became of an order between two looks at it, for people; empty when only its version moved. */
export function orderChanges(seen: Order, found: Order): readonly OrderChange[] {
  const changes: OrderChange[] = [];
  if (seen.status !== found.status) {
    changes.push({ kind: "status", from: seen.status, to: found.status });
  }
  if (seen.onHold !== found.onHold || seen.onHoldReason !== found.onHoldReason) {
    const { onHold, onHoldReason: reason } = found;
    changes.push({ kind: "on_hold", onHold, reason });
  }
  if (seen.holdStatus !== found.holdStatus) {
    changes.push({ kind: "stock", from: seen.holdStatus, to: found.holdStatus });
  }
  if (seen.paymentStatus !== found.paymentStatus) {
    changes.push({ kind: "payment", from: seen.paymentStatus, to: found.paymentStatus });
  }
  if (seen.holdExpiresAt?.seconds !== found.holdExpiresAt?.seconds) {
    changes.push({ kind: "hold_ends" });
  }
  return changes;
}
