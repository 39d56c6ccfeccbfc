import { createHistogram } from "node:perf_hooks";
import type { RecordableHistogram } from "node:perf_hooks";
import type { DescMessage, DescMethodServerStreaming } from "@bufbuild/protobuf";
import { OrderService } from "#gen/sluice/orders/v1/order_service_pb.ts";
import { loadConfig } from "../../config.ts";
import type { Config } from "../../config.ts";
import type { Hub } from "../../live/hub.ts";
import { liveService } from "../../live/live-service.ts";
import { startLive } from "../../live/live.ts";
import type { Live } from "../../live/live.ts";
import { orderService } from "../../orders/order-service.ts";
import { createLogger } from "../../platform/log.ts";
import { createMetrics } from "../../platform/metrics.ts";
import type { Metrics } from "../../platform/metrics.ts";
import { createGateway } from "../../rpc/gateway/gateway-client.ts";
import { createHealth } from "../../rpc/health.ts";
import type { LeanRouter } from "../../rpc/lean-routes.ts";
import { createServer } from "../../rpc/server.ts";
import type { LeanStreamOptions, WireSink } from "../../rpc/wire/server-stream.ts";
import { observePlaceOrder } from "../../services.ts";
import type { CommittedEvent } from "../../storage/storage.ts";
import type { SqliteStorage } from "../../storage/sqlite/sqlite-storage.ts";
import { SomeBooks } from "../../test/payments/some-books.ts";
import { openBenchStorage } from "../shop.ts";
import { preparedEvents } from "./prepared-events.ts";
import { firstSeq } from "./prepared-frames.ts";
import type { Side } from "./side.ts";
import { AllTaken } from "./side.ts";

/** A whole Sluice: storage, hub, listener, guards, handlers, put together as main.ts does, with a hold on its parts. */
export interface SluiceSide extends Side {
  readonly hub: Hub;
  readonly storage: SqliteStorage;
  /** Time from the commit of the oldest event of each tick to the end of its writes, in nanoseconds. */
  readonly flushes: RecordableHistogram;
  /** How long answered PlaceOrders took, from their first byte to their answer, in nanoseconds. */
  readonly answers: RecordableHistogram;
}

/** Starts a Sluice by the environment; frames that are sent carry `eventCount` events each, past the storage. */
export async function startSluiceSide(eventCount: number): Promise<SluiceSide> {
  const config = loadConfig(process.env, []);
  const storage = openBenchStorage(config.dataDir);
  const flushes = createHistogram();
  const answers = createHistogram();
  const { clock } = storage;
  const live = await startLive({
    storage,
    gateway: createGateway({ config, clock, random: Math.random }),
    ledger: new SomeBooks(),
    clock,
    tickMs: config.liveTickMs,
    heartbeatMs: config.liveHeartbeatMs,
    ringMaxBytes: config.liveRingBytes,
    onFlush: (waitedMs) => flushes.record(nanoseconds(waitedMs)),
  });
  const sinks = new AllTaken<WireSink>();
  const metrics = observePlaceOrder(timed(createMetrics(), answers), live);
  const url = await listen({ config, storage, live, metrics, sinks });
  const publisher = new Publisher(live.hub, eventCount);
  return {
    url,
    hub: live.hub,
    storage,
    flushes,
    answers,
    subscriberCount: () => live.hub.subscriberCount,
    prepare: (frameCount) => publisher.prepare(frameCount),
    send() {
      publisher.publish();
      sinks.restart();
    },
    taken: () => sinks.isTrue(),
  };
}

/** The same metrics, also recording how long each PlaceOrder took. */
function timed(metrics: Metrics, answers: RecordableHistogram): Metrics {
  return {
    ...metrics,
    observeCall(call) {
      metrics.observeCall(call);
      if (call.method.endsWith("/PlaceOrder")) answers.record(nanoseconds(call.durationMs));
    },
  };
}

async function listen({
  config,
  storage,
  live,
  metrics,
  sinks,
}: {
  readonly config: Config;
  readonly storage: SqliteStorage;
  readonly live: Live;
  readonly metrics: Metrics;
  readonly sinks: AllTaken<WireSink>;
}): Promise<string> {
  const { placeOrdersWindow } = config;
  const metricsHistory = () => live.recorder.history();
  const channelsNow = () => live.channelFeed.now();
  const ledgerNow = () => live.ledgerFeed.now();
  const { hub } = live;
  const { lean, stock } = liveService({ hub, storage, metricsHistory, channelsNow, ledgerNow });
  const health = createHealth([]);
  const server = createServer({
    config,
    log: createLogger({ level: config.logLevel }),
    metrics,
    services(router) {
      router.service(OrderService, orderService({ storage, placeOrdersWindow }));
      stock(router);
    },
    leanStreams: (router) => lean(watched(router, sinks)),
    describedServices: [],
    health,
  });
  const { url } = await server.listen();
  health.set(true);
  return url;
}

/** Lets the bench see where bytes go, and changes nothing. */
function watched(router: LeanRouter, sinks: AllTaken<WireSink>): LeanRouter {
  return {
    serverStream<I extends DescMessage, O extends DescMessage>(
      method: DescMethodServerStreaming<I, O>,
      open: LeanStreamOptions<I, O>["open"],
    ) {
      router.serverStream(method, (request, exchange) => {
        const begin = open(request, exchange);
        return (wire) => {
          sinks.add(wire.sink);
          exchange.call.onEnd(() => sinks.delete(wire.sink));
          return begin(wire);
        };
      });
    },
  };
}

/** Publishes prepared events to a hub, as the storage would after a commit. */
class Publisher {
  readonly #hub: Hub;
  readonly #eventCount: number;
  #events: readonly CommittedEvent[] = [];
  #at = 0;

  constructor(hub: Hub, eventCount: number) {
    this.#hub = hub;
    this.#eventCount = eventCount;
  }

  prepare(frameCount: number): void {
    this.#events = preparedEvents(
      frameCount * this.#eventCount,
      Math.max(firstSeq, this.#hub.ring.headSeq + 1),
    );
    this.#at = 0;
  }

  publish(): void {
    const events = this.#events.slice(this.#at, this.#at + this.#eventCount);
    this.#at += this.#eventCount;
    this.#hub.publish(events, { items: new Map() });
  }
}

function nanoseconds(ms: number): number {
  return Math.max(1, Math.round(ms * 1e6));
}
