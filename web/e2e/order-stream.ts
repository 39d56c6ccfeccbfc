import { randomUUID } from "node:crypto";
import { createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { OrderService } from "#gen/sluice/orders/v1/order_service_pb.ts";
import type { PlaceOrdersRequest } from "#gen/sluice/orders/v1/order_service_pb.ts";
import type { MessageInitShape } from "@bufbuild/protobuf";
import type { PlaceOrdersRequestSchema } from "#gen/sluice/orders/v1/order_service_pb.ts";
import type { ServerProcess } from "./server-process.ts";

export type OrderInit = Omit<
  MessageInitShape<typeof PlaceOrdersRequestSchema>,
  keyof Pick<PlaceOrdersRequest, "$typeName" | "idempotencyKey">
>;

/** Places orders through one PlaceOrders stream and answers the ids of those that were taken, in their order. */
export async function placeOrders(
  server: Pick<ServerProcess, "url">,
  orders: Iterable<OrderInit> | AsyncIterable<OrderInit>,
): Promise<readonly string[]> {
  const client = createClient(OrderService, createGrpcTransport({ baseUrl: server.url }));
  async function* requests() {
    for await (const order of orders) yield { idempotencyKey: randomUUID(), ...order };
  }
  const placed: string[] = [];
  for await (const { result } of client.placeOrders(requests(), { timeoutMs: 120_000 })) {
    if (result.case === "ok") placed.push(result.value.order?.orderId ?? "");
  }
  return placed;
}

/** Orders at a steady pace: in bursts of 20 ms, as a server would see them. */
export async function* atPace(
  orderOf: (index: number) => OrderInit,
  perSecond: number,
  durationMs: number,
): AsyncGenerator<OrderInit> {
  const startedMs = performance.now();
  let sent = 0;
  for (;;) {
    const elapsedMs = performance.now() - startedMs;
    if (elapsedMs >= durationMs) return;
    for (; sent < (elapsedMs / 1_000) * perSecond; sent += 1) yield orderOf(sent);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
