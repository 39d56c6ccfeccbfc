import type { DescService } from "@bufbuild/protobuf";
import type { ConnectRouter } from "@connectrpc/connect";
import { OrderService } from "#gen/sluice/orders/v1/order_service_pb.ts";
import type { Config } from "../config.ts";
import { loadConfig } from "../config.ts";
import type { Logger } from "../platform/log.ts";
import { createLogger } from "../platform/log.ts";
import type { Metrics } from "../platform/metrics.ts";
import { createMetrics } from "../platform/metrics.ts";
import type { Health } from "../rpc/health.ts";
import { createHealth } from "../rpc/health.ts";
import { createServer } from "../rpc/server.ts";
import type { RpcServerOptions } from "../rpc/server.ts";
import { scriptedServices } from "./rpc-scripted-services.ts";

/** A server on a free port of the loopback address, with everything a test looks at. */
export interface TestServer {
  readonly url: string;
  readonly port: number;
  readonly health: Health;
  readonly metrics: Metrics;
  /** The lines it has logged, parsed. */
  readonly logged: readonly Record<string, unknown>[];
  readonly drain: () => Promise<void>;
  readonly close: () => Promise<void>;
  /** The same, for `await using`: a test that fails must not leave a server behind. */
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

/** The default settings on a free port, with some replaced. */
export function testConfig(overrides: Partial<Config> = {}): Config {
  return { ...loadConfig({}, []), port: 0, drainTimeoutMs: 2_000, ...overrides };
}

/** Starts a server with the scripted services, or with others. */
export async function startTestServer(
  overrides: Partial<Config> = {},
  services: (router: ConnectRouter) => void = scriptedServices(),
  describedServices: readonly DescService[] = [OrderService],
  more: Pick<RpcServerOptions, "webRoot" | "leanUnary"> = {},
): Promise<TestServer> {
  const logged: Record<string, unknown>[] = [];
  const log: Logger = createLogger({
    level: "info",
    sink: { write: (line) => void logged.push(JSON.parse(line) as Record<string, unknown>) },
  });
  const metrics = createMetrics();
  const health = createHealth(describedServices);
  health.set(true);
  const config = testConfig(overrides);
  const server = createServer({
    config,
    log,
    metrics,
    services,
    describedServices,
    health,
    ...more,
  });
  const { url, port } = await server.listen();
  const { drain, close } = server;
  return { url, port, health, metrics, logged, drain, close, [Symbol.asyncDispose]: close };
}
