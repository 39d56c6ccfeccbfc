import { DatabaseSync } from "node:sqlite";
import type { StatementSync } from "node:sqlite";
import { foundBy } from "../../core/search-words.ts";
import { migrate } from "./migrate.ts";
import { indexedWords } from "./word-rows.ts";

/** Pages SQLite keeps in memory, in KiB; filled as they are used. */
const cacheSizeKib = 64 * 1024;

/** Opens the database file, brings it to the newest schema and sets how it commits (see wal.ts). */
export function openDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 1_000 });
  try {
    database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA wal_autocheckpoint = 0;
      PRAGMA foreign_keys = ON;
      PRAGMA temp_store = MEMORY;
      PRAGMA cache_size = -${cacheSizeKib};
    `);
    database.function("found_by", { deterministic: true }, (id, name) =>
      JSON.stringify(indexedWords(foundBy(String(id), String(name)))),
    );
    migrate(database);
    database.exec("PRAGMA synchronous = NORMAL");
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Prepared statements of one connection, by their text: each is compiled once. */
export class Statements {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  prepare(sql: string): StatementSync {
    let statement = this.#prepared.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#prepared.set(sql, statement);
    }
    return statement;
  }
}
