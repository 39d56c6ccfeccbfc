import type { Command, OutcomeOf, Request } from "../commands/command.ts";
import type { Event } from "../commands/event.ts";
import type { StockMove } from "../inventory/stock-move.ts";
import type { Import, ImportError } from "../inventory/import.ts";
import type { Item } from "../inventory/item.ts";
import type { Order, OrderStatus } from "../orders/order.ts";
import type { StuckLimits, StuckOrder, StuckReason } from "../orders/stuck-order.ts";
import type { BookedOrder, BookedPayment, LedgerFault, StockSums } from "../payments/ledger.ts";
import type { KeptSwitch } from "../payments/gateway.ts";
import type { Look } from "../payments/look.ts";
import type { Payment, PaymentStatus } from "../payments/payment.ts";
import type { User } from "../users/user.ts";

/**
 * A charge that waits to be sent, or any other step of a payment. While a channel is full the first are the oldest that are due: who
 * looked for all at once would find nothing else, and what is unknown would not be asked about.
 */
export type DueStep = "charge" | "other";

/**
 * Where Sluice keeps everything. Writes go through apply; each read is one short transaction of its own and answers
 * only what is durable. Every adapter passes storage.contract.ts.
 */
export interface Storage {
  /**
   * Joins the current batch and answers when its commit is durable.
   * Throws QueueFull or DiskNearlyFull before any work, Dropped when the signal aborted before the command was decided
   * (nothing was done), StorageUnavailable when the commit failed: the storage is then of no more use.
   */
  readonly apply: <C extends Command>(
    request: Request<C>,
    options?: ApplyOptions,
  ) => Promise<OutcomeOf<C>>;
  /** Resolves when the queue has room again; at once when it has. Rejects with Dropped when the signal aborts. */
  readonly whenRoom: (signal?: AbortSignal) => Promise<void>;

  readonly getUser: (userId: string) => Promise<User | undefined>;
  /** As for listOrders, the scan behind a page of what is searched for or filtered is bounded. */
  readonly listUsers: (query: UsersQuery) => Promise<Page<User>>;

  readonly getItem: (sku: string) => Promise<Item | undefined>;
  /** The same. */
  readonly listItems: (query: ItemsQuery) => Promise<Page<Item>>;
  readonly listStockEvents: (query: StockEventsQuery) => Promise<Page<StockEvent>>;
  readonly getImport: (importId: string) => Promise<Import | undefined>;
  readonly listImportErrors: (query: ImportErrorsQuery) => Promise<Page<ImportError>>;

  readonly getOrder: (orderId: string) => Promise<Order | undefined>;
  /** Newest first, both ways; the scan behind a page is bounded, so that a page may be short and still have a next. */
  readonly listOrders: (query: OrdersQuery) => Promise<OrdersPage>;
  /** The longest stuck first; the scan behind a page is bounded. */
  readonly listStuckOrders: (query: StuckOrdersQuery) => Promise<Page<StuckOrder>>;
  readonly listOrderEvents: (query: OrderEventsQuery) => Promise<Page<Event>>;

  readonly getPayment: (paymentId: string) => Promise<Payment | undefined>;
  /** The payment that an attempt belongs to. */
  readonly paymentOfAttempt: (attemptId: string) => Promise<Payment | undefined>;
  /** Newest first; the scan behind a page is bounded. */
  readonly listPayments: (query: PaymentsQuery) => Promise<Page<Payment>>;
  /** Payments whose next step is such a one and due by `nowMs`, longest overdue first, at most `limit`. */
  readonly duePayments: (
    step: DueStep,
    nowMs: number,
    limit: number,
  ) => Promise<readonly Payment[]>;
  /** When the earliest step of a payment after `afterMs` is due; undefined when there is none. */
  readonly nextPaymentStepMs: (afterMs: number) => Promise<number | undefined>;
  /** The mode that each channel was given last, if it ever was. */
  readonly channelSwitches: () => Promise<readonly KeptSwitch[]>;
  /** The looks at a channel that are due first, whether their time has come or not, at most `limit`. */
  readonly earliestLooks: (channel: string, limit: number) => Promise<readonly Look[]>;

  /** What the books say of the events after a seq, at most `limit` of them. */
  readonly bookedAfter: (seq: number, limit: number) => Promise<BookedStretch>;
  /** What they say now of the payment or order that a fault is about, also when the log has forgotten its events; neither when it is none of both. */
  readonly bookedOf: (fault: Pick<LedgerFault, "seq" | "subjectId">) => Promise<BookedStretch>;
  /** Sums an item's stock moves on from where an earlier sum ended, at most `limit` of them. */
  readonly sumStock: (sku: string, from: StockSums, limit: number) => Promise<SummedStock>;

  /** Events after a seq, in order, at most `limit`. */
  readonly eventsAfter: (seq: number, limit: number) => Promise<readonly Event[]>;
  /** The same with the bytes as they are stored. */
  readonly storedEventsAfter: (seq: number, limit: number) => Promise<readonly CommittedEvent[]>;
  /** Held and sold units over all items. */
  readonly stockTotals: () => Promise<StockTotals>;
  /** Orders whose hold has run out by `nowMs`, longest overdue first, at most `limit`. */
  readonly overdueHolds: (nowMs: number, limit: number) => Promise<readonly string[]>;
  /** When the earliest live hold runs out; undefined when there is none. */
  readonly nextHoldExpiryMs: () => Promise<number | undefined>;

  /** Calls `listener` with the events of each batch, in order, after it is durable and before it is answered. */
  readonly onCommit: (listener: CommitListener) => () => void;
  /** Numbers for metrics and health. */
  readonly status: () => StorageStatus;
  /** Decides and commits what waits, answers it, and closes. Later calls throw StorageUnavailable. */
  readonly close: () => Promise<void>;
}

/** An event with the bytes it was stored as: a sluice.log.v1.Event. */
export interface CommittedEvent {
  readonly event: Event;
  readonly bytes: Uint8Array;
}

/** What a batch changed beside its events. */
export interface CommitChanges {
  /** The items it changed, as it left them, by SKU. */
  readonly items: ReadonlyMap<string, Item>;
  readonly stockMoves: readonly StockMove[];
  /** The payments it began or moved, as it left them, by id. */
  readonly payments: ReadonlyMap<string, Payment>;
}

export type CommitListener = (events: readonly CommittedEvent[], changes: CommitChanges) => void;

/** "internal" passes admission by and may take half a batch; "low" takes what the others leave, at least one command. */
export type Lane = "normal" | "internal" | "low";

export interface ApplyOptions {
  /** Once aborted, the command is dropped if it was not decided yet. */
  readonly signal?: Pick<AbortSignal, "aborted"> | undefined;
  readonly lane?: Lane;
}

export interface StorageStatus {
  readonly headSeq: number;
  /** The log begins after this seq. */
  readonly floorSeq: number;
  /** Names this log: a cursor of another log is refused. */
  readonly logId: string;
  readonly queuedCount: number;
  readonly diskFreeBytes: number;
  /** False while writes are refused (disk nearly full) or the storage has failed. */
  readonly writable: boolean;
}

export interface StockTotals {
  readonly heldUnits: number;
  readonly soldUnits: number;
}

/** What events had to do with, as the tables have it now, all read at one moment. */
export interface BookedStretch {
  /** The last event that was looked at; the one before when there was none. */
  readonly throughSeq: number;
  readonly unbalanced: readonly UnbalancedEntries[];
  readonly payments: readonly BookedPayment[];
  /** Orders that have a payment. */
  readonly orders: readonly BookedOrder[];
}

/** Entries of one event and currency that do not sum to zero. */
export interface UnbalancedEntries {
  readonly seq: number;
  readonly currencyCode: string;
  readonly sumMinor: bigint;
}

/** Sums of an item's moves, and the item at the same moment. */
export interface SummedStock {
  readonly sums: StockSums;
  /** False when there are more moves than were summed. */
  readonly isComplete: boolean;
  readonly item: Item | undefined;
}

/** Rows and where to go on: undefined when there are no more. Positions are opaque to everyone but the adapter. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly next: string | undefined;
}

export interface UsersQuery {
  readonly limit: number;
  readonly after: string | undefined;
  /** Normalised; empty for all, newest first. */
  readonly emailPrefix: string;
  /** The user with this id alone, if there is one. */
  readonly userId?: string | undefined;
  /** By queryWords: each begins the e-mail or a word of the name. Sorted by what was found. */
  readonly words?: readonly string[];
}

export interface ItemsQuery {
  readonly limit: number;
  readonly after: string | undefined;
  readonly skuPrefix: string;
  /** By queryWords: each begins the SKU or a word of the name. Sorted by what was found, or by SKU. */
  readonly words?: readonly string[];
  readonly paused?: boolean | undefined;
  /** Nothing available. */
  readonly soldOut?: boolean | undefined;
}

export interface StockEventsQuery {
  readonly sku: string;
  readonly limit: number;
  readonly after: string | undefined;
  readonly editsOnly: boolean;
}

/** A move with the event it belongs to. */
export interface StockEvent extends StockMove {
  readonly atMs: number;
  readonly orderId: string | undefined;
  readonly cause: string;
  readonly actor: string;
}

export interface ImportErrorsQuery {
  readonly importId: string;
  readonly limit: number;
  readonly after: string | undefined;
}

/** All filters that are set must hold. */
export interface OrdersQuery {
  readonly limit: number;
  readonly filter: OrdersFilter;
  /** Where the page begins, exclusive, and which way it goes; undefined for the newest. */
  readonly position: OrdersPosition | undefined;
}

export interface OrdersFilter {
  readonly orderId?: string | undefined;
  readonly userId?: string | undefined;
  /** Normalised. */
  readonly email?: string | undefined;
  /** Empty for all. */
  readonly statuses: readonly OrderStatus[];
  readonly sku?: string | undefined;
  readonly createdFromMs?: number | undefined;
  /** Exclusive. */
  readonly createdBeforeMs?: number | undefined;
  readonly onHold?: boolean | undefined;
}

export interface OrdersPosition {
  readonly direction: "older" | "newer";
  /** Exclusive. */
  readonly placedSeq: number;
}

/** Rows newest first. `older` and `newer` say where to go on in each direction, undefined where nothing is left. */
export interface OrdersPage {
  readonly rows: readonly Order[];
  readonly older: OrdersPosition | undefined;
  readonly newer: OrdersPosition | undefined;
}

/** All filters that are set must hold. */
export interface PaymentsQuery {
  readonly limit: number;
  readonly after: string | undefined;
  readonly orderId?: string | undefined;
  readonly userId?: string | undefined;
  /** Empty for all. */
  readonly statuses: readonly PaymentStatus[];
  readonly inReview?: boolean | undefined;
  readonly paymentId?: string | undefined;
}

export interface StuckOrdersQuery {
  readonly limit: number;
  readonly after: string | undefined;
  /** Empty for all. */
  readonly reasons: readonly StuckReason[];
  readonly nowMs: number;
  readonly limits: StuckLimits;
}

export interface OrderEventsQuery {
  readonly orderId: string;
  readonly limit: number;
  readonly after: string | undefined;
}

/** Too much waits already; nothing was done. Try again after `retryAfterMs`. */
export class QueueFull extends Error {
  override readonly name = "QueueFull";
  readonly retryAfterMs: number;

  constructor(queueMax: number, retryAfterMs: number) {
    super(`${queueMax} commands wait already`);
    this.retryAfterMs = retryAfterMs;
  }
}

/** The disk has less room than writes may take; nothing was done. Try again after `retryAfterMs`. */
export class DiskNearlyFull extends Error {
  override readonly name = "DiskNearlyFull";
  readonly retryAfterMs: number;

  constructor(freeBytes: number, minBytes: number, retryAfterMs: number) {
    super(`the disk has ${freeBytes} bytes left, writes need ${minBytes}`);
    this.retryAfterMs = retryAfterMs;
  }
}

/** The caller was gone before the command was decided; nothing was done. */
export class Dropped extends Error {
  override readonly name = "Dropped";
}

/** The commit failed, or the storage is closed. After a failed commit the fate of its commands is unknown. */
export class StorageUnavailable extends Error {
  override readonly name = "StorageUnavailable";
}

/** A page position that this storage did not make. */
export class BadPosition extends Error {
  override readonly name = "BadPosition";
}
