import { create, toBinary } from "@bufbuild/protobuf";
import type { MessageInitShape } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { OrderStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import {
  GetOrderRequestSchema,
  ListOrdersRequestSchema,
} from "#gen/sluice/orders/v1/order_service_pb.ts";
import type { LoadedFacts } from "../load-orders.ts";

/** A request with its bytes made beforehand. */
export interface Question {
  readonly name: string;
  readonly path: string;
  readonly body: Uint8Array;
}

/** GetOrder, and a page of 50 by every filter and by mixes of them. */
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
  ];
}

function getOrder(orderId: string): Question {
  const body = toBinary(GetOrderRequestSchema, create(GetOrderRequestSchema, { orderId }));
  return { name: "GetOrder", path: "/sluice.orders.v1.OrderService/GetOrder", body };
}

function list(name: string, filter: MessageInitShape<typeof ListOrdersRequestSchema>): Question {
  const body = toBinary(ListOrdersRequestSchema, create(ListOrdersRequestSchema, filter));
  return { name: `ListOrders, ${name}`, path: "/sluice.orders.v1.OrderService/ListOrders", body };
}
