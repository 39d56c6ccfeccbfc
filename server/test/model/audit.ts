import type { Outcome, Request } from "../../commands/command.ts";
import type { Event } from "../../commands/event.ts";
import { recordKey } from "../../commands/state.ts";
import type { Item } from "../../inventory/item.ts";
import type { StockMove } from "../../inventory/stock-move.ts";
import { holdMoves, isFinal, mayMove, orderMoves } from "../../orders/moves.ts";
import type { Order } from "../../orders/order.ts";
import type { MemoryStore } from "../memory-store.ts";
import { same } from "./same.ts";

interface Counts {
  onHand: number;
  held: number;
  sold: number;
  /** First stock and signed adjustments. */
  added: number;
}

/**
 * Follows a log and its stock moves as an auditor would, who sees neither the commands nor the rules of placing, and
 * throws when a promise is broken: P1 (counts of each SKU at every seq), P2 (one effect per key), P4 (a hold ends once,
 * not before its time) and P8 (seq and versions without gaps; folding the log gives the embedded states and the tables).
 */
export class Audit {
  readonly #byMoves = new Map<string, Counts>();
  readonly #byEvents = new Map<string, Item>();
  readonly #orders = new Map<string, Order>();
  readonly #effects = new Map<string, Outcome>();
  readonly #seqOwners = new Map<number, string>();
  #headSeq = 0;
  #headMs = 0;
  #userCount = 0;

  /** The events and stock moves of one batch, in order. */
  readBatch(events: readonly Event[], moves: readonly StockMove[]): void {
    let next = 0;
    for (const event of events) {
      check(event.seq === this.#headSeq + 1, `P8: seq ${event.seq} follows ${this.#headSeq}`);
      check(event.atMs >= this.#headMs, `seq ${event.seq} is earlier than the one before`);
      this.#headSeq = event.seq;
      this.#headMs = event.atMs;
      const skus = this.#readEvent(event);
      for (const sku of skus) {
        const move = moves[next++];
        check(move?.seq === event.seq, `P8: a stock move is missing at seq ${event.seq}`);
        if (move !== undefined) this.#readMove(move);
        this.#compareCounts(sku, event.seq);
      }
    }
    check(next === moves.length, "P8: a stock move has no event");
  }

  /** An answer, as a client would note it down. */
  readAnswer(request: Request, outcome: Outcome): void {
    const { idempotencyKey, actor } = request;
    if (outcome.kind === "done" && !outcome.replayed) {
      check(outcome.seq <= this.#headSeq, `P8: answered seq ${outcome.seq} is not in the log`);
      const owner = idempotencyKey === undefined ? "" : recordKey(actor, idempotencyKey);
      check(!this.#seqOwners.has(outcome.seq), `P2: seq ${outcome.seq} was answered twice`);
      this.#seqOwners.set(outcome.seq, owner);
    }
    if (idempotencyKey === undefined) return;
    const effect = recordKey(actor, idempotencyKey);
    const first = this.#effects.get(effect);
    if (first === undefined) this.#effects.set(effect, outcome);
    else checkReplay(first, outcome);
  }

  /** The tables after a batch must be what the log says. */
  compare(store: MemoryStore): void {
    check(store.users.size === this.#userCount, "P8: users");
    check(store.items.size === this.#byEvents.size, "P8: items");
    check(store.orders.size === this.#orders.size, "P8: orders");
    for (const [sku, item] of this.#byEvents) {
      check(same(store.items.get(sku), item), `P8: item ${sku} is not what the log says`);
    }
    const units = new Map<string, number>();
    for (const [orderId, order] of this.#orders) {
      check(
        same(store.orders.get(orderId), order),
        `P8: order ${orderId} is not what the log says`,
      );
      if (order.hold !== "held" && order.hold !== "committed") continue;
      for (const { sku, quantity } of order.lines) {
        const key = `${order.userId}\n${sku}`;
        units.set(key, (units.get(key) ?? 0) + quantity);
      }
    }
    for (const [key, count] of store.units) {
      check((units.get(key) ?? 0) === count, `P8: units ${key} are not what the orders say`);
      units.delete(key);
    }
    check(units.size === 0, "P8: units are missing");
  }

  /** Takes an event in and answers the SKUs whose stock it moved. */
  #readEvent(event: Event): readonly string[] {
    const { subject } = event;
    switch (subject.kind) {
      case "user":
        check(event.kind === "user.created", `${event.kind} is about a user`);
        this.#userCount += 1;
        return [];
      case "item":
        return this.#readItem(event, subject.item);
      case "order":
        return this.#readOrder(event, subject.order);
      case "payment":
        throw new Error(`${event.kind} in a sequence without payments`);
      default:
        return subject satisfies never;
    }
  }

  #readItem(event: Event, item: Item): readonly string[] {
    const before = this.#byEvents.get(item.sku);
    check((event.kind === "item.created") === (before === undefined), `${event.kind} ${item.sku}`);
    check(item.version === (before?.version ?? 0) + 1, `P8: version gap of item ${item.sku}`);
    const edited = { held: before?.held ?? 0, sold: before?.sold ?? 0 };
    check(item.held === edited.held && item.sold === edited.sold, `P1: an edit moved held or sold`);
    const restocked = event.kind !== "item.updated";
    check(restocked || item.onHand === before?.onHand, "P1: an update moved on hand");
    this.#byEvents.set(item.sku, item);
    return restocked ? [item.sku] : [];
  }

  #readOrder(event: Event, order: Order): readonly string[] {
    const before = this.#orders.get(order.orderId);
    this.#orders.set(order.orderId, order);
    if (event.kind === "order.put_on_hold" || event.kind === "order.taken_off_hold") {
      checkOnHold(event, order, before);
      return [];
    }
    if (event.kind === "order.placed") checkPlaced(event, order, before);
    else checkEnd(event, order, before);
    const sign = event.kind === "order.placed" ? 1 : -1;
    for (const { sku, quantity } of order.lines) {
      const item = this.#byEvents.get(sku);
      check(item !== undefined, `order ${order.orderId} of an item that does not exist`);
      if (item) this.#byEvents.set(sku, { ...item, held: item.held + sign * quantity });
    }
    return order.lines.map(({ sku }) => sku);
  }

  #readMove(move: StockMove): void {
    const counts = this.#byMoves.get(move.sku) ?? { onHand: 0, held: 0, sold: 0, added: 0 };
    counts.onHand += move.onHandDelta;
    counts.held += move.heldDelta;
    counts.sold += move.soldDelta;
    if (move.kind === "created" || move.kind === "adjusted") counts.added += move.onHandDelta;
    this.#byMoves.set(move.sku, counts);
  }

  #compareCounts(sku: string, seq: number): void {
    const counts = this.#byMoves.get(sku);
    const item = this.#byEvents.get(sku);
    if (counts === undefined || item === undefined) throw new Error(`P8: ${sku} at seq ${seq}`);
    const { onHand, held, sold, added } = counts;
    check(0 <= held && held <= onHand, `P1: ${held} of ${onHand} ${sku} held at seq ${seq}`);
    check(added === onHand + sold, `P1: ${sku} does not add up at seq ${seq}`);
    const alike = item.onHand === onHand && item.held === held && item.sold === sold;
    check(alike, `P8: events and stock moves of ${sku} differ at seq ${seq}`);
  }
}

function checkReplay(first: Outcome, again: Outcome): void {
  if (again.kind === "rejected" && !again.replayed) {
    const refused = again.problems.some(({ reason }) => reason === "IDEMPOTENCY_KEY_REUSED");
    check(refused, "P2: a second answer to one key");
    return;
  }
  check(same({ ...first, replayed: true }, again), "P2: a replay that answers otherwise");
}

function checkPlaced(event: Event, order: Order, before: Order | undefined): void {
  check(before === undefined, `P8: order ${order.orderId} was placed twice`);
  check(order.version === 1 && order.placedSeq === event.seq, "P8: a placed order's numbers");
  check(order.status === "placed" && order.hold === "held", "P8: a placed order's states");
}

/** Nothing but the flag changes, and no final order has it. */
function checkOnHold(event: Event, order: Order, before: Order | undefined): void {
  if (before === undefined) throw new Error(`P8: order ${order.orderId} moved before it was`);
  const putOn = event.kind === "order.put_on_hold";
  check((before.onHold === undefined) === putOn, `P8: ${event.kind} without a change`);
  check(!isFinal(before.status), `P8: ${event.kind} of an order that is ${before.status}`);
  const onHold = putOn ? { reason: event.cause, sinceMs: event.atMs } : undefined;
  const moved = { version: before.version + 1, updatedAtMs: event.atMs, onHold };
  check(same(order, { ...before, ...moved }), `P8: ${event.kind} left another order`);
}

function checkEnd(event: Event, order: Order, before: Order | undefined): void {
  if (before === undefined) throw new Error(`P8: order ${order.orderId} moved before it was`);
  const as = event.kind === "order.expired" ? "expired" : "cancelled";
  check(mayMove(orderMoves, before.status, as), `P8: order ${before.status} -> ${as}`);
  check(mayMove(holdMoves, before.hold, as), `P4: hold ${before.hold} -> ${as}`);
  check(as !== "expired" || event.atMs >= before.holdExpiresAtMs, "P4: expired before its time");
  const cancelReason = as === "cancelled" ? event.cause : "";
  const onHold = as === "cancelled" ? undefined : before.onHold;
  const changes = { version: before.version + 1, updatedAtMs: event.atMs, cancelReason, onHold };
  const moved = { status: as, hold: as, ...changes };
  check(same(order, { ...before, ...moved }), `P8: ${event.kind} left another order`);
}

function check(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}
