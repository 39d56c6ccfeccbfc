import type { BatchState } from "../commands/state.ts";
import { present } from "../core/assert.ts";
import { availableUnits } from "../inventory/item.ts";
import type { Order } from "./order.ts";

/** What each move does to the units that a user has in orders that are not released. */
const unitsEffects = { held: 1, released: -1, committed: 0, returned: -1 } as const;

/** Moves the stock of every line of an order, for the event about to be appended. */
export function moveLines(
  state: BatchState,
  order: Pick<Order, "lines" | "placedSeq" | "userId">,
  kind: keyof typeof unitsEffects,
): void {
  for (const { sku, quantity } of order.lines) {
    state.moveStock(sku, { kind, quantity, placedSeq: order.placedSeq });
    const units = unitsEffects[kind] * quantity;
    if (units !== 0) state.addUnits(order.userId, sku, units);
  }
}

/** True when every line could be held now. Limits per user and sale windows have been seen to when it was placed. */
export function canHold(state: BatchState, order: Pick<Order, "lines">): boolean {
  return order.lines.every(({ sku, quantity }) => {
    return availableUnits(present(state.items.get(sku), `item ${sku}`)) >= quantity;
  });
}
