import type { AttemptResult } from "../commands/payment-command.ts";
import { moneyMaxMinorUnits, moneyText } from "../core/money.ts";
import type { Money } from "../core/money.ts";
import { noteWith } from "../notes/note.ts";
import type { Note, NoteCode } from "../notes/note.ts";
import { nothingTold, quote, tell } from "../notes/told.ts";
import type { Told } from "../notes/told.ts";
import type { NotSentWhy, UnknownWhy } from "./gateway.ts";
import { detailMaxLength, providerReferenceMaxLength } from "./payment.ts";
import type { Attempt, Payment } from "./payment.ts";

/** What a result says about the money, whoever told it. */
export type Heard =
  /** It has moved: `amountMinor` of it. */
  | {
      readonly kind: "moved";
      readonly amountMinor: bigint;
      readonly reference: string;
      readonly detail: Told;
    }
  | { readonly kind: "declined"; readonly soft: boolean; readonly detail: Told }
  /** The channel does not have it, nor will. */
  | { readonly kind: "not_sent"; readonly detail: Told }
  /** Not known. With an alarm a person should look at it at once. */
  | { readonly kind: "unresolved"; readonly alarm: Note | undefined; readonly detail: Told };

/** Brings what was heard of an attempt down to what it says about the money. */
export function heardOf(payment: Payment, attempt: Attempt, result: AttemptResult): Heard {
  switch (result.kind) {
    case "approved":
      return approved(payment, attempt, result);
    case "declined": {
      const detail = quote(result.reason, detailMaxLength);
      return { kind: "declined", soft: result.soft, detail };
    }
    case "not_sent":
      return { kind: "not_sent", detail: whyTold(result.why) };
    case "never_seen":
      return { kind: "not_sent", detail: told({ code: "never_seen" }) };
    case "pending":
      return { kind: "unresolved", alarm: undefined, detail: told({ code: "pending" }) };
    case "unknown":
    case "unreachable":
      return {
        kind: "unresolved",
        alarm: undefined,
        detail: whyTold(result.why, result.detail),
      };
    default:
      return result satisfies never;
  }
}

/** A sum that cannot be is no answer to act on, and none to let lie: it is asked again, and a person looks at it. */
function approved(
  payment: Payment,
  attempt: Attempt,
  { amount, providerReference }: Extract<AttemptResult, { readonly kind: "approved" }>,
): Heard {
  const alarm = alarmAt(payment, attempt, amount);
  if (alarm !== undefined) return { kind: "unresolved", alarm, detail: told(alarm) };
  const reference = providerReference.slice(0, providerReferenceMaxLength);
  return { kind: "moved", amountMinor: amount.minorUnits, reference, detail: nothingTold };
}

/** What is wrong with an amount; one that is no amount of money is told in words, for the log has no place for it. */
function alarmAt(
  { amount: { currencyCode } }: Payment,
  { attemptId, amountMinor }: Attempt,
  amount: Money,
): Note | undefined {
  if (amount.minorUnits <= 0n || amount.minorUnits > moneyMaxMinorUnits) {
    return { code: "bad_answer", said: moneyText(amount) };
  }
  if (amount.currencyCode === currencyCode) return undefined;
  const against = { currencyCode, minorUnits: amountMinor };
  return { code: "other_currency", attemptId, amount, against };
}

const whyCodes: Readonly<Record<NotSentWhy | UnknownWhy, NoteCode>> = {
  breaker_open: "breaker_open",
  limit: "channel_full",
  no_connection: "no_connection",
  switched_off: "switched_off",
  no_channel: "no_channel",
  not_configured: "not_configured",
  unsafe_failover: "unsafe_failover",
  pending: "pending",
  deadline: "no_answer",
  connection_lost: "connection_lost",
  error: "channel_error",
  bad_answer: "bad_answer",
};

/** Why it was not sent, or why nothing is known of it, and what was seen of that. */
function whyTold(why: NotSentWhy | UnknownWhy, said = ""): Told {
  return told(noteWith(whyCodes[why], { said }));
}

function told(note: Note): Told {
  return tell(note, detailMaxLength);
}
