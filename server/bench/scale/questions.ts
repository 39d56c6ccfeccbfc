import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import type { MessageInitShape } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import {
  ListItemsRequestSchema,
  ListItemsResponseSchema,
} from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import { OrderStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import {
  GetOrderRequestSchema,
  ListOrdersRequestSchema,
  ListOrdersResponseSchema,
} from "#gen/sluice/orders/v1/order_service_pb.ts";
import {
  ListUsersRequestSchema,
  ListUsersResponseSchema,
} from "#gen/sluice/users/v1/user_service_pb.ts";
import type { LoadedFacts } from "../load-orders.ts";
import { soldOutSku } from "../shop.ts";

/** A request with its bytes made beforehand. */
export interface Question {
  readonly name: string;
  readonly path: string;
  readonly body: Uint8Array;
  /** Rows in the answer; empty when it is no list. */
  readonly rowsOf: (answer: Uint8Array) => number | "";
}

/** GetOrder, and a page of 50 by every filter and by mixes of them; users and items by what brings one row in any directory. */
export function questionsOf(facts: LoadedFacts): readonly Question[] {
  const { userId, email, sku, orderId } = facts;
  const common = { statuses: [OrderStatus.PLACED] };
  const rare = { statuses: [OrderStatus.CANCELLED] };
  const time = {
    createdFrom: timestampFromMs(facts.fromMs),
    createdBefore: timestampFromMs(facts.beforeMs),
  };
  return [
    getOrder(orderId),
    list("no filter", {}),
    list("id", { orderId }),
    list("user", { userId }),
    list("e-mail", { email }),
    list("status, common", common),
    list("status, rare", rare),
    list("SKU", { sku }),
    list("time", time),
    list("user + status, common", { userId, ...common }),
    list("user + time", { userId, ...time }),
    list("user + status, rare", { userId, ...rare }),
    list("SKU + status, common", { sku, ...common }),
    list("SKU + status, rare", { sku, ...rare }),
    list("SKU + time", { sku, ...time }),
    list("status, common + time", { ...common, ...time }),
    list("status, rare + time", { ...rare, ...time }),
    list("user + SKU", { userId, sku }),
    list("on hold", { onHold: true }),
    list("on hold + status, common", { onHold: true, ...common }),
    list("not on hold + SKU", { onHold: false, sku }),
    listUsers("id", userId),
    listUsers("e-mail", email),
    listItems("SKU", { query: soldOutSku.toLowerCase() }),
    listItems("word of the name", { query: "gone" }),
    listItems("sold out", { soldOut: true }),
  ];
}

function getOrder(orderId: string): Question {
  const body = toBinary(GetOrderRequestSchema, create(GetOrderRequestSchema, { orderId }));
  const path = "/sluice.orders.v1.OrderService/GetOrder";
  return { name: "GetOrder", path, body, rowsOf: () => "" };
}

function list(name: string, filter: MessageInitShape<typeof ListOrdersRequestSchema>): Question {
  const body = toBinary(ListOrdersRequestSchema, create(ListOrdersRequestSchema, filter));
  return {
    name: `ListOrders, ${name}`,
    path: "/sluice.orders.v1.OrderService/ListOrders",
    body,
    rowsOf: (answer) => fromBinary(ListOrdersResponseSchema, answer).orders.length,
  };
}

function listUsers(name: string, query: string): Question {
  return {
    name: `ListUsers, ${name}`,
    path: "/sluice.users.v1.UserService/ListUsers",
    body: toBinary(ListUsersRequestSchema, create(ListUsersRequestSchema, { query })),
    rowsOf: (answer) => fromBinary(ListUsersResponseSchema, answer).users.length,
  };
}

function listItems(
  name: string,
  filter: MessageInitShape<typeof ListItemsRequestSchema>,
): Question {
  return {
    name: `ListItems, ${name}`,
    path: "/sluice.inventory.v1.InventoryService/ListItems",
    body: toBinary(ListItemsRequestSchema, create(ListItemsRequestSchema, filter)),
    rowsOf: (answer) => fromBinary(ListItemsResponseSchema, answer).items.length,
  };
}
