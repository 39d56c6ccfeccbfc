import type { Outcome } from "../../commands/command.ts";
import type { Problem } from "../../commands/problem.ts";
import type { EventSubject } from "../../commands/event.ts";
import type { IdempotencyRecord } from "../../commands/state.ts";
import { unreachable } from "../../core/assert.ts";
import { decodeEvent } from "../../log/decode-event.ts";
import type { Statements } from "./connection.ts";
import { bytesOf, intOf, textOf } from "./row.ts";
import type { Row } from "./row.ts";

const selectRecord = `
  SELECT r.fingerprint, r.seq, r.problems, e.body FROM idempotency_records r
  LEFT JOIN events e ON e.seq = r.seq WHERE r.principal = ? AND r.key = ?`;

/** What a key came to, or undefined. A command that was done is read back from its event: as it was then. */
export function readRecord(
  statements: Statements,
  principal: string,
  key: string,
): IdempotencyRecord | undefined {
  const row = statements.prepare(selectRecord).get(principal, key);
  if (row === undefined) return undefined;
  return { principal, key, fingerprint: textOf(row, "fingerprint"), outcome: outcomeOfRow(row) };
}

const insertRecord = `
  INSERT INTO idempotency_records (principal, key, fingerprint, at_ms, seq, problems)
  VALUES (?, ?, ?, ?, ?, ?)`;

/** Keeps what a key came to. */
export function writeRecord(statements: Statements, record: IdempotencyRecord, atMs: number): void {
  const { principal, key, fingerprint, outcome } = record;
  const seq = outcome.kind === "done" ? outcome.seq : null;
  const problems = outcome.kind === "rejected" ? JSON.stringify(outcome.problems) : null;
  statements.prepare(insertRecord).run(principal, key, fingerprint, atMs, seq, problems);
}

function outcomeOfRow(row: Row): Outcome {
  if (row["seq"] === null) {
    const problems = JSON.parse(textOf(row, "problems")) as readonly Problem[];
    return { kind: "rejected", problems, replayed: false };
  }
  const { subject } = decodeEvent(bytesOf(row, "body"));
  const done = { kind: "done", seq: intOf(row, "seq"), replayed: false } as const;
  return { ...done, subject: thingOf(subject) } as Outcome;
}

function thingOf(subject: EventSubject) {
  switch (subject.kind) {
    case "order":
      return subject.order;
    case "item":
      return subject.item;
    case "user":
      return subject.user;
    case "payment":
      return subject.payment;
    default:
      return unreachable(subject);
  }
}
