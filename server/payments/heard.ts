import type { AttemptResult } from "../commands/payment-command.ts";
import { moneyMaxMinorUnits } from "../core/money.ts";
import { detailMaxLength, providerReferenceMaxLength } from "./payment.ts";
import type { Payment } from "./payment.ts";

/** What a result says about the money, whoever told it. */
export type Heard =
  /** It has moved: `amountMinor` of it. */
  | {
      readonly kind: "moved";
      readonly amountMinor: bigint;
      readonly reference: string;
      readonly detail: string;
    }
  | { readonly kind: "declined"; readonly soft: boolean; readonly detail: string }
  /** The channel does not have it, nor will. */
  | { readonly kind: "not_sent"; readonly detail: string }
  /** Not known. With `alarm` a person should look at it at once. */
  | { readonly kind: "unresolved"; readonly alarm: boolean; readonly detail: string };

/** Brings what was heard of an attempt down to what it says about the money. */
export function heardOf(payment: Payment, result: AttemptResult): Heard {
  switch (result.kind) {
    case "approved":
      return approved(payment, result);
    case "declined":
      return { kind: "declined", soft: result.soft, detail: shortened(result.reason) };
    case "not_sent":
      return { kind: "not_sent", detail: result.why };
    case "never_seen":
      return { kind: "not_sent", detail: "the channel has never seen it" };
    case "pending":
      return { kind: "unresolved", alarm: false, detail: "pending" };
    case "unknown":
    case "unreachable":
      return {
        kind: "unresolved",
        alarm: false,
        detail: shortened(`${result.why}: ${result.detail}`),
      };
    default:
      return result satisfies never;
  }
}

/** A sum that cannot be is no answer to act on, and none to let lie: it is asked again, and a person looks at it. */
function approved(payment: Payment, result: Extract<AttemptResult, { kind: "approved" }>): Heard {
  const { currencyCode, minorUnits } = result.amount;
  const asked = payment.amount.currencyCode;
  if (currencyCode !== asked || minorUnits <= 0n || minorUnits > moneyMaxMinorUnits) {
    const detail = shortened(`approved with ${minorUnits} ${currencyCode}, asked in ${asked}`);
    return { kind: "unresolved", alarm: true, detail };
  }
  const reference = result.providerReference.slice(0, providerReferenceMaxLength);
  return { kind: "moved", amountMinor: minorUnits, reference, detail: "" };
}

function shortened(text: string): string {
  return text.slice(0, detailMaxLength).toWellFormed();
}
