import { OrderService } from "#gen/sluice/orders/v1/order_service_pb.ts";
import { loadConfig } from "../../config.ts";
import { createLogger } from "../../platform/log.ts";
import { createMetrics } from "../../platform/metrics.ts";
import { createHealth } from "../../rpc/health.ts";
import { createServer } from "../../rpc/server.ts";
import { preparedAnswer } from "./prepared-answer.ts";

/**
 * An echo on our own server: what PlaceOrder costs beyond it is parsing, storing and answering. For `bench place --own-echo`.
 */
const prepared = preparedAnswer();
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
