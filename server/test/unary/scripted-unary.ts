import type { ConnectRouter, HandlerContext } from "@connectrpc/connect";
import { Code, ConnectError } from "@connectrpc/connect";
import { OrderService } from "#gen/sluice/orders/v1/order_service_pb.ts";
import { refused } from "../../rpc/errors.ts";
import { longText, outOfStock } from "../rpc-scripted-services.ts";

/**
 * PlaceOrder that does as the user id says, in ways that a client can tell apart by bytes; GetOrder is not implemented. For putting
 * the same request to the lean path and to the library's.
 */
export function scriptedUnary(router: ConnectRouter): void {
  router.service(OrderService, {
    placeOrder: async ({ userId }, context) => {
      await Promise.resolve();
      return { order: answerTo(userId, context) };
    },
    cancelOrder: ({ orderId }, context) => ({ order: answerTo(orderId, context) }),
  });
}

function answerTo(order: string, context: HandlerContext) {
  switch (order) {
    case "long":
      return { orderId: longText };
    case "too long":
      return { orderId: "x".repeat(5_000_000) };
    case "unprintable":
      return { version: 2n ** 70n };
    case "error":
      throw outOfStock();
    case "long error":
      throw refused({ code: Code.Aborted, reason: "LONG", message: longText.slice(0, 2_000) });
    case "error with metadata":
      throw new ConnectError("no: 100%", Code.NotFound, {
        "x-why": "because",
        "content-type": "text/plain",
      });
    case "headers":
      context.responseHeader.set("x-sluice", "first");
      context.responseHeader.append("x-sluice", "second");
      context.responseTrailer.set("x-after", "all");
      return { orderId: longText };
    case "headers and error":
      context.responseHeader.set("x-sluice", "first");
      context.responseTrailer.set("x-after", "all");
      throw outOfStock();
    case "context":
      return { orderId: textOf(context) };
    default:
      return { orderId: order };
  }
}

/** What a handler can see of its call, but for what differs from one to the next. */
function textOf(context: HandlerContext): string {
  const { method, service, protocolName, requestMethod, requestHeader, signal, url } = context;
  const leftMs = context.timeoutMs();
  return JSON.stringify({
    method: method.name,
    service: service.typeName,
    protocolName,
    requestMethod,
    path: new URL(url).pathname + new URL(url).search,
    asked: requestHeader.get("x-asked"),
    agent: requestHeader.get("user-agent"),
    aborted: signal.aborted,
    inTime: leftMs !== undefined && leftMs > 4_000 && leftMs <= 5_000,
  });
}
