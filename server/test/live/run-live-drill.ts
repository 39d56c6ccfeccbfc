import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { LiveService } from "#gen/sluice/live/v1/live_service_pb.ts";
import { OrdersMode } from "#gen/sluice/live/v1/live_pb.ts";
import type { Event } from "../../commands/event.ts";
import { readLog } from "../kill/observed.ts";
import { Random } from "../kill/random.ts";
import type { Clients } from "../sluice-test-server.ts";
import { startServerProcess } from "../server-process.ts";
import type { ServerProcess } from "../server-process.ts";
import { waitFor } from "../wait-for.ts";
import { checkSubscriber, itemText, noFindings } from "./check-subscriber.ts";
import type { Findings, Truth } from "./check-subscriber.ts";
import { drillClients, drillLoad, openShop } from "./drill-load.ts";
import type { DrillShop } from "./drill-load.ts";
import { DrillSubscriber, SharedSession } from "./drill-subscriber.ts";
import type { Pace } from "./drill-subscriber.ts";
import { everything, Watching } from "./watching.ts";
import type { TopicInit } from "./watching.ts";

export interface LiveDrillOptions {
  readonly subscribers: number;
  /** Of load; opening and settling come on top. */
  readonly seconds: number;
  readonly kills: number;
  readonly seed: number;
  /** The file that the server process runs; the real main when left out. */
  readonly entry?: string;
  /** More settings of the server, by their environment names. */
  readonly env?: Readonly<Record<string, string>>;
  /** Hears a line for people now and then. */
  readonly log: (line: string) => void;
}

/** What a drill came to. The four of Findings count broken promises. */
export interface LiveFigures extends Findings {
  readonly subscribers: number;
  readonly reconnects: number;
  readonly resumes: number;
  readonly resyncs: number;
  readonly kills: number;
  readonly events: number;
  /** Events that came to subscribers. */
  readonly delivered: number;
  /** Of the last server: before anybody subscribed to it, at the most, and after all had left. */
  readonly rssStartMb: number;
  readonly rssPeakMb: number;
  readonly rssEndMb: number;
  readonly seconds: number;
  readonly seed: number;
}

/** A ring of some 300 events: who stalls, and who comes back after a kill, needs the stored log. */
const ringBytes = 500_000;
const stepMs = 100;
/** Chance of a subscriber to lose its connection, each step: every ten seconds or so. */
const breakShare = 0.01;
const sharedBy = 25;
const settleMaxMs = 60_000;

/**
 * Lets many subscribers watch a server under load that is killed now and then: brisk ones, some that trickle and some that do not read
 * before the end. Then holds what each knows against the log and a fresh snapshot.
 */
export async function runLiveDrill(options: LiveDrillOptions): Promise<LiveFigures> {
  const startedMs = performance.now();
  const drill = new Drill(options);
  try {
    await drill.run();
    return {
      ...(await drill.judge()),
      seconds: Math.round((performance.now() - startedMs) / 100) / 10,
    };
  } finally {
    await drill.close();
  }
}

class Drill {
  readonly #options: LiveDrillOptions;
  readonly #random: Random;
  readonly #dataDir = mkdtempSync(join(tmpdir(), "sluice-live-"));
  #server: ServerProcess | undefined;
  #subscribers: readonly DrillSubscriber[] = [];
  #shared: readonly SharedSession[] = [];
  /** Undefined while the server is down. */
  #clients: Clients | undefined;
  #killCount = 0;
  /** Subscribers that never came to the head of the log. */
  #lateCount = 0;
  #rss = { startMb: 0, peakMb: 0, endMb: 0 };
  #items: ReadonlyMap<string, string> = new Map();

  constructor(options: LiveDrillOptions) {
    this.#options = options;
    this.#random = new Random(options.seed);
  }

  async run(): Promise<void> {
    const { subscribers, seconds, kills, log } = this.#options;
    await this.#start();
    const shop = await openShop(drillClients(this.#url), Math.max(10, Math.ceil(subscribers / 3)));
    this.#shared = Array.from(
      { length: Math.ceil(subscribers / sharedBy) },
      () => new SharedSession(),
    );
    this.#subscribers = Array.from({ length: subscribers }, (_, at) => this.#subscriber(at, shop));
    let ended = false;
    const done = (): boolean => ended;
    const load = drillLoad({
      shop,
      random: new Random(this.#options.seed + 1),
      pauseMs: 20,
      clients: () => this.#clients,
      done,
    });
    const acting = this.#act(done);
    const lifeMs = (seconds * 1_000) / (kills + 1);
    for (let kill = 1; kill <= kills; kill += 1) {
      await sleep(lifeMs);
      await this.#kill();
      log(`killed the server, ${kill} of ${kills}`);
    }
    await sleep(lifeMs);
    ended = true;
    await Promise.all([load, acting]);
    log("the load has ended; everybody catches up");
    await this.#settle();
  }

  /** Stops the server and holds every subscriber against its log. */
  async judge(): Promise<Omit<LiveFigures, "seconds">> {
    await this.#server?.stop();
    const truth = await this.#truth();
    const findings: Findings = { ...noFindings(), stateErrors: this.#lateCount };
    for (const { state, set } of this.#subscribers) {
      const found = checkSubscriber(state, set, truth);
      for (const name of Object.keys(findings) as (keyof Findings)[]) findings[name] += found[name];
    }
    const sum = (of: (subscriber: DrillSubscriber) => number): number =>
      this.#subscribers.reduce((total, subscriber) => total + of(subscriber), 0);
    return {
      subscribers: this.#subscribers.length,
      reconnects: sum(({ connectCount }) => connectCount - 1),
      resumes: sum(({ resumeCount }) => resumeCount),
      resyncs: sum(({ state }) => state.resyncCount),
      kills: this.#killCount,
      events: truth.events.length,
      delivered: sum(({ state }) => state.seqs.length),
      ...findings,
      rssStartMb: this.#rss.startMb,
      rssPeakMb: this.#rss.peakMb,
      rssEndMb: this.#rss.endMb,
      seed: this.#options.seed,
    };
  }

  async close(): Promise<void> {
    for (const subscriber of this.#subscribers) subscriber.close();
    for (const session of this.#shared) session.close();
    await this.#server?.kill();
    rmSync(this.#dataDir, { recursive: true, force: true });
  }

  async #start(): Promise<void> {
    const { entry, env } = this.#options;
    this.#server = await startServerProcess({
      dataDir: this.#dataDir,
      env: {
        DISK_FREE_MIN_BYTES: "0",
        LIVE_RING_BYTES: String(ringBytes),
        LIVE_HEARTBEAT_MS: "500",
        ...env,
      },
      ...(entry !== undefined && { entry }),
    });
    this.#clients = drillClients(this.#server.url);
    this.#rss = { startMb: residentMb(this.#server.pid), peakMb: 0, endMb: 0 };
  }

  async #kill(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    this.#clients = undefined;
    await server?.kill();
    this.#killCount += 1;
    await this.#start();
  }

  get #url(): string {
    if (this.#server === undefined) throw new Error("there is no server");
    return this.#server.url;
  }

  #subscriber(at: number, shop: DrillShop): DrillSubscriber {
    const pace: Pace = at % 10 === 0 ? "stall" : at % 10 === 5 ? "trickle" : "brisk";
    return new DrillSubscriber({
      topics: topicsOf(at, shop, this.#random),
      pace,
      random: new Random(this.#options.seed + 1_000 + at),
      url: () => this.#server?.url,
      shared: this.#shared[Math.floor(at / sharedBy)] ?? new SharedSession(),
    });
  }

  async #act(done: () => boolean): Promise<void> {
    while (!done()) {
      const nowMs = performance.now();
      for (const subscriber of this.#subscribers) subscriber.act(nowMs, breakShare);
      this.#rss.peakMb = Math.max(this.#rss.peakMb, residentMb(this.#server?.pid));
      await sleep(stepMs);
    }
  }

  /** Lets everybody read to the end, reads a fresh snapshot, and sends everybody away. */
  async #settle(): Promise<void> {
    const transport = createGrpcTransport({ baseUrl: this.#url });
    const fresh = new Watching(createClient(LiveService, transport), { topics: [...everything] });
    await fresh.untilSnapshot();
    const headSeq = Number(fresh.responses[0]?.heartbeat?.headSeq);
    this.#items = new Map(
      fresh.responses.flatMap(({ items }) => items.map((item) => [item.sku, itemText(item)])),
    );
    fresh.cancel();
    for (const subscriber of this.#subscribers) subscriber.hurry();
    const behind = (): readonly DrillSubscriber[] =>
      this.#subscribers.filter(({ state }) => !state.settled || state.atSeq < headSeq);
    await waitFor(
      "everybody stands at the head of the log",
      () => {
        const nowMs = performance.now();
        for (const subscriber of this.#subscribers) subscriber.act(nowMs, 0);
        return behind().length === 0;
      },
      settleMaxMs,
    ).catch(() => undefined);
    this.#lateCount = behind().length;
    for (const subscriber of this.#subscribers) subscriber.close();
    await sleep(500);
    this.#rss.endMb = residentMb(this.#server?.pid);
  }

  async #truth(): Promise<Truth> {
    const events: Event[] = [];
    const orders = new Map<string, number>();
    for await (const event of readLog(this.#dataDir)) {
      events.push(event);
      const { subject } = event;
      if (subject.kind === "order") orders.set(subject.order.orderId, subject.order.version);
    }
    return { events, orders, items: this.#items };
  }
}

/** A fifth follows all orders, a third one user each, a third the console's topics, the others some items. */
function topicsOf(at: number, { userIds, skus }: DrillShop, random: Random): readonly TopicInit[] {
  const share = (at * 7) % 20;
  if (share < 4) return [{ topic: { case: "orders", value: {} } }];
  const userId = random.pick(userIds);
  if (share < 10) return [{ topic: { case: "orders", value: { userId } } }];
  if (share < 16) {
    return [{ topic: { case: "orders", value: { mode: OrdersMode.LATEST } } }, stock([])];
  }
  return [stock([random.pick(skus), random.pick(skus)])];
}

function stock(skus: string[]): TopicInit {
  return { topic: { case: "stock", value: { skus } } };
}

/** Resident memory of a process, in MB; 0 when it is gone. */
function residentMb(pid: number | undefined): number {
  try {
    const [kilobytes] =
      /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.slice(1) ?? [];
    return Math.round(Number(kilobytes ?? 0) / 1_000);
  } catch {
    return 0;
  }
}
