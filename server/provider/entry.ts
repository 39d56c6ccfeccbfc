import type { Money } from "../core/money.ts";
import { outcomes } from "./outcome.ts";
import type { Outcome, OutcomeName } from "./outcome.ts";

export type EntryKind = "charge" | "refund";
export type EntryResult = "pending" | "approved" | "declined_soft" | "declined_hard";

/** One charge or refund as the ledger has it. */
export interface Entry {
  readonly kind: EntryKind;
  readonly attemptId: string;
  /** Of a refund: the charge it gives back from; empty otherwise. */
  readonly chargeAttemptId: string;
  /** Of a charge; empty otherwise. */
  readonly orderId: string;
  /** Of a charge; empty otherwise. */
  readonly cardToken: string;
  readonly asked: Money;
  readonly outcome: OutcomeName;
  readonly result: EntryResult;
  /** What has moved, in minor units of the currency that was asked: 0 unless approved. */
  readonly movedMinor: bigint;
  readonly providerReference: string;
  /** Why it was declined; empty otherwise. */
  readonly reason: string;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  /** When a pending one is decided; undefined when it is. */
  readonly decideAtMs: number | undefined;
}

/** What a request asks for. */
export type EntryRequest = Pick<
  Entry,
  "kind" | "attemptId" | "chargeAttemptId" | "orderId" | "cardToken" | "asked"
>;

/** The entry of a request at the moment it is written: decided, or pending when its outcome comes late. */
export function newEntry(
  request: EntryRequest,
  about: { readonly outcome: OutcomeName; readonly nowMs: number; readonly lateMs: number },
): Entry {
  const { outcome, nowMs, lateMs } = about;
  const isLate = outcomes[outcome].pace === "late";
  const entry: Entry = {
    ...request,
    outcome,
    result: "pending",
    movedMinor: 0n,
    providerReference: `${request.kind}-${request.attemptId.replaceAll("-", "")}`,
    reason: "",
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    decideAtMs: isLate ? nowMs + lateMs : undefined,
  };
  return isLate ? entry : decide(entry, nowMs);
}

/** A pending entry with the result that its outcome names. A result is final. */
export function decide(entry: Entry, nowMs: number): Entry {
  const { verdict, amount }: Outcome = outcomes[entry.outcome];
  const decided = { ...entry, updatedAtMs: nowMs, decideAtMs: undefined };
  if (verdict === "declined_soft" || verdict === "declined_hard")
    return { ...decided, result: verdict, reason: declineReasons[verdict] };
  const movedMinor = entry.asked.minorUnits + (amount === "wrong" ? 1n : 0n);
  return { ...decided, result: "approved", movedMinor };
}

/** What the provider says of an entry: what is so, or while it is pending what its outcome says meanwhile. */
export function said(entry: Entry): Pick<Entry, "result" | "reason"> {
  const { meanwhile }: Outcome = outcomes[entry.outcome];
  if (entry.result !== "pending" || meanwhile === "pending") return entry;
  return { result: meanwhile, reason: declineReasons[meanwhile] };
}

const declineReasons = { declined_soft: "try again later", declined_hard: "card refused" } as const;

/** The entry of a request that is refused for what it asks, whatever its outcome. */
export function refusedEntry(request: EntryRequest, reason: string, nowMs: number): Entry {
  const about = { outcome: "decline_hard", nowMs, lateMs: 0 } as const;
  return { ...newEntry(request, about), reason };
}

/** True when a request under an id that is known asks for the same again. */
export function asksTheSame(entry: Entry, request: EntryRequest): boolean {
  return (
    entry.chargeAttemptId === request.chargeAttemptId &&
    entry.orderId === request.orderId &&
    entry.cardToken === request.cardToken &&
    entry.asked.currencyCode === request.asked.currencyCode &&
    entry.asked.minorUnits === request.asked.minorUnits
  );
}
