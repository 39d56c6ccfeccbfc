/**
 * One run of the durability bench: a storage of its own in a temporary directory, one way of being durable, one load.
 * Started as: durability-child.ts <DurabilityRun as JSON>; says DurabilityResult as JSON.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import {
  ask,
  createItem,
  createUser,
  placeOrder,
  subjectOf,
} from "../storage/contract/requests.ts";
import { openSqliteStorage } from "../storage/sqlite/sqlite-storage.ts";
import type { SqliteStorage } from "../storage/sqlite/sqlite-storage.ts";
import { Wal } from "../storage/sqlite/wal.ts";
import type { WalPort } from "../storage/sqlite/wal.ts";
import { sqliteTestOptions } from "../test/open-test-storage.ts";

export interface DurabilityRun {
  readonly way: "full" | "awaited";
  readonly load: "batches" | "stream";
  readonly durationMs: number;
}

export interface DurabilityResult {
  readonly ordersPerSecond: number;
  /** [p50, p99, max], with the 1 ms of the timer that measures. */
  readonly loopDelayMs: readonly number[];
  /** [p50, p99] of the answers. */
  readonly latencyMs: readonly number[];
}

const itemCount = 64;
const batchMax = 256;
const streamPerMs = 2;
let placed = 0;

const run = JSON.parse(process.argv[2] ?? "") as DurabilityRun;
const directory = mkdtempSync(join(tmpdir(), "sluice-durability-"));
try {
  const openWal = run.way === "full" ? fullWal : undefined;
  const options = sqliteTestOptions(directory, { batchMax, holdMs: 3_600_000 });
  const storage = openSqliteStorage(options, openWal);
  process.stdout.write(JSON.stringify(await measure(storage)));
  await storage.close();
} finally {
  rmSync(directory, { recursive: true });
}

/** The other way: each COMMIT syncs the WAL before it returns, and SQLite syncs its checkpoints, all on the one thread. */
function fullWal(path: string): WalPort {
  const wal = new Wal(path);
  return {
    // Nothing is left to wait for, but without a turn of the event loop the batches would leave room for nothing else.
    sync: async () => await setImmediate(),
    syncRecovered: () => wal.syncRecovered(),
    pages: (database) => {
      database.exec("PRAGMA synchronous = FULL");
      return wal.pages(database);
    },
    checkpoint: async (database) => database.exec("PRAGMA wal_checkpoint(PASSIVE)"),
    close: () => wal.close(),
  };
}

async function measure(storage: SqliteStorage): Promise<DurabilityResult> {
  const { userId } = subjectOf(await storage.apply(ask(createUser("ada@example.com"))));
  for (let at = 0; at < itemCount; at += 1) {
    await storage.apply(ask(createItem(`item-${at}`, { onHand: 100_000_000 })));
  }
  const load = run.load === "batches" ? placeInBatches : placeInStream;
  await load(storage, userId, 1_000);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const startedMs = performance.now();
  const latenciesMs = (await load(storage, userId, run.durationMs)).toSorted((a, b) => a - b);
  const seconds = (performance.now() - startedMs) / 1000;
  delay.disable();
  const at = (share: number): number =>
    round(latenciesMs[Math.floor((latenciesMs.length - 1) * share)] ?? 0);
  return {
    ordersPerSecond: Math.round(latenciesMs.length / seconds),
    loopDelayMs: [delay.percentile(50), delay.percentile(99), delay.max].map((ns) =>
      round(ns / 1e6),
    ),
    latencyMs: [at(0.5), at(0.99)],
  };
}

async function placeOne(storage: SqliteStorage, userId: string): Promise<void> {
  placed += 1;
  const command = placeOrder(userId, `item-${placed % itemCount}`);
  subjectOf(await storage.apply(ask(command, crypto.randomUUID())));
}

/** Two full batches of callers: one on its way to the disk, one that waits. */
async function placeInBatches(
  storage: SqliteStorage,
  userId: string,
  durationMs: number,
): Promise<number[]> {
  const latenciesMs: number[] = [];
  const endMs = performance.now() + durationMs;
  const caller = async (): Promise<void> => {
    while (performance.now() < endMs) {
      const askedMs = performance.now();
      await placeOne(storage, userId);
      latenciesMs.push(performance.now() - askedMs);
    }
  };
  await Promise.all(Array.from({ length: 2 * batchMax }, caller));
  return latenciesMs;
}

/** An open stream: orders come at their time whether or not the ones before were answered. */
async function placeInStream(
  storage: SqliteStorage,
  userId: string,
  durationMs: number,
): Promise<number[]> {
  const latenciesMs: number[] = [];
  const open: Promise<void>[] = [];
  const startMs = performance.now();
  const place = async (dueMs: number): Promise<void> => {
    await placeOne(storage, userId);
    latenciesMs.push(performance.now() - dueMs);
  };
  for (let sent = 0; sent < durationMs * streamPerMs;) {
    const due = Math.min(durationMs, performance.now() - startMs) * streamPerMs;
    for (; sent < due; sent += 1) open.push(place(startMs + sent / streamPerMs));
    await sleep(1);
  }
  await Promise.all(open);
  return latenciesMs;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
