import type { DatabaseSync } from "node:sqlite";
import { Wal } from "../../storage/sqlite/wal.ts";
import type { WalPort } from "../../storage/sqlite/wal.ts";

/** Ways to lose what was acknowledged. The replay must notice each of them. */
export const walBreaks = {
  "drops the sync of the WAL": { sync: async () => undefined },
  "answers before the sync of the WAL has ended": { sync: async (wal) => void wal.sync() },
  "drops the sync of the database after a checkpoint": {
    checkpoint: async (wal, database) => {
      await wal.sync();
      moveUnsynced(database);
    },
  },
  "moves commits into the database before the WAL is synced": {
    sync: async (wal, database) => {
      if (database !== undefined) moveUnsynced(database);
      await wal.sync();
    },
  },
  "does not sync the header of a restarted WAL": {
    checkpoint: async (wal, database) => {
      await wal.checkpoint(database);
      database.exec("PRAGMA synchronous = OFF");
    },
  },
  "does not sync what a killed process left in the WAL": { syncRecovered: () => undefined },
} as const satisfies Record<string, Break>;

export type WalBreak = keyof typeof walBreaks;

interface Break {
  readonly sync?: (wal: Wal, database: DatabaseSync | undefined) => Promise<void>;
  readonly syncRecovered?: () => void;
  readonly checkpoint?: (wal: Wal, database: DatabaseSync) => Promise<void>;
}

/**
 * A Wal of a file with one thing broken, or none. With `dieAtSync` the process kills itself where that sync would begin:
 * the commit is made, nobody was answered.
 */
export function brokenWal(
  path: string,
  how: WalBreak | undefined,
  dieAtSync: number | undefined,
): WalPort {
  const wal = new Wal(path);
  const broken: Break = how === undefined ? {} : walBreaks[how];
  let syncs = 0;
  let known: DatabaseSync | undefined;
  return {
    sync: async () => {
      syncs += 1;
      if (syncs === dieAtSync) process.kill(process.pid, "SIGKILL");
      await (broken.sync?.(wal, known) ?? wal.sync());
    },
    syncRecovered: () => (broken.syncRecovered === undefined ? wal.syncRecovered() : undefined),
    pages: (database) => {
      known = database;
      return wal.pages(database);
    },
    checkpoint: (database) => broken.checkpoint?.(wal, database) ?? wal.checkpoint(database),
    close: () => wal.close(),
  };
}

function moveUnsynced(database: DatabaseSync): void {
  database.exec("PRAGMA synchronous = OFF; PRAGMA wal_checkpoint(PASSIVE)");
  database.exec("PRAGMA synchronous = NORMAL");
}
