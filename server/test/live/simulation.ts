import { fromBinary } from "@bufbuild/protobuf";
import { ItemSchema } from "#gen/sluice/inventory/v1/item_pb.ts";
import { formatCursor, parseCursor } from "../../live/cursor.ts";
import type { Codec, Coding } from "../../live/frame.ts";
import type { Subscriber } from "../../live/subscriber.ts";
import { topicSet } from "../../live/topic-set.ts";
import type { Topic, TopicSet } from "../../live/topic-set.ts";
import { encodeItem } from "../../log/encode-event.ts";
import { Random } from "../kill/random.ts";
import { waitFor } from "../wait-for.ts";
import { checkSubscriber, itemText, noFindings } from "./check-subscriber.ts";
import type { Findings, Truth } from "./check-subscriber.ts";
import { idOf } from "./fake-log.ts";
import { decode, FakeSink } from "./fake-sink.ts";
import { turns } from "./turns.ts";
import { WatchedState } from "./watched-state.ts";
import { World } from "./world.ts";
import type { Operation } from "./world.ts";

/** Ways to break the live side on purpose; each must be found. */
export const breaks = ["drops a frame", "doubles a frame", "resumes too late"] as const;
export type Break = (typeof breaks)[number];

export interface SimulationFigures extends Findings {
  readonly events: number;
  readonly reconnects: number;
  readonly resyncs: number;
  readonly restarts: number;
  /** Most bytes that one subscriber had open. */
  readonly largestWriteBytes: number;
  /** Writes to a subscriber whose last write was open. */
  readonly overlaps: number;
}

/** So many that most change for the last time long before the end: a row that is missed stays missed. */
const skus = Array.from({ length: 300 }, (_, index) => `SKU-${index}`);
const userIds = Array.from({ length: 4 }, (_, index) => idOf(9_000 + index));
const steps = 150;
const clientCount = 14;
/** Room for about ten events: who is slow needs the stored log. */
const ringMaxBytes = 16_000;

/**
 * Plays random commits to subscribers that stall, break in mid-frame and come back by cursor, over servers that restart and a log that
 * is pruned, and holds what each knows in the end against the log. The same seed makes the same choices.
 */
export async function simulate(seed: number, broken?: Break): Promise<SimulationFigures> {
  const random = new Random(seed);
  const readTurns = (): number => random.between(0, 3);
  const world = new World({ ringMaxBytes, skus, readTurns, tickMs: random.pick([0, 0, 1, 4]) });
  const clients = Array.from({ length: clientCount }, () => new Client(world, random, broken));
  let restarts = 0;
  for (let step = 0; step < steps; step += 1) {
    if (random.chance(0.6)) world.commit(operations(world, random));
    if (random.chance(0.01)) {
      for (const client of clients) client.break();
      world.restart();
      restarts += 1;
    }
    if (random.chance(0.02)) world.prune(random.between(world.floorSeq, world.headSeq));
    for (const client of clients) client.act();
    await turns(random.between(0, 3));
  }
  for (const client of clients) await client.finish();
  world.hub.stop();
  return figures(world, clients, restarts);
}

function operations(world: World, random: Random): readonly Operation[] {
  const open = [...world.orders.values()].slice(-300).filter(({ status }) => status === "placed");
  const cancelled = new Set<string>();
  return Array.from(
    { length: random.between(1, random.chance(0.04) ? 300 : random.pick([2, 6, 20])) },
    (): Operation => {
      const order = open.length > 0 ? random.pick(open) : undefined;
      if (order !== undefined && random.chance(0.3) && !cancelled.has(order.orderId)) {
        cancelled.add(order.orderId);
        return { kind: "cancel", order };
      }
      if (random.chance(0.3)) return { kind: "adjust", sku: random.pick(skus) };
      return { kind: "place", userId: random.pick(userIds), skus: someOf(skus, random) };
    },
  );
}

function someOf(all: readonly string[], random: Random): readonly string[] {
  const first = random.between(0, all.length - 1);
  return all.slice(first, first + random.between(1, 3));
}

function topicsOf(random: Random): TopicSet {
  const filter = { userId: random.chance(0.5) ? random.pick(userIds) : "", orderId: "" };
  const every: Topic = { kind: "orders", mode: "every", filter };
  const latest: Topic = { kind: "orders", mode: "latest", filter: { userId: "", orderId: "" } };
  const stock: Topic = { kind: "stock", skus: random.chance(0.5) ? [] : someOf(skus, random) };
  return topicSet(
    random.pick([[every], [latest], [stock], [every, latest, stock], [latest, stock]]),
  );
}

/** One subscriber over all of its streams. */
class Client {
  readonly state = new WatchedState();
  readonly set: TopicSet;
  reconnects = 0;
  largestBytes = 0;
  overlaps = 0;
  readonly #world: World;
  readonly #random: Random;
  readonly #broken: Break | undefined;
  readonly #codec: Codec;
  readonly #coding: Coding;
  #subscriber: Subscriber | undefined;
  #sink = new FakeSink();
  #writesRead = 0;
  #rest: Buffer = Buffer.alloc(0);

  constructor(world: World, random: Random, broken: Break | undefined) {
    this.#world = world;
    this.#random = random;
    this.#broken = broken;
    this.set = topicsOf(random);
    this.#codec = random.pick(["proto", "json"]);
    this.#coding = random.pick(["identity", "gzip"]);
  }

  /** Something that happens to a subscriber, or nothing. */
  act(): void {
    const random = this.#random;
    if (this.#subscriber === undefined) {
      if (random.chance(0.3)) this.#connect();
    } else if (random.chance(0.03)) this.break();
    else if (this.#sink.blocked) {
      if (random.chance(0.1)) this.#read();
    } else if (random.chance(0.05)) this.#sink.blocked = true;
    else this.#read();
  }

  /** The connection is cut at any byte of what is on its way. */
  break(): void {
    if (this.#subscriber === undefined) return;
    const unread = Buffer.concat(this.#sink.writes.slice(this.#writesRead));
    this.#take(unread.subarray(0, this.#random.between(0, unread.length)));
    this.#close();
  }

  /** Comes back if it must, and reads until there is no more. */
  async finish(): Promise<void> {
    await waitFor("everything is read", () => {
      if (this.#subscriber === undefined) this.#connect();
      this.#read();
      const { headSeq } = this.#world;
      return this.state.settled && this.state.atSeq === headSeq;
    });
    this.#close();
  }

  #connect(): void {
    this.state.connect();
    this.reconnects += 1;
    const sink = brokenSink(this.#broken, this.reconnects);
    this.#sink = sink;
    this.#writesRead = 0;
    this.#rest = Buffer.alloc(0);
    const cursor = this.state.cursor === "" ? undefined : this.#cursor();
    const wire = { sink, codec: this.#codec, coding: this.#coding };
    const plan = { set: this.set, cursor, snapshotLimit: 1_000 };
    this.#subscriber = this.#world.watch(plan, wire, () => {
      if (this.#sink === sink) this.break();
    });
  }

  #cursor(): string {
    const cursor = parseCursor(this.state.cursor);
    if (this.#broken !== "resumes too late" || cursor === undefined) return this.state.cursor;
    return formatCursor({ ...cursor, seq: Math.min(cursor.seq + 1, this.#world.headSeq) });
  }

  #read(): void {
    const unread = this.#sink.writes.slice(this.#writesRead);
    this.#writesRead += unread.length;
    this.#sink.release();
    this.#take(Buffer.concat(unread));
  }

  #take(bytes: Buffer): void {
    const { responses, rest } = decode(Buffer.concat([this.#rest, bytes]), this.#codec);
    this.#rest = rest;
    for (const response of responses) this.state.apply(response);
  }

  #close(): void {
    this.largestBytes = Math.max(this.largestBytes, this.#sink.largestBytes);
    this.overlaps += this.#sink.overlapCount;
    if (this.#subscriber !== undefined) this.#world.hub.leave(this.#subscriber);
    this.#subscriber = undefined;
  }
}

/** A sink that loses or repeats the ninth of its writes. */
function brokenSink(broken: Break | undefined, reconnects: number): FakeSink {
  const sink = new FakeSink();
  if (broken !== "drops a frame" && broken !== "doubles a frame") return sink;
  const write = sink.write.bind(sink);
  let count = reconnects % 3;
  sink.write = (bytes) => {
    count += 1;
    if (count % 9 > 0) return write(bytes);
    return broken === "doubles a frame" && write(Buffer.concat([bytes, bytes]));
  };
  return sink;
}

function figures(world: World, clients: readonly Client[], restarts: number): SimulationFigures {
  const truth = truthOf(world);
  const sum = noFindings();
  for (const { state, set } of clients) {
    const found = checkSubscriber(state, set, truth);
    for (const name of Object.keys(sum) as (keyof Findings)[]) sum[name] += found[name];
  }
  return {
    ...sum,
    events: world.headSeq,
    restarts,
    reconnects: clients.reduce((total, { reconnects }) => total + reconnects - 1, 0),
    resyncs: clients.reduce((total, { state }) => total + state.resyncCount, 0),
    largestWriteBytes: Math.max(...clients.map(({ largestBytes }) => largestBytes)),
    overlaps: clients.reduce((total, { overlaps }) => total + overlaps, 0),
  };
}

function truthOf({ events, orders, items }: World): Truth {
  return {
    events: events.map(({ event }) => event),
    orders: new Map([...orders].map(([id, { version }]) => [id, version])),
    items: new Map(
      [...items].map(([sku, item]) => [sku, itemText(fromBinary(ItemSchema, encodeItem(item)))]),
    ),
  };
}
