import { randomUUID } from "node:crypto";
import type { ServerProcess } from "./server-process.ts";

/** Creates a user and answers their id. */
export async function createUser(server: ServerProcess, name: string): Promise<string> {
  const email = `${name.toLowerCase().replaceAll(/[^a-z]+/g, ".")}.${randomUUID()}@example.com`;
  const { user } = await server.call("users.v1.UserService/CreateUser", { email, name });
  return (user as { readonly userId: string }).userId;
}

/** Creates an item priced in euros. `fields` are those of CreateItemRequest, in JSON. */
export async function createItem(
  server: ServerProcess,
  fields: { readonly sku: string; readonly name: string; readonly cents: number } & Readonly<
    Record<string, unknown>
  >,
): Promise<void> {
  const { cents, ...rest } = fields;
  const price = { currencyCode: "EUR", minorUnits: cents };
  await server.call("inventory.v1.InventoryService/CreateItem", { price, ...rest });
}

/** Places an order of quantities by SKU and answers its id. */
export async function placeOrder(
  server: ServerProcess,
  userId: string,
  quantities: Readonly<Record<string, number>>,
): Promise<string> {
  const lines = Object.entries(quantities).map(([sku, quantity]) => ({ sku, quantity }));
  const request = { idempotencyKey: randomUUID(), userId, lines };
  const { order } = await server.call("orders.v1.OrderService/PlaceOrder", request);
  return (order as { readonly orderId: string }).orderId;
}

/** Calls an order off. */
export async function cancelOrder(server: ServerProcess, orderId: string): Promise<void> {
  const reason = "changed their mind";
  await server.call("orders.v1.OrderService/CancelOrder", { orderId, reason });
}

/** Puts an order on hold. */
export async function holdOrder(server: ServerProcess, orderId: string): Promise<void> {
  const reason = "address in doubt";
  await server.call("orders.v1.OrderService/HoldOrder", { orderId, reason });
}

/** Places many orders, a few at a time, and answers their ids in no order. */
export async function placeOrders(
  server: ServerProcess,
  userId: string,
  quantities: Readonly<Record<string, number>>,
  count: number,
): Promise<readonly string[]> {
  const ids: string[] = [];
  const place = async (): Promise<void> => {
    while (ids.length < count) {
      const slot = ids.push("") - 1;
      ids[slot] = await placeOrder(server, userId, quantities);
    }
  };
  await Promise.all(Array.from({ length: 16 }, place));
  return ids;
}

/** Begins to pay an order with a card token, and answers the payment's id. */
export async function payOrder(
  server: ServerProcess,
  orderId: string,
  cardToken = "tok_approve",
): Promise<string> {
  const request = { idempotencyKey: randomUUID(), orderId, cardToken };
  const { payment } = await server.call("payments.v1.PaymentService/PayOrder", request);
  return (payment as { readonly paymentId: string }).paymentId;
}
