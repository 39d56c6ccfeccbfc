import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/**
 * Holds the data directory for this process alone, until released or until the process is gone, however it goes.
 * Node has no file locks; SQLite does, so the lock is an exclusive transaction on an empty database of its own.
 * Throws DirectoryInUse when another process (or this one, twice) holds it.
 */
export function lockDirectory(directory: string): { readonly release: () => void } {
  mkdirSync(directory, { recursive: true });
  const lock = new DatabaseSync(join(directory, "lock.db"), { timeout: 0 });
  try {
    lock.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if (error instanceof Error && error.message.includes("locked")) {
      throw new DirectoryInUse(directory, { cause: error });
    }
    throw error;
  }
  return { release: () => lock.close() };
}

/** Another process works on this data directory. */
export class DirectoryInUse extends Error {
  override readonly name = "DirectoryInUse";

  constructor(directory: string, options: ErrorOptions) {
    super(`the data directory ${directory} is in use by another process`, options);
  }
}
