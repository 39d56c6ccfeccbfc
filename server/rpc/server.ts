import { randomUUID } from "node:crypto";
import type { DescService } from "@bufbuild/protobuf";
import type { ConnectRouter } from "@connectrpc/connect";
import { Code } from "@connectrpc/connect";
import { Health as HealthService } from "#gen/health/v1/health_pb.ts";
import type { Config } from "../config.ts";
import { assert } from "../core/assert.ts";
import type { Logger } from "../platform/log.ts";
import type { Metrics } from "../platform/metrics.ts";
import { refused } from "./errors.ts";
import { createFallback } from "./fallback.ts";
import { createAdmission, localOperator, requestGate } from "./guards.ts";
import type { Health } from "./health.ts";
import { deadline } from "./interceptors/deadline.ts";
import { observe, telemetry } from "./interceptors/telemetry.ts";
import type { LeanRouter } from "./lean-routes.ts";
import { createLeanRoutes } from "./lean-routes.ts";
import type { ListenConfig, Listener } from "./listen.ts";
import { listen } from "./listen.ts";
import { methodName } from "./method-name.ts";
import { createReflection } from "./reflection.ts";
import type { Routes } from "./routes.ts";
import { createRoutes } from "./routes.ts";
import { createOriginGuard } from "./same-origin.ts";
import { createStockHandlers } from "./stock.ts";

export type RpcConfig = ListenConfig &
  Pick<
    Config,
    | "allowedHosts"
    | "messageSizeMaxBytes"
    | "deadlineDefaultMs"
    | "deadlineMaxMs"
    | "streamDeadlineMaxMs"
    | "drainTimeoutMs"
    | "inFlightMax"
    | "streamsOpenMax"
  >;

export interface RpcServerOptions {
  readonly config: RpcConfig;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Registers the handlers; health and reflection are added here. */
  readonly services: (router: ConnectRouter) => void;
  /** Registers server streams that write enveloped bytes themselves. */
  readonly leanStreams?: (router: LeanRouter) => void;
  /** False serves unary calls by the library alone, to compare the two in tests and benches. */
  readonly leanUnary?: boolean;
  /** What reflection describes. */
  readonly describedServices: readonly DescService[];
  readonly health: Health;
  /** Directory of the built console; web/dist unless a test has another. */
  readonly webRoot?: string;
}

export interface RpcServer {
  /** Opens the port; once. Rejects with the operating system's error when it is taken. */
  readonly listen: () => Promise<{ readonly port: number; readonly url: string }>;
  /**
   * Says NOT_SERVING, takes no more calls, tells the streams that want to know, and waits up to `drainTimeoutMs`. Calls that are still
   * open shortly before that are ended with UNAVAILABLE.
   */
  readonly drain: () => Promise<void>;
  /** Cuts every connection. */
  readonly close: () => Promise<void>;
}

/** Time between two looks at all connections and open calls; a quarter of the shortest timeout they enforce. */
const sweepMaxMs = 1_000;
const sweepMinMs = 20;
/** What calls that are ended by the drain have to write their last words. */
const lastWordsMs = 500;

/** The whole RPC layer, for main, tests and the bench alike: listener, guards, interceptors, services. */
export function createServer(options: RpcServerOptions): RpcServer {
  const { config, health } = options;
  const routes = createServerRoutes(options);
  const { calls } = routes;
  let listener: Listener | undefined;
  let sweeper: NodeJS.Timeout | undefined;
  const stop = async (how: (open: Listener) => Promise<void>): Promise<void> => {
    if (listener !== undefined) await how(listener);
    clearInterval(sweeper);
  };
  return {
    async listen() {
      assert(listener === undefined, "listen is called once");
      const open = await listen(config, routes);
      listener = open;
      options.metrics.gauge("rpc_connections", "Open connections", () => open.connections());
      sweeper = setInterval(() => {
        const nowMs = performance.now();
        open.sweep(nowMs);
        calls.sweep(nowMs);
      }, sweepIntervalMs(config)).unref();
      return { port: open.port, url: open.url };
    },
    drain: () =>
      stop(async (open) => {
        health.set(false);
        const patienceMs = Math.max(0, config.drainTimeoutMs - lastWordsMs);
        const timer = setTimeout(() => calls.abortAll(stopping), patienceMs);
        const drained = open.drain(config.drainTimeoutMs);
        calls.drain();
        await drained;
        clearTimeout(timer);
      }),
    close: () => stop((open) => open.close()),
  };
}

function createServerRoutes(options: RpcServerOptions): Routes {
  const { config, log, metrics, health } = options;
  const admission = createAdmission(config);
  metrics.gauge("rpc_in_flight", "Unary calls in flight", admission.inFlight);
  metrics.gauge("rpc_streams_open", "Streaming calls that are open", admission.streamsOpen);
  const bugs = { log, newReferenceId: randomUUID };
  const { messageSizeMaxBytes, deadlineDefaultMs, deadlineMaxMs, streamDeadlineMaxMs } = config;
  const deadlines = {
    unaryDeadline: { defaultMs: deadlineDefaultMs, maxMs: deadlineMaxMs },
    streamDeadline: { defaultMs: streamDeadlineMaxMs, maxMs: streamDeadlineMaxMs },
  };
  const { handlers, unary } = createStockHandlers({
    services: [
      options.services,
      health.routes,
      createReflection([...options.describedServices, HealthService]),
    ],
    requestGate: requestGate({
      authenticate: localOperator,
      admission,
      ended({ method, protocolName }, call) {
        observe(metrics, call, { method: methodName(method), protocol: protocolName });
      },
    }),
    interceptors: [telemetry(bugs), deadline],
    messageSizeMaxBytes,
  });
  const lean = createLeanRoutes({
    ...deadlines,
    messageSizeMaxBytes,
    metrics,
    admission,
    bugs,
    authenticate: localOperator,
    unary: options.leanUnary === false ? [] : unary,
    streams: options.leanStreams,
  });
  const guard = createOriginGuard(config);
  const fallback = createFallback(metrics, options.webRoot);
  return createRoutes({ ...deadlines, messageSizeMaxBytes, handlers, lean, guard, fallback, log });
}

function stopping() {
  const message = "the server is stopping";
  return refused({ code: Code.Unavailable, reason: "STOPPING", message, retryAfterMs: 1_000 });
}

function sweepIntervalMs(config: RpcConfig): number {
  const { headersTimeoutMs, idleTimeoutMs, keepaliveMs, keepaliveTimeoutMs } = config;
  const shortestMs = Math.min(headersTimeoutMs, idleTimeoutMs, keepaliveMs, keepaliveTimeoutMs);
  return Math.max(sweepMinMs, Math.min(sweepMaxMs, shortestMs / 4));
}
