import { DatabaseSync } from "node:sqlite";
import type { StatementSync } from "node:sqlite";
import type { Entry, EntryKind } from "./entry.ts";
import { entryOf, entryValues } from "./entry-row.ts";
import { NoticeRows } from "./notice-rows.ts";
import { ledgerSchema } from "./ledger-schema.ts";

/**
 * What the provider knows, on disk: what was written is durable when the method returns (every commit is synced, on the
 * one thread there is: a sandbox may be slow, but not wrong). It can be killed between any two steps.
 */
export class Ledger {
  readonly notices: NoticeRows;
  readonly #database: DatabaseSync;
  readonly #find: StatementSync;
  readonly #write: StatementSync;
  readonly #due: StatementSync;
  readonly #nextDue: StatementSync;
  readonly #refunds: StatementSync;
  readonly #isFenced: StatementSync;
  readonly #fence: StatementSync;

  constructor(path: string) {
    const database = new DatabaseSync(path, { timeout: 1_000 });
    database.exec(ledgerSchema);
    this.#database = database;
    this.notices = new NoticeRows(database);
    this.#find = database.prepare("SELECT * FROM entries WHERE kind = ? AND attempt_id = ?");
    this.#write = database.prepare(writeEntry);
    this.#due = database.prepare(
      "SELECT * FROM entries WHERE decide_at_ms <= ? ORDER BY decide_at_ms LIMIT ?",
    );
    this.#nextDue = database.prepare("SELECT min(decide_at_ms) AS at FROM entries");
    this.#refunds = database.prepare(
      "SELECT * FROM entries WHERE kind = 'refund' AND charge_attempt_id = ?",
    );
    this.#isFenced = database.prepare("SELECT 1 FROM fences WHERE kind = ? AND attempt_id = ?");
    this.#fence = database.prepare("INSERT OR IGNORE INTO fences VALUES (?, ?, ?)");
  }

  find(kind: EntryKind, attemptId: string): Entry | undefined {
    const row = this.#find.get(kind, attemptId);
    return row === undefined ? undefined : entryOf(row);
  }

  /** Writes an entry, or its new state, and the callbacks that tell of it, all or none. */
  write(
    entry: Entry,
    notices: readonly { readonly body: Uint8Array; readonly dueAtMs: number }[],
  ): void {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      this.#write.run(...entryValues(entry));
      for (const { body, dueAtMs } of notices)
        this.notices.add({ attemptId: entry.attemptId, body, dueAtMs, nowMs: entry.updatedAtMs });
      this.#database.exec("COMMIT");
    } catch (error) {
      this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  /** Pending entries whose time has come, at most `max`. */
  due(nowMs: number, max: number): readonly Entry[] {
    return this.#due.all(nowMs, max).map(entryOf);
  }

  /** When the next pending entry is to be decided. */
  nextDueMs(): number | undefined {
    const at = this.#nextDue.get()?.["at"];
    return typeof at === "number" ? at : undefined;
  }

  /** Every refund of a charge, in any state. */
  refundsOf(chargeAttemptId: string): readonly Entry[] {
    return this.#refunds.all(chargeAttemptId).map(entryOf);
  }

  isFenced(kind: EntryKind, attemptId: string): boolean {
    return this.#isFenced.get(kind, attemptId) !== undefined;
  }

  /** From now on nothing is written under this id. */
  fence(kind: EntryKind, attemptId: string, nowMs: number): void {
    this.#fence.run(kind, attemptId, nowMs);
  }

  close(): void {
    this.#database.close();
  }
}

const writeEntry = `
  INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (kind, attempt_id) DO UPDATE SET
    result = excluded.result, moved_minor = excluded.moved_minor, reason = excluded.reason,
    updated_at_ms = excluded.updated_at_ms, decide_at_ms = excluded.decide_at_ms`;
