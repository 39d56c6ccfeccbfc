import type { CreateItem, ItemOutcome, Request } from "../commands/command.ts";
import { reject } from "../commands/reject.ts";
import type { Stamp } from "../commands/stamp.ts";
import type { BatchState } from "../commands/state.ts";
import type { Item } from "./item.ts";

/** Creates an item with its first stock, unless the SKU is taken. */
export function decideCreateItem(
  state: BatchState,
  request: Request,
  command: CreateItem,
  stamp: Stamp,
): ItemOutcome {
  const { sku } = command;
  if (state.items.get(sku) !== undefined) return reject({ reason: "SKU_TAKEN", sku });
  const item: Item = {
    sku,
    name: command.name,
    price: command.price,
    onHand: command.onHand,
    held: 0,
    sold: 0,
    perUserLimit: command.perUserLimit,
    saleStartsAtMs: command.saleStartsAtMs,
    saleEndsAtMs: command.saleEndsAtMs,
    paused: command.paused,
    version: 1,
    createdAtMs: stamp.nowMs,
    updatedAtMs: stamp.nowMs,
  };
  const seq = createItem(state, request, item, "");
  return { kind: "done", subject: item, seq, replayed: false };
}

/** Writes a new item, its first stock move and its event; answers the event's seq. */
export function createItem(state: BatchState, request: Request, item: Item, cause: string): number {
  state.putItem(item);
  state.recordMove(item.sku, { kind: "created", quantity: item.onHand, placedSeq: undefined });
  const event = { kind: "item.created", atMs: item.createdAtMs, cause } as const;
  return state.append(request, event, { kind: "item", item });
}
