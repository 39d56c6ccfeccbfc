import type { ItemOutcome, Request, UpdateItem } from "../commands/command.ts";
import type { Problem } from "../commands/problem.ts";
import { reject } from "../commands/reject.ts";
import type { Stamp } from "../commands/stamp.ts";
import type { BatchState } from "../commands/state.ts";
import { changeCatalogue } from "./item.ts";
import type { Item } from "./item.ts";

/** Changes catalogue fields. A change that changes nothing still counts as an edit: its caller has seen this version. */
export function decideUpdateItem(
  state: BatchState,
  request: Request,
  command: UpdateItem,
  stamp: Stamp,
): ItemOutcome {
  const { sku, expectedVersion } = command;
  const before = state.items.get(sku);
  if (before === undefined) return reject({ reason: "ITEM_NOT_FOUND", sku });
  const stale = staleVersion(before, expectedVersion);
  if (stale !== undefined) return reject(stale);
  const after = changeCatalogue(before, command.change);
  const { saleStartsAtMs: startsAtMs, saleEndsAtMs: endsAtMs } = after;
  if (startsAtMs !== undefined && endsAtMs !== undefined && endsAtMs <= startsAtMs) {
    return reject({ reason: "SALE_WINDOW_EMPTY", sku, startsAtMs, endsAtMs });
  }
  const { item, seq } = updateItem(state, request, after, { atMs: stamp.nowMs, cause: "" });
  return { kind: "done", subject: item, seq, replayed: false };
}

/** Why an edit of what the caller has seen would overwrite what they have not. */
export function staleVersion(item: Item, expectedVersion: number): Problem | undefined {
  if (expectedVersion === 0 || expectedVersion === item.version) return undefined;
  return { reason: "VERSION_STALE", expectedVersion, actualVersion: item.version };
}

/** Writes an edit of catalogue fields and its event. */
export function updateItem(
  state: BatchState,
  request: Request,
  edited: Item,
  at: { readonly atMs: number; readonly cause: string },
): { readonly item: Item; readonly seq: number } {
  const item = { ...edited, version: edited.version + 1, updatedAtMs: at.atMs };
  state.putItem(item);
  const seq = state.append(request, { kind: "item.updated", ...at }, { kind: "item", item });
  return { item, seq };
}
