import { randomUUID } from "node:crypto";
import { createItem, placeOrder } from "../web/e2e/sample-data.ts";
import type { ServerProcess } from "../web/e2e/server-process.ts";

/** Pages of a filled system, by the name of their picture. */
export type PicturePages = Readonly<Record<string, string>>;

const items = [
  { sku: "DROP-01", name: "Drop jacket", cents: 12_900, onHand: 120, perUserLimit: 4 },
  { sku: "GONE-04", name: "Poster of the first night", cents: 900, onHand: 0 },
  { sku: "MUG-02", name: "Enamel mug", cents: 1_450, onHand: 80, paused: true },
  { sku: "TEE-BLK", name: "Tee, black", cents: 1_999, onHand: 6 },
  { sku: "TEE-WHT", name: "Tee, white", cents: 1_999, onHand: 400 },
  {
    sku: "VINYL-07",
    name: "Vinyl record, signed by all who were in the room when it was cut",
    cents: 4_900,
    onHand: 25,
    saleStartsAt: "2099-01-01T10:00:00Z",
  },
] as const;
const names = [
  "Ada Buyer",
  "Bruno Dahl",
  "Chen Li",
  "王小明",
  "Wolfeschlegelsteinhausen Bergerdorff",
];

/**
 * Fills a system with the same each time: items in every state, users with short and long names, orders that are placed, cancelled and on
 * hold, an item that was edited. What stays different (ids, times) is evened out when the pictures are taken.
 */
export async function fillPictureShop(server: ServerProcess): Promise<PicturePages> {
  for (const item of items) await createItem(server, item);
  const userIds: string[] = [];
  for (const [index, name] of names.entries()) {
    const request = { email: `buyer-${index}@example.com`, name };
    const { user } = await server.call("users.v1.UserService/CreateUser", request);
    userIds.push((user as { readonly userId: string }).userId);
  }
  const orderIds: string[] = [];
  for (let index = 0; index < 12; index += 1) {
    const lines = index % 3 === 0 ? { "DROP-01": 1, "TEE-WHT": 2 } : { "TEE-WHT": 1 + (index % 4) };
    orderIds.push(await placeOrder(server, userIds[index % userIds.length] ?? "", lines));
  }
  const [orderId = "", other = ""] = orderIds;
  await server.call("orders.v1.OrderService/HoldOrder", { orderId, reason: "address looks wrong" });
  await server.call("orders.v1.OrderService/CancelOrder", {
    orderId: other,
    reason: "bought twice",
  });
  await server.call("inventory.v1.InventoryService/AdjustStock", {
    sku: "DROP-01",
    delta: -3,
    reason: "damaged in transit",
    idempotencyKey: randomUUID(),
  });
  return {
    "full-live": "/",
    "full-orders": "/orders",
    "full-order": `/orders/${orderId}`,
    "full-stock": "/stock",
    "full-item": "/stock/DROP-01",
    "full-users": "/users",
    "full-user": `/users/${userIds[0]}`,
  };
}
