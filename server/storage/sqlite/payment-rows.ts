import { owedSinceMs } from "../../payments/owed-since.ts";
import type { Attempt, Payment, PaymentStatus, Review } from "../../payments/payment.ts";
import type { DueStep } from "../storage.ts";
import type { Statements } from "./connection.ts";
import { noteOfStored, storedNote } from "./note-json.ts";
import type { StoredNote } from "./note-json.ts";
import { intOf, optionalIntOf, optionalTextOf, textOf } from "./row.ts";
import type { Row } from "./row.ts";

/** One payment, with its card token, or undefined. */
export function readPayment(statements: Statements, paymentId: string): Payment | undefined {
  const row = statements.prepare("SELECT * FROM payments WHERE payment_id = ?").get(paymentId);
  return row && paymentOfRow(row);
}

const selectByAttempt = `
  SELECT p.* FROM payment_attempts a JOIN payments p ON p.created_seq = a.created_seq
  WHERE a.attempt_id = ?`;

/** The payment that an attempt belongs to, or undefined. */
export function readPaymentOfAttempt(
  statements: Statements,
  attemptId: string,
): Payment | undefined {
  const row = statements.prepare(selectByAttempt).get(attemptId);
  return row && paymentOfRow(row);
}

/** Which payments are looked for, and the index that only these are in. */
const due: Readonly<Record<DueStep, { readonly index: string; readonly condition: string }>> = {
  charge: {
    index: "payments_due_charges",
    condition: "(status = 'pending' AND resolve_by_ms IS NULL AND review_since_ms IS NULL)",
  },
  other: {
    index: "payments_due_others",
    condition: "(status <> 'pending' OR resolve_by_ms IS NOT NULL OR review_since_ms IS NOT NULL)",
  },
};

const selectDue = (step: DueStep): string => `
  SELECT * FROM payments INDEXED BY ${due[step].index}
  WHERE ${due[step].condition} AND next_step_at_ms <= ? ORDER BY next_step_at_ms LIMIT ?`;
const selectDueOf = { charge: selectDue("charge"), other: selectDue("other") };

/** Payments whose next step is due, longest overdue first. */
export function readDuePayments(
  statements: Statements,
  step: DueStep,
  nowMs: number,
  limit: number,
): readonly Payment[] {
  return statements.prepare(selectDueOf[step]).all(nowMs, limit).map(paymentOfRow);
}

const firstAfter = (step: DueStep): string => `
  SELECT min(next_step_at_ms) AS at_ms FROM payments INDEXED BY ${due[step].index}
  WHERE ${due[step].condition} AND next_step_at_ms > ?1`;
const selectNextStep = `
  SELECT min(at_ms) AS at_ms FROM (${firstAfter("charge")} UNION ALL ${firstAfter("other")})`;

/** When the earliest step of a payment after `afterMs` is due. */
export function readNextPaymentStepMs(statements: Statements, afterMs: number): number | undefined {
  const row = statements.prepare(selectNextStep).get(afterMs);
  return row && optionalIntOf(row, "at_ms");
}

const upsertPayment = `
  INSERT INTO payments VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (created_seq) DO UPDATE SET status = excluded.status,
    captured_minor = excluded.captured_minor, refunded_minor = excluded.refunded_minor,
    attempts = excluded.attempts, next_step_at_ms = excluded.next_step_at_ms,
    resolve_by_ms = excluded.resolve_by_ms, review_reason = excluded.review_reason,
    review_since_ms = excluded.review_since_ms, version = excluded.version,
    updated_at_ms = excluded.updated_at_ms, owed_since_ms = excluded.owed_since_ms,
    review_notes = excluded.review_notes`;
const insertAttempt = "INSERT OR IGNORE INTO payment_attempts VALUES (?, ?)";

/** Writes a payment as it was begun or has moved, and the attempts that are new. */
export function writePayment(statements: Statements, payment: Payment): void {
  statements
    .prepare(upsertPayment)
    .run(
      payment.createdSeq,
      payment.paymentId,
      payment.orderId,
      payment.placedSeq,
      payment.userId,
      payment.amount.currencyCode,
      payment.amount.minorUnits,
      payment.status,
      payment.capturedMinor,
      payment.refundedMinor,
      payment.cardToken,
      payment.cardTail,
      attemptsText(payment.attempts),
      payment.nextStepAtMs ?? null,
      payment.resolveByMs ?? null,
      payment.review?.reason ?? null,
      payment.review?.sinceMs ?? null,
      payment.version,
      payment.createdAtMs,
      payment.updatedAtMs,
      owedSinceMs(payment) ?? null,
      notesText(payment.review),
    );
  for (const { attemptId, status } of payment.attempts) {
    // Every attempt is written once at least before anybody can have heard of it.
    if (status === "created" || status === "sent") {
      statements.prepare(insertAttempt).run(attemptId, payment.createdSeq);
    }
  }
}

/** A payment as its row has it. */
export function paymentOfRow(row: Row): Payment {
  const sinceMs = optionalIntOf(row, "review_since_ms");
  return {
    paymentId: textOf(row, "payment_id"),
    createdSeq: intOf(row, "created_seq"),
    orderId: textOf(row, "order_id"),
    placedSeq: intOf(row, "placed_seq"),
    userId: textOf(row, "user_id"),
    amount: {
      currencyCode: textOf(row, "currency_code"),
      minorUnits: BigInt(intOf(row, "amount_minor")),
    },
    status: textOf(row, "status") as PaymentStatus,
    capturedMinor: BigInt(intOf(row, "captured_minor")),
    refundedMinor: BigInt(intOf(row, "refunded_minor")),
    cardToken: textOf(row, "card_token"),
    cardTail: textOf(row, "card_tail"),
    attempts: attemptsOf(textOf(row, "attempts")),
    nextStepAtMs: optionalIntOf(row, "next_step_at_ms"),
    resolveByMs: optionalIntOf(row, "resolve_by_ms"),
    review: sinceMs === undefined ? undefined : reviewOf(row, sinceMs),
    version: intOf(row, "version"),
    createdAtMs: intOf(row, "created_at_ms"),
    updatedAtMs: intOf(row, "updated_at_ms"),
  };
}

function notesText(review: Review | undefined): string | null {
  return review === undefined ? null : JSON.stringify(review.notes.map(storedNote));
}

function reviewOf(row: Row, sinceMs: number): Review {
  const stored = optionalTextOf(row, "review_notes") ?? "[]";
  const notes = (JSON.parse(stored) as readonly StoredNote[]).map(noteOfStored);
  return { notes, reason: textOf(row, "review_reason"), sinceMs };
}

/** An attempt as JSON has it: amounts are below 2^53, and what is undefined, or said of few, is left out. */
type StoredAttempt = Omit<
  Attempt,
  | "amountMinor"
  | "detail"
  | "sentAtMs"
  | "endedAtMs"
  | "reason"
  | "late"
  | "firstPaymentId"
  | "repeats"
  | "coveredMinor"
> & {
  readonly amountMinor: number;
  readonly detail: string;
  readonly detailNote?: StoredNote;
  readonly reason: string;
  readonly reasonNote?: StoredNote;
  readonly late?: { readonly paymentId: string; readonly amountMinor: number };
  readonly sentAtMs?: number;
  readonly endedAtMs?: number;
  readonly firstPaymentId?: string;
  readonly repeats?: string;
  readonly coveredMinor?: number;
};

function attemptsText(attempts: readonly Attempt[]): string {
  return JSON.stringify(
    attempts.map(({ detail, reason, late, firstPaymentId, repeats, coveredMinor, ...attempt }) => ({
      ...attempt,
      detail: detail.text,
      ...(detail.note && { detailNote: storedNote(detail.note) }),
      reason: reason.text,
      ...(reason.note && { reasonNote: storedNote(reason.note) }),
      amountMinor: Number(attempt.amountMinor),
      ...(late && { late: { ...late, amountMinor: Number(late.amountMinor) } }),
      ...(firstPaymentId !== "" && { firstPaymentId }),
      ...(repeats !== "" && { repeats }),
      ...(coveredMinor !== 0n && { coveredMinor: Number(coveredMinor) }),
    })),
  );
}

function attemptsOf(text: string): readonly Attempt[] {
  const attempts = JSON.parse(text) as readonly StoredAttempt[];
  return attempts.map(({ detailNote, reasonNote, ...stored }) => ({
    ...stored,
    detail: { text: stored.detail, note: detailNote && noteOfStored(detailNote) },
    reason: { text: stored.reason, note: reasonNote && noteOfStored(reasonNote) },
    amountMinor: BigInt(stored.amountMinor),
    sentAtMs: stored.sentAtMs,
    endedAtMs: stored.endedAtMs,
    firstPaymentId: stored.firstPaymentId ?? "",
    repeats: stored.repeats ?? "",
    coveredMinor: BigInt(stored.coveredMinor ?? 0),
    late: stored.late && { ...stored.late, amountMinor: BigInt(stored.late.amountMinor) },
  }));
}
