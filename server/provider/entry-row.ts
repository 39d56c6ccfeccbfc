import type { Entry, EntryKind, EntryResult } from "./entry.ts";
import type { OutcomeName } from "./outcome.ts";

type Value = string | number | bigint | null;

/** A row of the entries as the database answers it. */
export function entryOf(row: Readonly<Record<string, unknown>>): Entry {
  const text = (name: string): string => String(row[name]);
  const decideAt = row["decide_at_ms"];
  return {
    kind: text("kind") as EntryKind,
    attemptId: text("attempt_id"),
    chargeAttemptId: text("charge_attempt_id"),
    orderId: text("order_id"),
    cardToken: text("card_token"),
    asked: { currencyCode: text("currency_code"), minorUnits: BigInt(Number(row["asked_minor"])) },
    outcome: text("outcome") as OutcomeName,
    result: text("result") as EntryResult,
    movedMinor: BigInt(Number(row["moved_minor"])),
    providerReference: text("provider_reference"),
    reason: text("reason"),
    createdAtMs: Number(row["created_at_ms"]),
    updatedAtMs: Number(row["updated_at_ms"]),
    decideAtMs: decideAt === null ? undefined : Number(decideAt),
  };
}

/** The values of an entry in the order of the columns. */
export function entryValues(entry: Entry): readonly Value[] {
  return [
    entry.kind,
    entry.attemptId,
    entry.chargeAttemptId,
    entry.orderId,
    entry.cardToken,
    entry.asked.currencyCode,
    entry.asked.minorUnits,
    entry.outcome,
    entry.result,
    entry.movedMinor,
    entry.providerReference,
    entry.reason,
    entry.createdAtMs,
    entry.updatedAtMs,
    entry.decideAtMs ?? null,
  ];
}
