import type { Event } from "../../commands/event.ts";
import { holdMoves, isFinal, mayMove, orderMoves } from "../../orders/moves.ts";
import type { Order } from "../../orders/order.ts";
import type { Item } from "../../inventory/item.ts";
import type { Finding, UpTime } from "./finding.ts";
import type { Observed } from "./observed.ts";

/** A hold may live this long past its time while the server is up. */
export const lateMaxMs = 2_000;

/** What an order's state is after each kind, and where a hold goes with it. */
const kinds = {
  "order.placed": "placed",
  "order.cancelled": "cancelled",
  "order.expired": "expired",
} as const;

/**
 * P8 and P4: reads the log from its start, moves every order and item by the tables, and holds what the events carry,
 * and what the API shows at the end, against that.
 */
export class LogCheck {
  readonly findings: Finding[] = [];
  /** Each time an order was put on hold or taken off: the reason, and the order and version it left. */
  readonly setOnHold: (readonly [reason: string, effect: string])[] = [];
  readonly #ups: readonly UpTime[];
  readonly #orders = new Map<string, { order: Order; seqs: number[] }>();
  readonly #items = new Map<string, Item>();
  #seq = 0;
  #atMs = 0;

  constructor(ups: readonly UpTime[]) {
    this.#ups = ups;
  }

  add(event: Event): void {
    const { seq, atMs, subject } = event;
    if (seq !== this.#seq + 1) this.#wrong("logErrors", `seq ${seq} follows ${this.#seq}`);
    if (atMs < this.#atMs) this.#wrong("logErrors", `seq ${seq} is older than the one before`);
    this.#seq = seq;
    this.#atMs = atMs;
    if (subject.kind === "order") this.#moveOrder(event, subject.order);
    else if (subject.kind === "item") this.#moveItem(event, subject.item);
  }

  /** Compares where the log has led with what the API shows. */
  compare({ orders, items, transitions }: Observed): void {
    for (const [orderId, { order, seqs }] of this.#orders) {
      this.#same(`order ${orderId}`, order, orders.get(orderId));
      const listed = transitions.get(orderId)?.map(([seq]) => seq);
      if (listed !== undefined) this.#same(`events of order ${orderId}`, seqs, listed);
      if (order.hold === "held") this.#wrong("holdErrors", `the hold of ${orderId} never ended`);
    }
    for (const orderId of orders.keys()) {
      if (!this.#orders.has(orderId)) this.#wrong("logErrors", `no event placed ${orderId}`);
    }
    for (const [sku, item] of this.#items) this.#same(`item ${sku}`, item, items.get(sku));
  }

  #moveOrder(event: Event, order: Order): void {
    const { seq, kind, atMs } = event;
    const before = this.#orders.get(order.orderId);
    if (kind === "order.put_on_hold" || kind === "order.taken_off_hold") {
      this.#setOnHold(event, before?.order, order);
      this.#orders.set(order.orderId, { order, seqs: [...(before?.seqs ?? []), seq] });
      return;
    }
    const status = kinds[kind as keyof typeof kinds];
    const what = `seq ${seq} (${kind} of ${order.orderId})`;
    if (before === undefined) this.#place(what, seq, order);
    else {
      this.#end(what, before.order, order);
      if (kind === "order.expired") this.#checkExpiry(order.orderId, order.holdExpiresAtMs, atMs);
    }
    if (order.status !== status) this.#wrong("logErrors", `${what} leaves it ${order.status}`);
    this.#moveUnits(what, order, before === undefined ? 1 : -1);
    this.#orders.set(order.orderId, { order, seqs: [...(before?.seqs ?? []), seq] });
  }

  #setOnHold({ seq, kind, cause, atMs }: Event, before: Order | undefined, after: Order): void {
    const what = `seq ${seq} (${kind} of ${after.orderId})`;
    const putOn = kind === "order.put_on_hold";
    this.setOnHold.push([cause, `${after.orderId} ${after.version}`]);
    if (before === undefined || isFinal(before.status) || (before.onHold === undefined) !== putOn) {
      this.#wrong("logErrors", `${what} cannot be: it was ${before?.status}`);
      return;
    }
    const onHold = putOn ? { reason: cause, sinceMs: atMs } : undefined;
    const version = before.version + 1;
    this.#same(what, { ...before, version, updatedAtMs: atMs, onHold }, after);
  }

  #place(what: string, seq: number, { version, placedSeq, hold, status }: Order): void {
    const state = `${version} ${placedSeq} ${hold} ${status}`;
    if (state !== `1 ${seq} held placed`) this.#wrong("logErrors", `${what} begins as ${state}`);
  }

  #end(what: string, before: Order, after: Order): void {
    if (!mayMove(orderMoves, before.status, after.status)) {
      this.#wrong("logErrors", `${what} moves from ${before.status} to ${after.status}`);
    }
    if (!mayMove(holdMoves, before.hold, after.hold)) {
      this.#wrong("holdErrors", `${what} moves its hold from ${before.hold} to ${after.hold}`);
    }
    const { status, hold, updatedAtMs, cancelReason } = after;
    const version = before.version + 1;
    const onHold = status === "cancelled" ? undefined : before.onHold;
    const expected = { ...before, status, hold, updatedAtMs, cancelReason, version, onHold };
    this.#same(what, expected, after);
  }

  #checkExpiry(orderId: string, dueMs: number, atMs: number): void {
    if (atMs < dueMs) {
      this.#wrong("holdErrors", `the hold of ${orderId} ended ${dueMs - atMs} ms early`);
    }
    const lateMs = atMs - latestMs(dueMs, this.#ups);
    if (lateMs > 0) this.#wrong("holdErrors", `the hold of ${orderId} ended ${lateMs} ms late`);
  }

  #moveUnits(what: string, { lines }: Order, sign: 1 | -1): void {
    for (const { sku, quantity } of lines) {
      const item = this.#items.get(sku);
      if (item === undefined) this.#wrong("logErrors", `${what} moves ${sku}, which is not there`);
      else this.#items.set(sku, { ...item, held: item.held + sign * quantity });
    }
  }

  #moveItem({ seq, kind }: Event, after: Item): void {
    const before = this.#items.get(after.sku);
    this.#items.set(after.sku, after);
    const what = `seq ${seq} (${kind} of ${after.sku})`;
    if (before === undefined) {
      this.#same(what, [1, 0, 0], [after.version, after.held, after.sold]);
      return;
    }
    const { onHand, updatedAtMs } = after;
    this.#same(what, { ...before, version: before.version + 1, onHand, updatedAtMs }, after);
  }

  #same(what: string, expected: unknown, actual: unknown): void {
    const [wanted, found] = [expected, actual].map(shown);
    if (wanted !== found) this.#wrong("logErrors", `${what} is ${found}, not ${wanted}`);
  }

  #wrong(figure: "logErrors" | "holdErrors", text: string): void {
    this.findings.push({ figure, text });
  }
}

/**
 * The latest moment at which a hold due at `dueMs` may end: two seconds after it in one life of the server. A life that
 * was too short for that proves nothing, the next one counts.
 */
export function latestMs(dueMs: number, ups: readonly UpTime[]): number {
  for (const { fromMs, toMs } of ups) {
    const startMs = Math.max(fromMs, dueMs);
    if (toMs - startMs >= lateMaxMs) return startMs + lateMaxMs;
  }
  return Number.POSITIVE_INFINITY;
}

function shown(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? `${part}` : part));
}
