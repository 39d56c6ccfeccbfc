import type { BatchState } from "../commands/state.ts";
import { present } from "../core/assert.ts";
import { availableUnits } from "../inventory/item.ts";
import type { LineRequest, Order } from "./order.ts";

/** What each move does to the units that a user has in orders that are not released. */
const unitsEffects = { held: 1, released: -1, committed: 0, returned: -1 } as const;

/** Moves the stock of every line of an order, or of some of its units, for the event about to be appended. */
export function moveLines(
  state: BatchState,
  order: Pick<Order, "lines" | "placedSeq" | "userId">,
  kind: keyof typeof unitsEffects,
  units: readonly LineRequest[] = order.lines,
): void {
  for (const { sku, quantity } of units) {
    state.moveStock(sku, { kind, quantity, placedSeq: order.placedSeq });
    const effect = unitsEffects[kind] * quantity;
    if (effect !== 0) state.addUnits(order.userId, sku, effect);
  }
}

/** True when every line could be held now. Limits per user and sale windows have been seen to when it was placed. */
export function canHold(state: BatchState, order: Pick<Order, "lines">): boolean {
  return order.lines.every(({ sku, quantity }) => {
    return availableUnits(present(state.items.get(sku), `item ${sku}`)) >= quantity;
  });
}
