import { assert, present } from "../core/assert.ts";
import type { Import, ImportError } from "../inventory/import.ts";
import type { Item } from "../inventory/item.ts";
import { moveStock, stockMove } from "../inventory/stock-move.ts";
import type { StockMove, StockMoveKind } from "../inventory/stock-move.ts";
import { toldBy } from "../notes/told.ts";
import type { Cause } from "../notes/told.ts";
import type { Order } from "../orders/order.ts";
import type { KeptSwitch } from "../payments/gateway.ts";
import type { LookMove } from "../payments/look.ts";
import type { MoneyEntry } from "../payments/money-entries.ts";
import type { Payment } from "../payments/payment.ts";
import type { User } from "../users/user.ts";
import type { Outcome, Request } from "./command.ts";
import type { Event, EventKind, EventSubject } from "./event.ts";

/** What is kept for an idempotency key. */
export interface IdempotencyRecord {
  readonly principal: string;
  readonly key: string;
  /** SHA-256 of fingerprintText, hex. */
  readonly fingerprint: string;
  readonly outcome: Outcome;
}

/** What one batch writes, all in one transaction. */
export interface Writes {
  readonly events: readonly Event[];
  readonly users: readonly User[];
  readonly items: ReadonlyMap<string, Item>;
  readonly placedOrders: readonly Order[];
  /** Orders that stood before this batch and moved in it. */
  readonly movedOrders: ReadonlyMap<string, Order>;
  /** Payments that were begun or moved. */
  readonly payments: ReadonlyMap<string, Payment>;
  readonly moneyEntries: readonly MoneyEntry[];
  readonly lookMoves: readonly LookMove[];
  /** By channel. */
  readonly switches: ReadonlyMap<string, KeptSwitch>;
  /** Signed units to add, by unitsKey. */
  readonly unitDeltas: ReadonlyMap<string, number>;
  readonly stockMoves: readonly StockMove[];
  readonly records: readonly IdempotencyRecord[];
  readonly imports: ReadonlyMap<string, Import>;
  readonly importErrors: readonly (ImportError & { readonly importId: string })[];
  /** Items as a dry run would leave them, by shadowKey. */
  readonly shadowItems: ReadonlyMap<string, Item>;
}

/** Key of a user's units of an item in orders that are not released. */
export function unitsKey(userId: string, sku: string): string {
  return `${userId}\n${sku}`;
}

/** Key of an item as a dry run would leave it. */
export function shadowKey(importId: string, sku: string): string {
  return `${importId}\n${sku}`;
}

/** Key of an idempotency record. */
export function recordKey(principal: string, key: string): string {
  return `${principal}\n${key}`;
}

/** Rows as they were loaded and as the batch has left them so far; undefined is a row that does not exist. */
class Rows<V> {
  readonly #what: string;
  readonly #rows = new Map<string, V | undefined>();

  constructor(what: string) {
    this.#what = what;
  }

  load(key: string, row: V | undefined): void {
    if (!this.#rows.has(key)) this.#rows.set(key, row);
  }

  has(key: string): boolean {
    return this.#rows.has(key);
  }

  get(key: string): V | undefined {
    const row = this.#rows.get(key);
    if (row === undefined) assert(this.#rows.has(key), `${this.#what} ${key} was not loaded`);
    return row;
  }

  set(key: string, row: V): void {
    this.#rows.set(key, row);
  }
}

/**
 * The folded state of one batch: the rows its commands need, as the commands before have left them, and all that is to
 * be written. Loaded by an adapter, moved on by decide, written by the adapter. Asking for a row that was not loaded is
 * a bug and throws.
 */
export class BatchState {
  readonly users = new Rows<User>("user");
  readonly usersByEmail = new Rows<User>("e-mail");
  readonly items = new Rows<Item>("item");
  readonly orders = new Rows<Order>("order");
  readonly payments = new Rows<Payment>("payment");
  readonly units = new Rows<number>("units");
  readonly records = new Rows<IdempotencyRecord>("idempotency record");
  readonly imports = new Rows<Import>("import");
  readonly shadowItems = new Rows<Item>("shadow item");

  #headSeq: number;
  readonly #events: Event[] = [];
  readonly #newUsers: User[] = [];
  readonly #items = new Map<string, Item>();
  readonly #placedOrders = new Map<string, Order>();
  readonly #movedOrders = new Map<string, Order>();
  readonly #payments = new Map<string, Payment>();
  readonly #moneyEntries: MoneyEntry[] = [];
  readonly #lookMoves: LookMove[] = [];
  readonly #switches = new Map<string, KeptSwitch>();
  readonly #unitDeltas = new Map<string, number>();
  readonly #stockMoves: StockMove[] = [];
  readonly #newRecords: IdempotencyRecord[] = [];
  readonly #imports = new Map<string, Import>();
  readonly #importErrors: (ImportError & { readonly importId: string })[] = [];
  readonly #shadowItems = new Map<string, Item>();

  /** `headSeq` is the number of the last event in the log. */
  constructor(headSeq: number) {
    this.#headSeq = headSeq;
  }

  /** The number the next event will get. */
  get nextSeq(): number {
    return this.#headSeq + 1;
  }

  /** Appends an event to the log and answers its seq. */
  append(
    request: Request,
    event: { readonly kind: EventKind; readonly atMs: number; readonly cause: Cause },
    subject: EventSubject,
  ): number {
    this.#headSeq += 1;
    const { text: cause, note: causeNote } = toldBy(event.cause);
    this.#events.push({
      seq: this.#headSeq,
      atMs: event.atMs,
      kind: event.kind,
      actor: request.actor,
      cause,
      causeNote,
      traceId: request.traceId,
      subject,
    });
    return this.#headSeq;
  }

  addUser(user: User): void {
    this.users.set(user.userId, user);
    this.usersByEmail.set(user.email, user);
    this.#newUsers.push(user);
  }

  putItem(item: Item): void {
    this.items.set(item.sku, item);
    this.#items.set(item.sku, item);
  }

  putOrder(order: Order): void {
    const placedHere = order.version === 1 || this.#placedOrders.has(order.orderId);
    (placedHere ? this.#placedOrders : this.#movedOrders).set(order.orderId, order);
    this.orders.set(order.orderId, order);
  }

  putPayment(payment: Payment): void {
    this.payments.set(payment.paymentId, payment);
    this.#payments.set(payment.paymentId, payment);
  }

  /** Books money for the event about to be appended (nextSeq). */
  book(entries: readonly MoneyEntry[]): void {
    this.#moneyEntries.push(...entries);
  }

  /** Keeps the mode that a channel was given. */
  switchChannel(kept: KeptSwitch): void {
    this.#switches.set(kept.channel, kept);
  }

  /** Begins to look at an attempt that has ended, goes on or ends it. */
  moveLook(move: LookMove): void {
    this.#lookMoves.push(move);
  }

  /** Moves stock for the event about to be appended (nextSeq); the caller has checked that the item allows it. */
  moveStock(
    sku: string,
    move: {
      readonly kind: StockMoveKind;
      readonly quantity: number;
      readonly placedSeq: number | undefined;
    },
  ): Item {
    const before = present(this.items.get(sku), `item ${sku}`);
    const item = present(moveStock(before, move.kind, move.quantity), `a legal move of ${sku}`);
    this.putItem(item);
    this.recordMove(sku, move);
    return item;
  }

  /** Records a move that the item already shows. */
  recordMove(
    sku: string,
    move: {
      readonly kind: StockMoveKind;
      readonly quantity: number;
      readonly placedSeq: number | undefined;
    },
  ): void {
    const at = { sku, seq: this.nextSeq, placedSeq: move.placedSeq };
    this.#stockMoves.push(stockMove(move.kind, move.quantity, at));
  }

  /** Adds signed units to what a user has of an item. */
  addUnits(userId: string, sku: string, delta: number): void {
    const key = unitsKey(userId, sku);
    if (this.units.has(key)) this.units.set(key, (this.units.get(key) ?? 0) + delta);
    this.#unitDeltas.set(key, (this.#unitDeltas.get(key) ?? 0) + delta);
  }

  remember(record: IdempotencyRecord): void {
    this.records.set(recordKey(record.principal, record.key), record);
    this.#newRecords.push(record);
  }

  putImport(state: Import): void {
    this.imports.set(state.importId, state);
    this.#imports.set(state.importId, state);
  }

  addImportError(importId: string, error: ImportError): void {
    this.#importErrors.push({ ...error, importId });
  }

  putShadowItem(importId: string, item: Item): void {
    this.shadowItems.set(shadowKey(importId, item.sku), item);
    this.#shadowItems.set(shadowKey(importId, item.sku), item);
  }

  /** All that the batch writes. */
  writes(): Writes {
    return {
      events: this.#events,
      users: this.#newUsers,
      items: this.#items,
      placedOrders: [...this.#placedOrders.values()],
      movedOrders: this.#movedOrders,
      payments: this.#payments,
      moneyEntries: this.#moneyEntries,
      lookMoves: this.#lookMoves,
      switches: this.#switches,
      unitDeltas: this.#unitDeltas,
      stockMoves: this.#stockMoves,
      records: this.#newRecords,
      imports: this.#imports,
      importErrors: this.#importErrors,
      shadowItems: this.#shadowItems,
    };
  }
}
