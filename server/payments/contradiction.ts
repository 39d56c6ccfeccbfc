import type { Money } from "../core/money.ts";
import type { Note } from "../notes/note.ts";
import type { Heard } from "./heard.ts";
import { isOpen, knownMinor } from "./payment.ts";
import type { Attempt, Payment } from "./payment.ts";

/**
 * What is wrong when something is heard of an attempt that cannot be true beside what was noted down of it; undefined when both can
 * be. That nothing is known says nothing; that no money moved is the same whether it was declined or never seen.
 */
export function contradictionOf(
  payment: Pick<Payment, "amount">,
  attempt: Attempt,
  heard: Heard,
): Note | undefined {
  const { attemptId, status } = attempt;
  switch (heard.kind) {
    case "unresolved":
      return isOpen(status) ? undefined : heard.alarm;
    case "declined":
    case "not_sent":
      return status === "succeeded" ? { code: "nothing_moved_after_all", attemptId } : undefined;
    case "moved":
      if (status === "sent" || status === "unknown") return undefined;
      if (heard.amountMinor === knownMinor(attempt)) return undefined;
      if (status === "succeeded" && heard.amountMinor === attempt.amountMinor) return undefined;
      return moved(attempt, heard.amountMinor, payment.amount.currencyCode);
    default:
      return heard satisfies never;
  }
}

/** That so much has moved, against what was noted down of it. */
function moved(attempt: Attempt, amountMinor: bigint, currencyCode: string): Note {
  const { attemptId, status } = attempt;
  const money = (minorUnits: bigint): Money => ({ currencyCode, minorUnits });
  const about = { attemptId, amount: money(amountMinor) };
  const known = knownMinor(attempt);
  if (known > 0n || status === "succeeded")
    return { code: "other_amount_moved", ...about, against: money(known) };
  if (status === "created") return { code: "moved_unsent", ...about };
  const declined = status === "declined_soft" || status === "declined_hard";
  return { code: declined ? "moved_after_decline" : "moved_after_not_sent", ...about };
}
