import type { TestContext } from "node:test";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { createClient } from "@connectrpc/connect";
import { InventoryService } from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import { LiveService } from "#gen/sluice/live/v1/live_service_pb.ts";
import { OrderService } from "#gen/sluice/orders/v1/order_service_pb.ts";
import { PaymentService } from "#gen/sluice/payments/v1/payment_service_pb.ts";
import { UserService } from "#gen/sluice/users/v1/user_service_pb.ts";
import type { Config } from "../../config.ts";
import { inventoryService } from "../../inventory/inventory-service.ts";
import type { Hub } from "../../live/hub.ts";
import { liveService } from "../../live/live-service.ts";
import { startLive } from "../../live/live.ts";
import { orderService } from "../../orders/order-service.ts";
import type { Gateway } from "../../payments/gateway.ts";
import { paymentService } from "../../payments/payment-service.ts";
import { createLogger } from "../../platform/log.ts";
import { createMetrics } from "../../platform/metrics.ts";
import { createGateway } from "../../rpc/gateway/gateway-client.ts";
import { createHealth } from "../../rpc/health.ts";
import { createServer } from "../../rpc/server.ts";
import type { SqliteStorage } from "../../storage/sqlite/sqlite-storage.ts";
import { userService } from "../../users/user-service.ts";
import { SomeBooks } from "../payments/some-books.ts";
import { testConfig } from "../rpc-test-server.ts";
import { clientsOf, openTestStorage } from "../sluice-test-server.ts";
import type { Clients } from "../sluice-test-server.ts";
import { noPlaces } from "../payments/no-places.ts";

/** Users, inventory, orders, payments and Watch over a real storage on a real port. */
export interface LiveServer {
  readonly url: string;
  readonly port: number;
  readonly hub: Hub;
  readonly storage: SqliteStorage;
  readonly gateway: Gateway;
  readonly books: SomeBooks;
  /** The lines it has logged. */
  readonly logged: readonly string[];
  /** gRPC clients. */
  readonly clients: Clients & { readonly live: LiveClient };
  readonly drain: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export type LiveClient = ReturnType<typeof createClient<typeof LiveService>>;

const services = [UserService, InventoryService, OrderService, PaymentService, LiveService];

/** Starts a server that ends with the test. */
export async function startLiveServer(
  t: { readonly after: (fn: () => Promise<void> | void) => void },
  { ca, ...overrides }: Partial<Config> & { readonly ca?: string } = {},
): Promise<LiveServer> {
  const storage = openTestStorage(t as TestContext);
  const config = testConfig({ liveTickMs: 1, ...overrides });
  const gateway = createGateway({ config, clock: storage.clock, random: Math.random });
  const books = new SomeBooks();
  const live = await startLive({
    storage,
    gateway,
    ledger: books,
    clock: storage.clock,
    tickMs: config.liveTickMs,
    heartbeatMs: config.liveHeartbeatMs,
    ringMaxBytes: config.liveRingBytes,
  });
  const { hub, recorder, channelFeed, ledgerFeed, stop } = live;
  const { lean, stock } = liveService({
    hub,
    storage,
    metricsHistory: () => recorder.history(),
    channelsNow: () => channelFeed.now(),
    ledgerNow: () => ledgerFeed.now(),
  });
  const logged: string[] = [];
  const health = createHealth(services);
  const server = createServer({
    config,
    log: createLogger({ level: "info", sink: { write: (line) => void logged.push(line) } }),
    metrics: createMetrics(),
    describedServices: services,
    health,
    leanStreams: lean,
    services(router) {
      router.service(UserService, userService({ storage }));
      router.service(InventoryService, inventoryService({ storage }));
      router.service(OrderService, orderService({ storage, placeOrdersWindow: 8 }));
      router.service(PaymentService, paymentService({ storage, gateway, worker: noPlaces }));
      stock(router);
    },
  });
  health.set(true);
  const { url, port } = await server.listen();
  const { drain } = server;
  const close = async (): Promise<void> => {
    await server.close();
    stop();
  };
  t.after(close);
  const transport = createGrpcTransport({
    baseUrl: url,
    nodeOptions: ca === undefined ? {} : { ca },
  });
  const clients = { ...clientsOf(transport), live: createClient(LiveService, transport) };
  return { url, port, hub, storage, gateway, books, logged, clients, drain, close };
}
