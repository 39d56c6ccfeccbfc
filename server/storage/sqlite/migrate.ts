import { readdirSync, readFileSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";

const directory = new URL("./migrations/", import.meta.url);

/**
 * Brings a database to the newest schema: every migration in its own transaction, numbered by user_version. Throws
 * DatabaseTooNew when the database was written by a newer program: nothing is touched then.
 */
export function migrate(database: DatabaseSync): void {
  const migrations = readdirSync(directory)
    .filter((name) => /^\d{4}-.*\.sql$/.test(name))
    .toSorted();
  const version = schemaVersion(database);
  if (version > migrations.length) throw new DatabaseTooNew(version, migrations.length);
  for (const name of migrations.slice(version)) {
    const sql = readFileSync(new URL(name, directory), "utf8");
    database.exec(
      `BEGIN IMMEDIATE; ${sql}; PRAGMA user_version = ${Number(name.slice(0, 4))}; COMMIT`,
    );
  }
}

function schemaVersion(database: DatabaseSync): number {
  return Number(database.prepare("PRAGMA user_version").get()?.["user_version"] ?? 0);
}

/** The database has a schema that this program does not know. */
export class DatabaseTooNew extends Error {
  override readonly name = "DatabaseTooNew";

  constructor(found: number, known: number) {
    super(
      `the database has schema ${found}, this program knows up to ${known}: start the newer program, or restore a backup`,
    );
  }
}
