import type { AdjustStock, ItemOutcome, Request } from "../commands/command.ts";
import type { Problem } from "../commands/problem.ts";
import { reject } from "../commands/reject.ts";
import type { Stamp } from "../commands/stamp.ts";
import type { BatchState } from "../commands/state.ts";
import { staleVersion } from "./decide-update-item.ts";
import { stockMaxUnits } from "./item.ts";
import type { Item } from "./item.ts";

/** Adds to or takes from on hand; never below what is held, never past the most units of an item. */
export function decideAdjustStock(
  state: BatchState,
  request: Request,
  command: AdjustStock,
  stamp: Stamp,
): ItemOutcome {
  const { sku, delta } = command;
  const before = state.items.get(sku);
  if (before === undefined) return reject({ reason: "ITEM_NOT_FOUND", sku });
  const problem = staleVersion(before, command.expectedVersion) ?? illegalDelta(before, delta);
  if (problem !== undefined) return reject(problem);
  const at = { atMs: stamp.nowMs, cause: command.reason };
  const { item, seq } = adjustStock(state, request, before, delta, at);
  return { kind: "done", subject: item, seq, replayed: false };
}

/** Why a delta cannot be applied to an item. */
export function illegalDelta(item: Item, delta: number): Problem | undefined {
  const onHandAfter = item.onHand + delta;
  if (onHandAfter < item.held) {
    return { reason: "BELOW_HELD", sku: item.sku, held: item.held, onHandAfter };
  }
  if (onHandAfter > stockMaxUnits) {
    return { reason: "STOCK_TOO_LARGE", sku: item.sku, limit: stockMaxUnits, onHandAfter };
  }
  return undefined;
}

/** Writes an adjustment that illegalDelta allows, its stock move and its event. */
export function adjustStock(
  state: BatchState,
  request: Request,
  before: Item,
  delta: number,
  at: { readonly atMs: number; readonly cause: string },
): { readonly item: Item; readonly seq: number } {
  const item: Item = {
    ...before,
    onHand: before.onHand + delta,
    version: before.version + 1,
    updatedAtMs: at.atMs,
  };
  state.putItem(item);
  state.recordMove(item.sku, { kind: "adjusted", quantity: delta, placedSeq: undefined });
  const seq = state.append(request, { kind: "stock.adjusted", ...at }, { kind: "item", item });
  return { item, seq };
}
