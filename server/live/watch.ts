import type { Order } from "../orders/order.ts";
import type { Payment } from "../payments/payment.ts";
import type { CommittedEvent, Storage } from "../storage/storage.ts";
import { changedSkus } from "./changed-items.ts";
import { parseCursor } from "./cursor.ts";
import { RingEvent } from "./event-ring.ts";
import { Frame } from "./frame.ts";
import type { Codec, Coding, Piece } from "./frame.ts";
import { splitFrames } from "./frames.ts";
import { Gathered } from "./group.ts";
import type { Hub } from "./hub.ts";
import { itemPiece, orderRowPiece, paymentRowPiece, resyncPiece } from "./pieces.ts";
import type { Sink, Subscriber } from "./subscriber.ts";
import { matchItem } from "./topic-set.ts";
import type { OrdersFilter, TopicSet } from "./topic-set.ts";

/** What a caller asked to watch, checked. */
export interface WatchPlan {
  readonly set: TopicSet;
  /** Of this topic set, or undefined for a snapshot. */
  readonly cursor: string | undefined;
  /** Most orders, or payments, of each topic in the snapshot. */
  readonly snapshotLimit: number;
}

/** What a stream reads of the storage. */
export type WatchStorage = Pick<
  Storage,
  "status" | "listOrders" | "listPayments" | "listItems" | "getItem" | "storedEventsAfter"
>;

export interface WatchDependencies {
  readonly hub: Hub;
  readonly storage: WatchStorage;
  /** The last 15 minutes of metrics. */
  readonly metricsHistory: () => readonly Piece[];
  /** The payment channels as they are. */
  readonly channelsNow: () => Piece;
  /** How the books stand. */
  readonly ledgerNow: () => Piece;
}

/** Rows of one page of a snapshot: each page is a short read of its own, pulled when the last one was taken. */
const pageRows = 100;
/** Events of one read of the stored log, and items after which a page ends. */
const logPageRows = 200;
const logPageItems = 400;

/**
 * Opens a live stream: says where it begins, sends a snapshot where there is nothing to continue, then what happened after it, and
 * leaves the subscriber live in the hub. Resolves when it is live or closed. Rejects with what a read throws.
 */
export async function openWatch(
  dependencies: WatchDependencies,
  plan: WatchPlan,
  subscriber: Subscriber,
  start: Start,
): Promise<void> {
  const { hub } = dependencies;
  if (start.kind === "continue") greet(dependencies, plan, subscriber);
  else await sendSnapshot(dependencies, plan, subscriber, start);
  await readOn(dependencies, subscriber);
  hub.resume(subscriber);
}

/** Where a stream begins. */
export type Start =
  | { readonly kind: "continue"; readonly seq: number }
  | { readonly kind: "snapshot"; readonly seq: number; readonly resyncReason: string | undefined };

/** Decides where a stream begins by its cursor, which was checked to be one of ours, of these topics. */
export function startOf({ hub, storage }: WatchDependencies, plan: WatchPlan): Start {
  const seq = hub.ring.headSeq;
  const cursor = plan.cursor === undefined ? undefined : parseCursor(plan.cursor);
  if (cursor === undefined) return { kind: "snapshot", seq, resyncReason: undefined };
  const { logId, floorSeq } = storage.status();
  const resyncReason =
    cursor.logId !== logId
      ? "the cursor is of another log"
      : cursor.seq < floorSeq
        ? `the log begins after event ${floorSeq}, the cursor stands at ${cursor.seq}`
        : cursor.seq > seq
          ? `the cursor stands at ${cursor.seq}, the log ends at ${seq}`
          : undefined;
  if (resyncReason !== undefined) return { kind: "snapshot", seq, resyncReason };
  return { kind: "continue", seq: cursor.seq };
}

/** Adds the subscriber of a new stream. */
export function enterWatch(
  { hub }: WatchDependencies,
  plan: WatchPlan,
  wire: { readonly sink: Sink; readonly codec: Codec; readonly coding: Coding },
  start: Start,
): Subscriber {
  return hub.enter(plan.set, wire, start.seq);
}

/** The first frame of a stream that goes on: headers leave with it, and the caller knows that it is heard. */
function greet(dependencies: WatchDependencies, plan: WatchPlan, to: Subscriber): void {
  const { hub } = dependencies;
  hub.write(to, firstFrames(dependencies, plan, { cursor: hub.cursor(to.group, to.seq) }));
}

function firstFrames(
  { hub, metricsHistory, channelsNow, ledgerNow }: WatchDependencies,
  { set }: WatchPlan,
  start: { readonly cursor: string; readonly resync?: Piece | undefined },
): readonly Frame[] {
  const channels = set.channels ? channelsNow() : undefined;
  const ledger = set.ledger ? ledgerNow() : undefined;
  const heartbeat = hub.heartbeat();
  const first = new Frame({ events: [], items: [], heartbeat, channels, ledger, ...start });
  const history = set.metrics ? metricsHistory() : [];
  const { cursor } = start;
  return [
    first,
    ...history.map((metrics) => new Frame({ events: [], items: [], metrics, cursor })),
  ];
}

async function sendSnapshot(
  dependencies: WatchDependencies,
  plan: WatchPlan,
  to: Subscriber,
  start: Extract<Start, { readonly kind: "snapshot" }>,
): Promise<void> {
  const { hub } = dependencies;
  const cursorAt = (seq: number): string => hub.cursor(to.group, seq);
  const at = { fromSeq: start.seq, toSeq: start.seq };
  const resync = start.resyncReason === undefined ? undefined : resyncPiece(start.resyncReason);
  hub.write(to, firstFrames(dependencies, plan, { cursor: "", resync }));
  for await (const page of snapshotPages(dependencies.storage, plan)) {
    await hub.writable(to);
    if (to.closed) return;
    // No cursor before the snapshot is whole: a stream that breaks in it begins again.
    hub.write(
      to,
      splitFrames({ ...page, ...at }, () => ""),
    );
  }
  await hub.writable(to);
  if (to.closed) return;
  hub.write(to, splitFrames({ events: [], items: [], snapshotDone: true, ...at }, cursorAt));
}

interface SnapshotPage {
  readonly events: readonly Piece[];
  readonly items: readonly Piece[];
}

async function* snapshotPages(
  storage: WatchStorage,
  plan: WatchPlan,
): AsyncGenerator<SnapshotPage> {
  const sent = new Set<string>();
  for (const filter of [...plan.set.feeds, ...plan.set.latests]) {
    for await (const orders of orderPages(storage, filter, plan.snapshotLimit)) {
      const fresh = orders.filter(({ orderId }) => !sent.has(orderId));
      for (const { orderId } of fresh) sent.add(orderId);
      if (fresh.length > 0) yield { events: fresh.map(orderRowPiece), items: [] };
    }
  }
  for (const filter of plan.set.payments) {
    for await (const payments of paymentPages(storage, filter, plan.snapshotLimit)) {
      const fresh = payments.filter(({ paymentId }) => !sent.has(paymentId));
      for (const { paymentId } of fresh) sent.add(paymentId);
      if (fresh.length > 0) yield { events: fresh.map(paymentRowPiece), items: [] };
    }
  }
  const { skus } = plan.set;
  if (skus === undefined) return;
  yield* skus.size === 0 ? allItemPages(storage) : namedItemPages(storage, [...skus]);
}

async function* orderPages(
  storage: WatchStorage,
  { userId, orderId }: OrdersFilter,
  limit: number,
): AsyncGenerator<readonly Order[]> {
  const filter = { userId: userId || undefined, orderId: orderId || undefined, statuses: [] };
  let left = limit;
  let position: Parameters<Storage["listOrders"]>[0]["position"];
  while (left > 0) {
    const page = await storage.listOrders({ filter, position, limit: Math.min(pageRows, left) });
    yield page.rows;
    left -= page.rows.length;
    position = page.older;
    if (position === undefined) return;
  }
}

async function* paymentPages(
  storage: WatchStorage,
  { userId, orderId }: OrdersFilter,
  limit: number,
): AsyncGenerator<readonly Payment[]> {
  const filter = { userId: userId || undefined, orderId: orderId || undefined, statuses: [] };
  let left = limit;
  let after: string | undefined;
  while (left > 0) {
    const page = await storage.listPayments({ ...filter, after, limit: Math.min(pageRows, left) });
    yield page.rows;
    left -= page.rows.length;
    after = page.next;
    if (after === undefined) return;
  }
}

async function* allItemPages(storage: WatchStorage): AsyncGenerator<SnapshotPage> {
  let after: string | undefined;
  do {
    const page = await storage.listItems({ limit: pageRows, after, skuPrefix: "" });
    yield { events: [], items: page.rows.map(itemPiece) };
    after = page.next;
  } while (after !== undefined);
}

async function* namedItemPages(
  storage: WatchStorage,
  skus: readonly string[],
): AsyncGenerator<SnapshotPage> {
  for (let at = 0; at < skus.length; at += pageRows) {
    const found = await Promise.all(
      skus.slice(at, at + pageRows).map((sku) => storage.getItem(sku)),
    );
    yield { events: [], items: found.filter((item) => item !== undefined).map(itemPiece) };
  }
}

/** The log was pruned past a subscriber while it was read: it has to come again, for a resync. */
export class LogPruned extends Error {
  override readonly name = "LogPruned";

  constructor(seq: number) {
    super(`the log no longer has the events after ${seq}`);
  }
}

/**
 * Reads the stored log for a subscriber that the ring cannot serve, page by page as it takes them, until the ring can. Items that
 * changed in a page are sent as they are now.
 */
export async function readOn({ hub, storage }: WatchDependencies, to: Subscriber): Promise<void> {
  const { set } = to.group;
  while (!to.closed && to.seq < hub.ring.floorSeq) {
    await hub.writable(to);
    const events = await storage.storedEventsAfter(to.seq, logPageRows);
    const [first] = events;
    if (to.closed) return;
    if (first?.event.seq !== to.seq + 1) throw new LogPruned(to.seq);
    const fromSeq = to.seq;
    const { taken, skus, toSeq } = pageOf(set, events);
    const items = await itemsOf(storage, skus);
    if (to.closed) return;
    to.seq = toSeq;
    if (taken.events.length + taken.skippedCount + items.length === 0) continue;
    const stretch = { ...taken, items, fromSeq, toSeq };
    hub.write(
      to,
      splitFrames(stretch, (seq) => hub.cursor(to.group, seq)),
    );
  }
}

/** What a set wants of events in a row, up to the one that fills the page with items. */
function pageOf(set: TopicSet, events: readonly CommittedEvent[]) {
  const gathered = new Gathered();
  const skus = new Set<string>();
  let toSeq = 0;
  for (const committed of events) {
    if (skus.size >= logPageItems) break;
    const { event } = committed;
    gathered.add(set, new RingEvent(committed));
    for (const sku of changedSkus(event)) if (matchItem(set, sku)) skus.add(sku);
    toSeq = event.seq;
  }
  return { taken: gathered.take(), skus, toSeq };
}

async function itemsOf(
  storage: WatchStorage,
  skus: ReadonlySet<string>,
): Promise<readonly Piece[]> {
  const items = await Promise.all([...skus].map((sku) => storage.getItem(sku)));
  return items.filter((item) => item !== undefined).map(itemPiece);
}
