import { createClient } from "@connectrpc/connect";
import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import { InventoryService } from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import { OrderService } from "#gen/sluice/orders/v1/order_service_pb.ts";
import { PaymentService } from "#gen/sluice/payments/v1/payment_service_pb.ts";
import type { User } from "#gen/sluice/users/v1/user_pb.ts";
import { UserService } from "#gen/sluice/users/v1/user_service_pb.ts";
import { foundPayment } from "../payments/found-payment.ts";
import { transport } from "../rpc.ts";
import { foundOrder } from "./found-order.ts";
import type { Found } from "./found.ts";
import type { SearchSource } from "./object-search.ts";

/** Objects of one kind that are shown. */
const pageSize = 5;

const orders = createClient(OrderService, transport);
const items = createClient(InventoryService, transport);
const users = createClient(UserService, transport);
const payments = createClient(PaymentService, transport);

/** The searches of the palette, in the order in which their results stand. */
export const sources: readonly SearchSource[] = [
  async ({ id }, signal) => {
    if (id === undefined) return [];
    // Not GetOrder: an id that is nobody's, or a user's, is an answer and no failure.
    const answer = await orders.listOrders({ orderId: id, pageSize }, { signal });
    return answer.orders.map(foundOrder);
  },
  async ({ id }, signal) => {
    if (id === undefined) return [];
    // Not GetPayment, for the same reason. An id is of a payment or of its order, so nothing comes twice.
    const answers = await Promise.all(
      [{ paymentId: id }, { orderId: id }].map((filter) =>
        payments.listPayments({ ...filter, pageSize }, { signal }),
      ),
    );
    return answers.flatMap((answer) => answer.payments.map(foundPayment));
  },
  async ({ items: query }, signal) => {
    if (query === undefined) return [];
    const answer = await items.listItems({ query, pageSize }, { signal });
    return answer.items.map(ofItem);
  },
  async ({ users: query }, signal) => {
    if (query === undefined) return [];
    const answer = await users.listUsers({ query, pageSize }, { signal });
    return answer.users.map(ofUser);
  },
  async ({ email, sku }, signal) => {
    if (email === undefined && sku === undefined) return [];
    const filter = email === undefined ? { sku: sku ?? "" } : { email };
    const answer = await orders.listOrders({ ...filter, pageSize }, { signal });
    return answer.orders.map(foundOrder);
  },
];

function ofItem({ sku, name }: Item): Found {
  return { kind: "item", id: sku, title: sku, detail: name };
}

function ofUser({ userId, email, name }: User): Found {
  return { kind: "user", id: userId, title: name, detail: email };
}
