import { closeSync, existsSync, fdatasync, fdatasyncSync, openSync } from "node:fs";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { promisify } from "node:util";

const dataSync = promisify(fdatasync);

/** What the storage asks of a Wal: the durability bench and the traced-writes drill put others in its place. */
export type WalPort = Pick<Wal, keyof Wal>;

/**
 * Makes commits durable without stopping the event loop.
 *
 * With synchronous=FULL each COMMIT syncs on the one thread there is: on a disk whose fsync takes 5 ms every reader,
 * stream and timer stands still for as long (event-loop delay p99 46 ms). So commits run with synchronous=NORMAL, which
 * leaves the WAL unsynced, and this class awaits an fdatasync of the WAL, in libuv's pool, before anybody is answered.
 *
 * Checkpoints are explicit, between batches. SQLite's own would sync the WAL and the database on the thread; here it
 * runs with synchronous=OFF and the database is synced off the thread, before the next batch may begin. That order is
 * what makes it safe: the WAL is only overwritten by a later write transaction, and until the database is on disk there
 * is none. The WAL itself is synced first: a page must never be on disk in the database before it is in the WAL. The
 * header of a restarted WAL is synced by SQLite, as NORMAL does: without that, old frames could be replayed
 * over newer pages.
 *
 * The database file is opened before SQLite opens it and closed after it closed: closing any descriptor of a file drops
 * all POSIX locks a process has on it. The -wal file carries none.
 */
export class Wal {
  readonly #path: string;
  readonly #databaseFd: number;
  #walFd: number | undefined;
  #pages: StatementSync | undefined;

  /** `path` is the database file; it must exist or be creatable. */
  constructor(path: string) {
    this.#path = path;
    this.#databaseFd = openSync(path, "a+");
  }

  /** Resolves when every commit made before the call is on disk. */
  async sync(): Promise<void> {
    const fd = this.#openWal();
    if (fd !== undefined) await dataSync(fd);
  }

  /**
   * The same at once, for the start: commits that a killed process had not synced come back from the page cache, and
   * would be shown and replayed to callers although a power cut could still take them.
   */
  syncRecovered(): void {
    const fd = this.#openWal();
    if (fd !== undefined) fdatasyncSync(fd);
  }

  /** Pages in the WAL that a checkpoint would find. (The file's size says nothing: a reset does not shorten it.) */
  pages(database: DatabaseSync): number {
    this.#pages ??= database.prepare("PRAGMA wal_checkpoint(NOOP)");
    return Number(this.#pages.get()?.["log"] ?? 0);
  }

  /** Moves the WAL into the database; no write may begin before it resolves. */
  async checkpoint(database: DatabaseSync): Promise<void> {
    await this.sync();
    database.exec("PRAGMA synchronous = OFF");
    try {
      database.exec("PRAGMA wal_checkpoint(PASSIVE)");
    } finally {
      database.exec("PRAGMA synchronous = NORMAL");
    }
    await dataSync(this.#databaseFd);
  }

  /** Call after the database is closed. */
  close(): void {
    if (this.#walFd !== undefined) closeSync(this.#walFd);
    closeSync(this.#databaseFd);
  }

  #openWal(): number | undefined {
    const path = `${this.#path}-wal`;
    this.#walFd ??= existsSync(path) ? openSync(path, "r") : undefined;
    return this.#walFd;
  }
}
