import { randomUUID } from "node:crypto";
import { createContextValues } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { OrderService } from "#gen/sluice/orders/v1/order_service_pb.ts";
import { loadConfig } from "../../config.ts";
import { createLogger } from "../../platform/log.ts";
import { createMetrics } from "../../platform/metrics.ts";
import { Call, callKey } from "../../rpc/call.ts";
import { RequestHead } from "../../rpc/exchange.ts";
import { createAdmission, localOperator, requestGate } from "../../rpc/guards.ts";
import { deadline } from "../../rpc/interceptors/deadline.ts";
import { observe, telemetry } from "../../rpc/interceptors/telemetry.ts";
import { listen } from "../../rpc/listen.ts";
import { preparedAnswer } from "./prepared-answer.ts";

/**
 * What PlaceOrder is measured against: stock connect-node, its own adapter and pipeline, on our listener, with the same guards and
 * interceptors and messages of the same size. It stores nothing.
 */
const prepared = preparedAnswer();
const config = loadConfig(process.env, process.argv.slice(2));
const log = createLogger({ level: config.logLevel });
const metrics = createMetrics();
const handle = connectNodeAdapter({
  routes: (router) => router.service(OrderService, { placeOrder: () => prepared }),
  contextValues({ method, url, headers }) {
    const head = new RequestHead(method, url, headers);
    return createContextValues().set(callKey, new Call(performance.now(), { head }));
  },
  requestGate: requestGate({
    authenticate: localOperator,
    admission: createAdmission(config),
    ended({ method, protocolName }, call) {
      const name = `${method.parent.typeName}/${method.name}`;
      observe(metrics, call, { method: name, protocol: protocolName });
    },
  }),
  interceptors: [telemetry({ log, newReferenceId: randomUUID }), deadline],
  readMaxBytes: config.messageSizeMaxBytes,
});
const { url } = await listen(config, { stream: () => false, request: handle });
log.info({ url }, "the echo listens");
process.on("SIGTERM", () => process.exit(0));
