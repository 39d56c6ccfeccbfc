import type { ContractOptions, HandClock, Opened } from "../storage/contract/harness.ts";
import { openSqliteStorage } from "../storage/sqlite/sqlite-storage.ts";
import type { SqliteOptions, SqliteStorage } from "../storage/sqlite/sqlite-storage.ts";
import { Wal } from "../storage/sqlite/wal.ts";
import type { WalPort } from "../storage/sqlite/wal.ts";
import { tempDirectory } from "./temp-directory.ts";
import { testPaymentLimits } from "./payment-limits.ts";

/** What the SQLite storage of a test is opened with, over the options a test names. */
export function sqliteTestOptions(
  directory: string,
  { recordMs = 604_800_000, logMs, ...options }: ContractOptions = {},
): SqliteOptions {
  return {
    directory,
    makeClock: (floorMs) => () => Math.max(floorMs, Date.now()),
    holdMs: 900_000,
    payments: testPaymentLimits,
    batchMax: 256,
    queueMax: 8_192,
    diskFreeMinBytes: 0,
    checkpointWalBytes: 4 * 1024 * 1024,
    scanMaxRows: 5_000,
    retention: { recordMs, logMs },
    onFatal: () => undefined,
    ...options,
  };
}

export interface OpenedSqlite extends Opened {
  readonly storage: SqliteStorage;
  readonly directory: string;
}

/**
 * Opens the SQLite storage in a directory of its own, on a clock that stands at `clock.nowMs`. The test ends it; a
 * storage the test has closed or broken itself is left alone.
 */
export async function openTestStorage(
  t: { readonly after: (fn: () => Promise<void> | void) => void },
  options: ContractOptions = {},
): Promise<OpenedSqlite> {
  const directory = tempDirectory(t);
  const clock: HandClock = { nowMs: 1_800_000_000_000, stepMs: 0 };
  const fatal: Error[] = [];
  const gate = new Gate();
  const open = (more: ContractOptions): SqliteStorage =>
    openSqliteStorage(
      {
        ...sqliteTestOptions(directory, more),
        makeClock: (floorMs) => handClock(clock, floorMs),
        onFatal: (error) => fatal.push(error),
      },
      (path) => gatedWal(new Wal(path), gate),
    );
  let storage = open(options);
  t.after(async () => {
    gate.open();
    await storage.close().catch(() => undefined);
  });
  const reopen = async (more: ContractOptions = {}): Promise<SqliteStorage> => {
    await storage.close();
    storage = open({ ...options, ...more });
    return storage;
  };
  const holdDurability = () => gate.shut();
  return { storage, directory, clock, fatal, reopen, holdDurability };
}

function handClock(clock: HandClock, floorMs: number) {
  clock.nowMs = Math.max(clock.nowMs, floorMs);
  return () => {
    clock.nowMs += clock.stepMs;
    return clock.nowMs;
  };
}

class Gate {
  #shut = Promise.withResolvers<void>();
  #isShut = false;

  shut(): () => void {
    this.#shut = Promise.withResolvers();
    this.#isShut = true;
    return () => this.open();
  }

  open(): void {
    this.#isShut = false;
    this.#shut.resolve();
  }

  async pass(): Promise<void> {
    if (this.#isShut) await this.#shut.promise;
  }
}

function gatedWal(wal: Wal, gate: Gate): WalPort {
  return {
    sync: async () => {
      await gate.pass();
      await wal.sync();
    },
    syncRecovered: () => wal.syncRecovered(),
    pages: (database) => wal.pages(database),
    checkpoint: (database) => wal.checkpoint(database),
    close: () => wal.close(),
  };
}
