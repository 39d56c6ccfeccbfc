import type { DatabaseSync, StatementSync } from "node:sqlite";

/** A callback that has not arrived yet. */
export interface OpenNotice {
  readonly noticeId: number;
  readonly dueAtMs: number;
  readonly body: Uint8Array;
  readonly createdAtMs: number;
  /** How often it was sent. */
  readonly tries: number;
}

/** The callbacks that are to be sent, and those that were: rows of the ledger. */
export class NoticeRows {
  readonly #add: StatementSync;
  readonly #open: StatementSync;
  readonly #settle: StatementSync;
  readonly #postpone: StatementSync;

  constructor(database: DatabaseSync) {
    this.#add = database.prepare("INSERT INTO notices VALUES (NULL, ?, ?, ?, ?, 0, 'open')");
    this.#open = database.prepare(
      "SELECT * FROM notices WHERE state = 'open' ORDER BY due_at_ms, notice_id LIMIT ?",
    );
    this.#settle = database.prepare(
      "UPDATE notices SET state = ?, tries = tries + 1 WHERE notice_id = ?",
    );
    this.#postpone = database.prepare(
      "UPDATE notices SET due_at_ms = ?, tries = tries + 1 WHERE notice_id = ?",
    );
  }

  add(notice: {
    readonly attemptId: string;
    readonly body: Uint8Array;
    readonly dueAtMs: number;
    readonly nowMs: number;
  }): void {
    this.#add.run(notice.attemptId, notice.body, notice.nowMs, notice.dueAtMs);
  }

  /** Those that have not arrived, the ones that are due first in front, at most `max`. */
  open(max: number): readonly OpenNotice[] {
    return this.#open.all(max).map((row) => ({
      noticeId: Number(row["notice_id"]),
      dueAtMs: Number(row["due_at_ms"]),
      body: row["body"] as Uint8Array,
      createdAtMs: Number(row["created_at_ms"]),
      tries: Number(row["tries"]),
    }));
  }

  arrived(noticeId: number): void {
    this.#settle.run("arrived", noticeId);
  }

  giveUp(noticeId: number): void {
    this.#settle.run("given_up", noticeId);
  }

  postpone(noticeId: number, dueAtMs: number): void {
    this.#postpone.run(dueAtMs, noticeId);
  }
}
