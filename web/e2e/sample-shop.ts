import { randomUUID } from "node:crypto";
import { cancelOrder, createItem, createUser, payOrder, placeOrder } from "./sample-data.ts";
import type { ServerProcess } from "./server-process.ts";

/** A small shop with something in every state. */
export interface SampleShop {
  readonly userId: string;
  readonly orderIds: readonly string[];
  readonly importId: string;
  /** It waits: nobody is at the address of the one channel. */
  readonly paymentId: string;
  /** Texts that are data, not words of the console. */
  readonly data: readonly string[];
}

const names = {
  "DROP-01": "Drop jacket",
  "MUG-02": "Enamel mug",
  "TEE-BLK": "Tee black",
  "GONE-04": "Poster",
} as const;

/** Fills a server: items on sale, paused, low and sold out; orders that are placed, cancelled and on hold; an import with an error. */
export async function fillSampleShop(server: ServerProcess): Promise<SampleShop> {
  const item = (sku: keyof typeof names, cents: number, fields: Record<string, unknown>) =>
    createItem(server, { sku, name: names[sku], cents, ...fields });
  await item("DROP-01", 12_900, { onHand: 120 });
  await item("MUG-02", 1_450, { onHand: 80, paused: true });
  await item("TEE-BLK", 1_999, { onHand: 6, perUserLimit: 3 });
  await item("GONE-04", 900, { onHand: 0 });
  const userId = await createUser(server, "Ada Buyer");
  const other = await createUser(server, "Chen Li");
  const orderIds = [
    await placeOrder(server, userId, { "DROP-01": 2, "TEE-BLK": 1 }),
    await placeOrder(server, other, { "TEE-BLK": 2 }),
    await placeOrder(server, userId, { "DROP-01": 1 }),
  ];
  const [held = "", cancelled = "", paid = ""] = orderIds;
  await cancelOrder(server, cancelled);
  const hold = { orderId: held, reason: "address looks wrong" };
  await server.call("orders.v1.OrderService/HoldOrder", hold);
  const importId = randomUUID();
  await server.call("inventory.v1.InventoryService/ImportItemsChunk", {
    importId,
    rows: [
      { row: 1, sku: "CAP-05", name: "Cap", price: { currencyCode: "EUR", minorUnits: 2_500 } },
      { row: 2, sku: "bad sku", name: "Nothing", price: { currencyCode: "EUR" } },
    ],
    complete: true,
  });
  const paymentId = await payOrder(server, paid);
  return {
    userId,
    orderIds,
    importId,
    paymentId,
    data: [
      ...Object.entries(names).flat(),
      "CAP-05",
      "Cap",
      "Ada Buyer",
      "Chen Li",
      "local-operator",
      "alpha",
      hold.reason,
      "changed their mind",
    ],
  };
}

/** The address of every page of the console, by its name. */
export function everyPage(shop: SampleShop): Readonly<Record<string, string>> {
  return {
    live: "/",
    orders: "/orders",
    order: `/orders/${shop.orderIds[0]}`,
    "order that is paid": `/orders/${shop.orderIds[2]}`,
    "order on no page": `/orders/${randomUUID()}`,
    stock: "/stock",
    item: "/stock/DROP-01",
    "new item": "/stock/new",
    import: "/stock/import",
    "an import": `/stock/import/${shop.importId}`,
    users: "/users",
    user: `/users/${shop.userId}`,
    "new user": "/users/new",
    payments: "/payments",
    payment: `/payments/${shop.paymentId}`,
    "payment on no page": `/payments/${randomUUID()}`,
    review: "/payments/review",
    channels: "/payments/channels",
    stuck: "/payments/stuck",
    ledger: "/payments/ledger",
    "no page": "/nowhere",
  };
}
