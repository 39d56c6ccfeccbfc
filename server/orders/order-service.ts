import type { ServiceImpl } from "@connectrpc/connect";
import type {
  HoldOrderRequest,
  ListOrderEventsRequest,
  OrderService,
} from "#gen/sluice/orders/v1/order_service_pb.ts";
import type { HoldOrder, OrderOutcome, ReleaseOrder } from "../commands/command.ts";
import { accepted, applyCommand, readStorage } from "../rpc/apply-command.ts";
import type { Asked } from "../rpc/apply-command.ts";
import { expectedVersionRange, pageSizeField } from "../rpc/fields.ts";
import { encodePageToken, pageTokenField } from "../rpc/page-token.ts";
import type { ListFilter } from "../rpc/page-token.ts";
import { notFound } from "../rpc/problem-error.ts";
import { Violations } from "../rpc/violations.ts";
import type { OrderEventsQuery, Storage } from "../storage/storage.ts";
import {
  parseCancelOrder,
  parseFulfilOrder,
  parseOrderStep,
  parseReturnOrder,
} from "./fulfilment-message.ts";
import { ordersPageToken, parseListOrders } from "./list-orders-message.ts";
import { orderEventMessage } from "./order-event-message.ts";
import { orderMessage } from "./order-message.ts";
import { reasonMaxLength } from "./order.ts";
import { parsePlaceOrder, placeOrderResponse } from "./place-order-message.ts";
import { placeOrders } from "./place-orders-service.ts";

export interface OrderServiceDependencies {
  readonly storage: Storage;
  /** Most orders of one PlaceOrders stream that were read and whose answers were not. */
  readonly placeOrdersWindow: number;
}

/** The handlers of sluice.orders.v1.OrderService, but for the one of stuck-order-service.ts. */
export function orderService(
  dependencies: OrderServiceDependencies,
): Omit<ServiceImpl<typeof OrderService>, "listStuckOrders"> {
  const { storage } = dependencies;
  return {
    placeOrder: (request, context) =>
      applyCommand(storage, context, parsePlaceOrder(request), placeOrderResponse),

    placeOrders: (requests, context) => placeOrders(dependencies, requests, context),

    cancelOrder: (request, context) =>
      applyCommand(storage, context, parseCancelOrder(request), orderResponse),

    fulfilOrder: (request, context) =>
      applyCommand(storage, context, parseFulfilOrder(request), orderResponse),

    recordDelivery: (request, context) =>
      applyCommand(storage, context, parseOrderStep("record_delivery", request), orderResponse),

    returnOrder: (request, context) =>
      applyCommand(storage, context, parseReturnOrder(request), orderResponse),

    closeOrder: (request, context) =>
      applyCommand(storage, context, parseOrderStep("close_order", request), orderResponse),

    holdOrder: (request, context) =>
      applyCommand(storage, context, parseOrderChange("hold_order", request), orderResponse),

    releaseOrder: (request, context) =>
      applyCommand(storage, context, parseOrderChange("release_order", request), orderResponse),

    getOrder: async (request, context) => {
      const violations = new Violations();
      const orderId = violations.uuid("order_id", request.orderId);
      violations.throwIfAny();
      const order = await readStorage(context, () => storage.getOrder(orderId));
      if (order === undefined) throw notFound({ reason: "ORDER_NOT_FOUND", orderId });
      return { order: orderMessage(order) };
    },

    listOrders: async (request, context) => {
      const { query, tokenFilter } = parseListOrders(request);
      const page = await readStorage(context, () => storage.listOrders(query));
      return {
        orders: page.rows.map(orderMessage),
        nextPageToken: ordersPageToken(tokenFilter, page.older),
        previousPageToken: ordersPageToken(tokenFilter, page.newer),
      };
    },

    listOrderEvents: async (request, context) => {
      const { query, filter } = parseListOrderEvents(request);
      const { orderId } = query;
      const page = await readStorage(context, () => storage.listOrderEvents(query));
      // Every order has events: a page without any is the only sign of an order that is not there.
      if (page.rows.length === 0) {
        const order = await readStorage(context, () => storage.getOrder(orderId));
        if (order === undefined) throw notFound({ reason: "ORDER_NOT_FOUND", orderId });
      }
      return {
        events: page.rows.map(orderEventMessage),
        nextPageToken: encodePageToken(filter, page.next),
      };
    },
  };
}

function orderResponse(outcome: OrderOutcome) {
  const { subject, replayed } = accepted(outcome);
  return { order: orderMessage(subject), replayed };
}

type OrderChange = HoldOrder | ReleaseOrder;
type OrderChangeFields = Pick<
  HoldOrderRequest,
  "orderId" | "reason" | "expectedVersion" | "idempotencyKey"
>;

/** What is asked of one order, with a reason: the requests differ in their command alone. */
function parseOrderChange(
  type: OrderChange["type"],
  request: OrderChangeFields,
): Asked<OrderChange> {
  const violations = new Violations();
  const { reason } = request;
  const orderId = violations.uuid("order_id", request.orderId);
  violations.text("reason", reason, reasonMaxLength);
  const expectedVersion = violations.integer(
    "expected_version",
    request.expectedVersion,
    expectedVersionRange,
  );
  const idempotencyKey = violations.optionalUuid("idempotency_key", request.idempotencyKey);
  violations.throwIfAny();
  return { command: { type, orderId, reason, expectedVersion }, idempotencyKey };
}

function parseListOrderEvents(request: ListOrderEventsRequest): {
  query: OrderEventsQuery;
  filter: ListFilter;
} {
  const violations = new Violations();
  const orderId = violations.uuid("order_id", request.orderId);
  const limit = pageSizeField(violations, request.pageSize);
  const filter = ["order_events", orderId];
  const after = pageTokenField(violations, filter, request.pageToken);
  violations.throwIfAny();
  return { query: { orderId, limit, after }, filter };
}
