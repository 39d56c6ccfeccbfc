import type { Event } from "../../commands/event.ts";
import type { Item } from "../../inventory/item.ts";
import type { Order } from "../../orders/order.ts";
import type { Payment } from "../../payments/payment.ts";
import type { UpTime } from "./finding.ts";
import type { Observed } from "./observed.ts";
import { replayOrder, unitsPlaced } from "./replay-order.ts";
import type { UnitMove } from "./replay-order.ts";
import { PaymentReplay } from "./replay-payment.ts";

/** A hold may live this long past its time while the server is up. */
export const lateMaxMs = 2_000;

/** What is wrong with a log. Holds that end late have a figure of their own: on a busy machine they say more about the machine. */
export interface LogFinding {
  readonly figure: "logErrors" | "holdErrors" | "lateHolds";
  readonly text: string;
}

/** What the API shows in the end. */
export type ShownAtRest = Pick<Observed, "orders" | "items" | "transitions"> & {
  readonly payments: ReadonlyMap<string, Payment>;
};

/**
 * P4, P5, P6 and P8: reads the log from its start, moves every order, item and payment by the kinds of its events and the tables, and holds
 * what the events carry, and what the API shows at the end, against that.
 */
export class LogCheck {
  readonly findings: LogFinding[] = [];
  /** Each change of an order with the reason it names, and the order and version it left; what one reason did at once is one change. */
  readonly changes: { readonly reason: string; readonly orderId: string; version: number }[] = [];
  /** How many events there were of each kind. */
  readonly kinds = new Map<string, number>();
  readonly #ups: readonly UpTime[];
  readonly #orders = new Map<string, { order: Order; seqs: number[] }>();
  readonly #items = new Map<string, Item>();
  readonly #payments = new PaymentReplay((text) => this.#wrong("logErrors", text));
  #seq = 0;
  #atMs = 0;

  constructor(ups: readonly UpTime[]) {
    this.#ups = ups;
  }

  add(event: Event): void {
    const { seq, atMs, kind, subject } = event;
    if (seq !== this.#seq + 1) this.#wrong("logErrors", `seq ${seq} follows ${this.#seq}`);
    if (atMs < this.#atMs) this.#wrong("logErrors", `seq ${seq} is older than the one before`);
    this.#seq = seq;
    this.#atMs = atMs;
    this.kinds.set(kind, (this.kinds.get(kind) ?? 0) + 1);
    if (subject.kind === "order") this.#moveOrder(event, subject.order);
    else if (subject.kind === "item") this.#moveItem(event, subject.item);
    else if (subject.kind === "payment") this.#payments.add(event, subject.payment);
  }

  /** Compares where the log has led with what the API shows. */
  compare({ orders, items, transitions, payments }: ShownAtRest): void {
    for (const [orderId, { order, seqs }] of this.#orders) {
      this.#same(`order ${orderId}`, order, orders.get(orderId));
      const listed = transitions.get(orderId)?.map(([seq]) => seq);
      if (listed !== undefined) this.#same(`events of order ${orderId}`, seqs, listed);
      if (order.hold === "held") this.#wrong("holdErrors", `the hold of ${orderId} never ended`);
    }
    for (const orderId of orders.keys())
      if (!this.#orders.has(orderId)) this.#wrong("logErrors", `no event placed ${orderId}`);
    for (const [sku, item] of this.#items) this.#same(`item ${sku}`, item, items.get(sku));
    const ids = new Set([...this.#payments.payments.keys(), ...payments.keys()]);
    for (const id of ids)
      this.#same(`payment ${id}`, this.#payments.payments.get(id), payments.get(id));
  }

  #moveOrder(event: Event, after: Order): void {
    const { orderId } = after;
    const what = `seq ${event.seq} (${event.kind} of ${orderId})`;
    const known = this.#orders.get(orderId);
    if (known === undefined) this.#place(what, event, after);
    else this.#change(what, { event, before: known.order, after });
    this.#note(event, after);
    this.#orders.set(orderId, { order: after, seqs: [...(known?.seqs ?? []), event.seq] });
  }

  #place(what: string, { seq, kind }: Event, order: Order): void {
    const { version, placedSeq, hold, status } = order;
    const state = `${kind} ${version} ${placedSeq} ${hold} ${status}`;
    if (state !== `order.placed 1 ${seq} held placed`)
      this.#wrong("logErrors", `${what} begins as ${state}`);
    this.#moveUnits(what, unitsPlaced(order));
  }

  #change(what: string, step: { event: Event; before: Order; after: Order }): void {
    const { event, before, after } = step;
    const { expected, moves, wrong } = replayOrder(before, event, after);
    for (const text of wrong)
      this.#wrong(text.includes("its hold") ? "holdErrors" : "logErrors", `${what} ${text}`);
    this.#same(what, expected, after);
    this.#moveUnits(what, moves);
    this.#checkTime(what, step);
  }

  /** A hold is extended by the first payment alone; one whose time runs out ends within two seconds. */
  #checkTime(what: string, step: { event: Event; before: Order; after: Order }): void {
    const { event, before, after } = step;
    const { kind, atMs } = event;
    const dueMs = before.holdExpiresAtMs;
    if (kind === "order.paying" && atMs >= dueMs)
      this.#wrong("holdErrors", `${what} comes after its hold`);
    const isFirst = kind === "order.paying" && before.paymentId === undefined;
    const extendedMs = after.holdExpiresAtMs - dueMs;
    if (extendedMs !== 0 && !(isFirst && extendedMs > 0))
      this.#wrong("holdErrors", `${what} moves the end of its hold by ${extendedMs} ms`);
    if (before.hold !== "held" || after.hold !== "expired") return;
    if (atMs < dueMs) this.#wrong("holdErrors", `${what} ends its hold ${dueMs - atMs} ms early`);
    const lateMs = atMs - latestMs(dueMs, this.#ups);
    if (lateMs > 0) this.#wrong("lateHolds", `${what} ends its hold ${lateMs} ms late`);
  }

  /** Two events of one commit that have the same reason are one change: units that leave, and that they were the last. */
  #note({ kind, cause: reason, atMs }: Event, { orderId, version }: Order): void {
    // That one only shows what was done to a payment.
    if (reason === "" || kind === "order.payment_changed") return;
    const last = this.changes.at(-1);
    const isSame = last?.orderId === orderId && last.reason === reason;
    const before = this.#orders.get(orderId)?.order;
    if (isSame && last.version === before?.version && before.updatedAtMs === atMs)
      last.version = version;
    else this.changes.push({ reason, orderId, version });
  }

  #moveUnits(what: string, moves: readonly UnitMove[]): void {
    for (const { sku, onHand, held, sold } of moves) {
      const item = this.#items.get(sku);
      if (item === undefined) this.#wrong("logErrors", `${what} moves ${sku}, which is not there`);
      else
        this.#items.set(sku, {
          ...item,
          onHand: item.onHand + onHand,
          held: item.held + held,
          sold: item.sold + sold,
        });
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

  #wrong(figure: LogFinding["figure"], text: string): void {
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
  const text = JSON.stringify(value, (_, part: unknown) =>
    typeof part === "bigint" ? `${part}` : part,
  );
  return text ?? "not there";
}
