import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { StockEventKind } from "#gen/sluice/inventory/v1/item_pb.ts";
import type { StockEvent as StockEventMessage } from "#gen/sluice/inventory/v1/item_pb.ts";
import type { StockEvent } from "../storage/storage.ts";
import type { StockMoveKind } from "./stock-move.ts";

const kindNumbers = {
  created: StockEventKind.CREATED,
  adjusted: StockEventKind.ADJUSTED,
  held: StockEventKind.HELD,
  released: StockEventKind.RELEASED,
  committed: StockEventKind.COMMITTED,
  returned: StockEventKind.RETURNED,
} as const satisfies Record<StockMoveKind, StockEventKind>;

/** A movement of stock, as the contract shows it. */
export function stockEventMessage(event: StockEvent): StockEventMessage {
  return {
    $typeName: "sluice.inventory.v1.StockEvent",
    seq: BigInt(event.seq),
    at: timestampFromMs(event.atMs),
    sku: event.sku,
    kind: kindNumbers[event.kind],
    onHandDelta: BigInt(event.onHandDelta),
    heldDelta: BigInt(event.heldDelta),
    soldDelta: BigInt(event.soldDelta),
    orderId: event.orderId ?? "",
    reason: event.cause,
    actor: event.actor,
  };
}
