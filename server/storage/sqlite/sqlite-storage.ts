import { hash, randomUUID } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, statfsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { setImmediate } from "node:timers/promises";
import { decide } from "../../commands/decide.ts";
import { fingerprintText } from "../../commands/fingerprint-text.ts";
import type { Outcome, Request } from "../../commands/command.ts";
import { BatchState } from "../../commands/state.ts";
import type { Clock } from "../../core/clock.ts";
import { uuidV7Maker } from "../../core/ids.ts";
import type { NewId } from "../../core/ids.ts";
import type { PaymentLimits } from "../../payments/payment-limits.ts";
import { Batcher, UndecidedBatch } from "../batcher.ts";
import { DiskNearlyFull, StorageUnavailable } from "../storage.ts";
import type {
  CommitChanges,
  CommitListener,
  CommittedEvent,
  Storage,
  StorageStatus,
} from "../storage.ts";
import { openDatabase, Statements } from "./connection.ts";
import { lockDirectory } from "./directory-lock.ts";
import { readImport, readImportErrors } from "./import-rows.ts";
import { readItem, readStockTotals } from "./item-rows.ts";
import { readBookedAfter, readBookedOf, readStockSums } from "./ledger-rows.ts";
import { loadBatch } from "./load-batch.ts";
import { readEarliestLooks } from "./look-rows.ts";
import { readNextExpiryMs, readOrder, readOverdueHolds } from "./order-rows.ts";
import {
  readStoredEventsAfter,
  readHeadAtMs,
  readHeadSeq,
  readOrderEvents,
  readStockEvents,
} from "./read-events.ts";
import { readItems } from "./read-items.ts";
import { readOrders } from "./read-orders.ts";
import {
  readDuePayments,
  readNextPaymentStepMs,
  readPayment,
  readPaymentOfAttempt,
} from "./payment-rows.ts";
import { readPayments } from "./read-payments.ts";
import { readStuckOrders } from "./read-stuck-orders.ts";
import { RowCache } from "./row-cache.ts";
import { readMeta, sweepStep, writeMeta } from "./sweep.ts";
import type { Retention } from "./sweep.ts";
import { readChannelSwitches } from "./switch-rows.ts";
import { readUser, readUsers } from "./user-rows.ts";
import { Wal } from "./wal.ts";
import type { WalPort } from "./wal.ts";
import { writeBatch } from "./write-batch.ts";

export interface SqliteOptions {
  /** Made if missing; one process at a time. */
  readonly directory: string;
  /** Makes the process clock, which must not start before `floorMs`, the time of the last event. */
  readonly makeClock: (floorMs: number) => Clock;
  /** How long a hold lives. */
  readonly holdMs: number;
  readonly payments: PaymentLimits;
  /** Most commands in one batch, and most that may wait. */
  readonly batchMax: number;
  readonly queueMax: number;
  /** Writes are refused when the disk has less room. */
  readonly diskFreeMinBytes: number;
  /** The WAL is moved into the database when it has grown to this. */
  readonly checkpointWalBytes: number;
  /** Most rows a list looks at for one page. */
  readonly scanMaxRows: number;
  readonly retention: Retention;
  /** Told once when a commit failed: the process has to end. */
  readonly onFatal: (error: Error) => void;
}

/** How often the room on the disk is looked up, while writes come. */
const diskCheckMs = 500;
const sweepEveryMs = 10_000;
const pageBytes = 4096;

/**
 * Opens the embedded storage in a directory. Throws DirectoryInUse, DatabaseTooNew, or what the file system says.
 */
export function openSqliteStorage(
  options: SqliteOptions,
  openWal: (path: string) => WalPort = (path) => new Wal(path),
): SqliteStorage {
  const madeFrom = mkdirSync(options.directory, { recursive: true });
  const lock = lockDirectory(options.directory);
  const path = join(options.directory, "sluice.db");
  const wal = openWal(path);
  try {
    const database = openDatabase(path);
    wal.syncRecovered();
    syncNames(options.directory, madeFrom);
    return new SqliteStorage(options, { database, wal, lock });
  } catch (error) {
    wal.close();
    lock.release();
    throw error;
  }
}

/**
 * A new file is only safe once its directory is: fsync of a file says nothing of its name. The same goes for a new
 * directory, up to the parent of the first that was made.
 */
function syncNames(directory: string, madeFrom: string | undefined): void {
  const top = resolve(madeFrom === undefined ? directory : dirname(madeFrom));
  for (let at = resolve(directory); ; at = dirname(at)) {
    syncDirectory(at);
    if (at === top || at === dirname(at)) return;
  }
}

function syncDirectory(directory: string): void {
  const fd = openSync(directory, "r");
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

interface Parts {
  readonly database: DatabaseSync;
  readonly wal: WalPort;
  readonly lock: { readonly release: () => void };
}

/** The Storage port on SQLite. Made by openSqliteStorage. */
export class SqliteStorage implements Storage {
  /** The process clock: starts no earlier than the last event. */
  readonly clock: Clock;
  readonly #options: SqliteOptions;
  readonly #parts: Parts;
  readonly #statements: Statements;
  readonly #cache: RowCache;
  readonly #batcher: Batcher;
  readonly #newId: NewId;
  readonly #logId: string;
  readonly #listeners = new Set<CommitListener>();
  readonly #sweepTimer: NodeJS.Timeout;
  /** Of the last event written, which may still be on its way to the disk. */
  #headSeq: number;
  #headAtMs: number;
  /** Of the last event that is durable: what is not may be lost, and its number given to another event. */
  #durableSeq: number;
  #floorSeq: number;
  /** The sync of the commit on its way, which reads wait for too. A failed one stays: no read is safe after it. */
  #syncing: Promise<void> | undefined;
  #disk = { freeBytes: Number.POSITIVE_INFINITY, checkedMs: Number.NEGATIVE_INFINITY };

  constructor(options: SqliteOptions, parts: Parts) {
    this.#options = options;
    this.#parts = parts;
    this.#statements = new Statements(parts.database);
    this.#cache = new RowCache(this.#statements);
    this.#headSeq = readHeadSeq(this.#statements);
    this.#headAtMs = readHeadAtMs(this.#statements);
    this.#durableSeq = this.#headSeq;
    this.#floorSeq = Number(readMeta(this.#statements, "floor_seq") ?? 0);
    this.#logId = this.#ownLogId();
    this.clock = options.makeClock(this.#headAtMs);
    this.#newId = uuidV7Maker(this.clock, () => randomUUID().slice(19));
    this.#batcher = new Batcher({
      commit: (requests) => this.#commit(requests),
      betweenBatches: () => this.#checkpoint(),
      onFatal: options.onFatal,
      admit: () => this.#admit(),
      batchMax: options.batchMax,
      queueMax: options.queueMax,
    });
    this.#sweepTimer = setInterval(() => void this.sweep().catch(() => undefined), sweepEveryMs);
    this.#sweepTimer.unref();
  }

  readonly apply: Storage["apply"] = async (request, options) =>
    await this.#batcher.apply(request, options);
  readonly whenRoom: Storage["whenRoom"] = (signal) => this.#batcher.whenRoom(signal);

  readonly getUser: Storage["getUser"] = (id) => this.#read((db) => readUser(db, id));
  readonly listUsers: Storage["listUsers"] = (query) =>
    this.#read((db) => readUsers(db, query, this.#options.scanMaxRows));
  readonly getItem: Storage["getItem"] = (sku) => this.#read((db) => readItem(db, sku));
  readonly listItems: Storage["listItems"] = (query) =>
    this.#read((db) => readItems(db, query, this.#options.scanMaxRows));
  readonly listStockEvents: Storage["listStockEvents"] = (query) =>
    this.#read((db) => readStockEvents(db, query));
  readonly getImport: Storage["getImport"] = (id) => this.#read((db) => readImport(db, id));
  readonly listImportErrors: Storage["listImportErrors"] = (query) =>
    this.#read((db) => readImportErrors(db, query));
  readonly getOrder: Storage["getOrder"] = (id) => this.#read((db) => readOrder(db, id));
  readonly listOrders: Storage["listOrders"] = (query) =>
    this.#read((db) => readOrders(db, query, this.#options.scanMaxRows));
  readonly listStuckOrders: Storage["listStuckOrders"] = (query) =>
    this.#read((db) => readStuckOrders(db, query, this.#options.scanMaxRows));
  readonly listOrderEvents: Storage["listOrderEvents"] = (query) =>
    this.#read((db) => readOrderEvents(db, query));
  readonly eventsAfter: Storage["eventsAfter"] = async (seq, limit) =>
    (await this.storedEventsAfter(seq, limit)).map(({ event }) => event);
  readonly storedEventsAfter: Storage["storedEventsAfter"] = (seq, limit) =>
    this.#read((db) => readStoredEventsAfter(db, seq, limit));
  readonly getPayment: Storage["getPayment"] = (id) => this.#read((db) => readPayment(db, id));
  readonly paymentOfAttempt: Storage["paymentOfAttempt"] = (attemptId) =>
    this.#read((db) => readPaymentOfAttempt(db, attemptId));
  readonly listPayments: Storage["listPayments"] = (query) =>
    this.#read((db) => readPayments(db, query, this.#options.scanMaxRows));
  readonly duePayments: Storage["duePayments"] = (step, nowMs, limit) =>
    this.#read((db) => readDuePayments(db, step, nowMs, limit));
  readonly nextPaymentStepMs: Storage["nextPaymentStepMs"] = (afterMs) =>
    this.#read((db) => readNextPaymentStepMs(db, afterMs));
  readonly channelSwitches: Storage["channelSwitches"] = () => this.#read(readChannelSwitches);
  readonly earliestLooks: Storage["earliestLooks"] = (channel, limit) =>
    this.#read((db) => readEarliestLooks(db, channel, limit));
  readonly bookedAfter: Storage["bookedAfter"] = (seq, limit) =>
    this.#read((db) => readBookedAfter(db, seq, limit));
  readonly bookedOf: Storage["bookedOf"] = (fault) => this.#read((db) => readBookedOf(db, fault));
  readonly sumStock: Storage["sumStock"] = (sku, from, limit) =>
    this.#read((db) => readStockSums(db, sku, from, limit));
  readonly stockTotals: Storage["stockTotals"] = () => this.#read(readStockTotals);
  readonly overdueHolds: Storage["overdueHolds"] = (nowMs, limit) =>
    this.#read((db) => readOverdueHolds(db, nowMs, limit));
  readonly nextHoldExpiryMs: Storage["nextHoldExpiryMs"] = () => this.#read(readNextExpiryMs);

  readonly onCommit: Storage["onCommit"] = (listener) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly status = (): StorageStatus => ({
    headSeq: this.#durableSeq,
    floorSeq: this.#floorSeq,
    logId: this.#logId,
    queuedCount: this.#batcher.queuedCount,
    diskFreeBytes: this.#diskFreeBytes(),
    writable: !this.#batcher.failed && this.#diskFreeBytes() >= this.#options.diskFreeMinBytes,
  });

  /** Forgets what has outlived its time, in bounded steps between batches. */
  async sweep(): Promise<void> {
    const step = (): number =>
      this.#transaction(() => sweepStep(this.#statements, this.clock(), this.#options.retention));
    while ((await this.#batcher.between(step)) > 0) {
      this.#floorSeq = Number(readMeta(this.#statements, "floor_seq") ?? 0);
    }
  }

  readonly close = async (): Promise<void> => {
    clearInterval(this.#sweepTimer);
    await this.#batcher.close();
    // SQLite checkpoints when it closes, from a WAL that the disk may not have taken: after a failure it is left as it
    // is, for the next start to recover by its checksums.
    if (!this.#batcher.failed) this.#parts.database.close();
    this.#parts.wal.close();
    this.#parts.lock.release();
  };

  /**
   * A read answers only what is durable: what a power cut could take back is not shown to anybody. The commit before it
   * may still be on its way to the disk, so the answer waits for that sync.
   */
  async #read<T>(query: (statements: Statements) => T): Promise<T> {
    const answer = query(this.#statements);
    await this.#syncing;
    return answer;
  }

  async #commit(requests: readonly Request[]): Promise<readonly Outcome[]> {
    const { outcomes, committed, changes } = this.#decideAndWrite(requests);
    if (committed !== undefined) {
      this.#syncing = this.#sync();
      await this.#syncing;
      this.#syncing = undefined;
      this.#durableSeq = this.#headSeq;
      for (const listener of this.#listeners) listener(committed, changes);
    } else {
      // Nothing to wait for: without a turn of the event loop, replays could keep it from all other work.
      await setImmediate();
    }
    return outcomes;
  }

  async #sync(): Promise<void> {
    try {
      await this.#parts.wal.sync();
    } catch (cause) {
      throw new StorageUnavailable("the disk did not take a commit", { cause });
    }
  }

  #decideAndWrite(requests: readonly Request[]): {
    readonly outcomes: readonly Outcome[];
    /** Undefined when there was nothing to write. */
    readonly committed: readonly CommittedEvent[] | undefined;
    readonly changes: CommitChanges;
  } {
    const nowMs = Math.max(this.clock(), this.#headAtMs);
    const { state, outcomes } = this.#decide(requests, nowMs);
    const writes = state.writes();
    const { events, records, imports, lookMoves, switches } = writes;
    const rowCount = records.length + imports.size + lookMoves.length + switches.size;
    if (events.length + rowCount === 0) {
      return { outcomes, committed: undefined, changes: writes };
    }
    const committed = this.#transaction(() => writeBatch(this.#statements, writes, nowMs));
    this.#cache.committed(writes);
    this.#headSeq += events.length;
    if (events.length > 0) this.#headAtMs = nowMs;
    return { outcomes, committed, changes: writes };
  }

  /** Throws UndecidedBatch, with nothing written, when decide trips over a bug. */
  #decide(requests: readonly Request[], nowMs: number) {
    try {
      const state = new BatchState(this.#headSeq);
      const { holdMs, payments } = this.#options;
      const stamp = { nowMs, newId: this.#newId, holdMs, payments };
      loadBatch({ statements: this.#statements, cache: this.#cache }, state, requests);
      const outcomes = requests.map((request) =>
        decide(state, request, fingerprint(request), stamp),
      );
      return { state, outcomes };
    } catch (cause) {
      throw new UndecidedBatch("a command could not be decided", { cause });
    }
  }

  #transaction<T>(write: () => T): T {
    const { database } = this.#parts;
    this.#statements.prepare("BEGIN IMMEDIATE").run();
    try {
      const result = write();
      this.#statements.prepare("COMMIT").run();
      return result;
    } catch (error) {
      if (database.isTransaction) database.exec("ROLLBACK");
      throw error;
    }
  }

  async #checkpoint(): Promise<void> {
    const { wal, database } = this.#parts;
    const walBytes = wal.pages(database) * pageBytes;
    if (walBytes >= this.#options.checkpointWalBytes) await wal.checkpoint(database);
  }

  #admit(): void {
    const freeBytes = this.#diskFreeBytes();
    const { diskFreeMinBytes } = this.#options;
    if (freeBytes < diskFreeMinBytes) throw new DiskNearlyFull(freeBytes, diskFreeMinBytes, 5_000);
  }

  #diskFreeBytes(): number {
    const nowMs = performance.now();
    if (nowMs - this.#disk.checkedMs > diskCheckMs) {
      const { bavail, bsize } = statfsSync(this.#options.directory);
      this.#disk = { freeBytes: bavail * bsize, checkedMs: nowMs };
    }
    return this.#disk.freeBytes;
  }

  #ownLogId(): string {
    const known = readMeta(this.#statements, "log_id");
    if (known !== undefined) return known;
    const logId = randomUUID();
    this.#transaction(() => writeMeta(this.#statements, "log_id", logId));
    return logId;
  }
}

function fingerprint(request: Request): string {
  if (request.idempotencyKey === undefined) return "";
  return hash("sha256", fingerprintText(request.command), "base64url");
}
