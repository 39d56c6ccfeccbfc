import { randomUUID } from "node:crypto";
import { OrderService } from "#gen/sluice/orders/v1/order_service_pb.ts";
import { loadConfig } from "../config.ts";
import { placeOrderResponse } from "../orders/place-order-message.ts";
import { createLogger } from "../platform/log.ts";
import { createMetrics } from "../platform/metrics.ts";
import { createHealth } from "../rpc/health.ts";
import { createServer } from "../rpc/server.ts";
import { skuOf } from "./shop.ts";

/**
 * What PlaceOrder is measured against: the same listener, guards, interceptors and codecs, with a handler that answers
 * a prepared message of the size of a real answer. It stores nothing.
 */
const nowMs = Date.now();
const total = { currencyCode: "EUR", minorUnits: 12_900n };
const prepared = placeOrderResponse({
  kind: "done",
  seq: 100_000,
  replayed: false,
  subject: {
    orderId: randomUUID(),
    placedSeq: 100_000,
    userId: randomUUID(),
    lines: [{ sku: skuOf(0), quantity: 1, unitPriceMinor: total.minorUnits }],
    total,
    status: "placed",
    hold: "held",
    holdExpiresAtMs: nowMs + 900_000,
    paymentStatus: "none",
    version: 1,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    cancelReason: "",
  },
});

const config = loadConfig(process.env, process.argv.slice(2));
const log = createLogger({ level: config.logLevel });
const health = createHealth([OrderService]);
const server = createServer({
  config,
  log,
  metrics: createMetrics(),
  services: (router) => router.service(OrderService, { placeOrder: () => prepared }),
  describedServices: [OrderService],
  health,
});
const { url } = await server.listen();
health.set(true);
log.info({ url }, "the echo listens");
process.on("SIGTERM", () => process.exit(0));
