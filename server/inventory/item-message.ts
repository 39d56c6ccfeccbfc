import { timestampFromMs, timestampMs } from "@bufbuild/protobuf/wkt";
import type { Item as ItemMessage } from "#gen/sluice/inventory/v1/item_pb.ts";
import { present } from "../core/assert.ts";
import { availableUnits } from "./item.ts";
import type { Item } from "./item.ts";

/** An item as the contract shows it. */
export function itemMessage(item: Item): ItemMessage {
  return {
    $typeName: "sluice.inventory.v1.Item",
    sku: item.sku,
    name: item.name,
    price: { $typeName: "sluice.money.v1.Money", ...item.price },
    onHand: BigInt(item.onHand),
    held: BigInt(item.held),
    sold: BigInt(item.sold),
    available: BigInt(availableUnits(item)),
    perUserLimit: BigInt(item.perUserLimit),
    ...(item.saleStartsAtMs !== undefined && {
      saleStartsAt: timestampFromMs(item.saleStartsAtMs),
    }),
    ...(item.saleEndsAtMs !== undefined && { saleEndsAt: timestampFromMs(item.saleEndsAtMs) }),
    paused: item.paused,
    version: BigInt(item.version),
    createdAt: timestampFromMs(item.createdAtMs),
    updatedAt: timestampFromMs(item.updatedAtMs),
  };
}

/** The item in a stored message. */
export function itemOf(message: ItemMessage): Item {
  const price = present(message.price, "price");
  return {
    sku: message.sku,
    name: message.name,
    price: { currencyCode: price.currencyCode, minorUnits: price.minorUnits },
    onHand: Number(message.onHand),
    held: Number(message.held),
    sold: Number(message.sold),
    perUserLimit: Number(message.perUserLimit),
    saleStartsAtMs: message.saleStartsAt && timestampMs(message.saleStartsAt),
    saleEndsAtMs: message.saleEndsAt && timestampMs(message.saleEndsAt),
    paused: message.paused,
    version: Number(message.version),
    createdAtMs: timestampMs(present(message.createdAt, "created_at")),
    updatedAtMs: timestampMs(present(message.updatedAt, "updated_at")),
  };
}
