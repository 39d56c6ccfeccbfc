import type { MessageInitShape } from "@bufbuild/protobuf";
import type { Charge, Refund } from "#gen/sluice/gateway/v1/gateway_pb.ts";
import { Result } from "#gen/sluice/gateway/v1/gateway_pb.ts";
import type {
  ChargeRequestSchema,
  RefundRequestSchema,
} from "#gen/sluice/gateway/v1/gateway_service_pb.ts";
import type { Money as MoneyMessage } from "#gen/sluice/money/v1/money_pb.ts";
import { isCurrencyCode, moneyMaxMinorUnits } from "../core/money.ts";
import type { Money } from "../core/money.ts";
import type { Approved, ChargeAttempt, Declined, RefundAttempt } from "./gateway.ts";

/** What a provider says of a charge or refund; "senseless" when it says nothing that can be acted on. */
export type Told =
  | Approved
  | Declined
  | { readonly kind: "pending" }
  | { readonly kind: "senseless"; readonly detail: string };

/** The request of a charge. */
export function chargeRequest(
  attempt: ChargeAttempt,
): MessageInitShape<typeof ChargeRequestSchema> {
  const { attemptId, amount, cardToken, orderId } = attempt;
  return { attemptId, amount, cardToken, orderId };
}

/** The request of a refund. */
export function refundRequest(
  attempt: RefundAttempt,
): MessageInitShape<typeof RefundRequestSchema> {
  const { attemptId, chargeAttemptId, amount, reason } = attempt;
  return { attemptId, chargeAttemptId, amount, reason };
}

/**
 * What a provider tells of the attempt that it was asked about. Another amount than asked is told as it is: the domain
 * has to know. An answer about another attempt, or one without a result, is senseless: acting on it would move the money
 * of somebody else.
 */
export function told(message: Charge | Refund | undefined, attemptId: string): Told {
  if (message === undefined) return senseless("the answer is empty");
  if (message.attemptId !== attemptId) return senseless("the answer is about another attempt");
  switch (message.result) {
    case Result.PENDING:
      return { kind: "pending" };
    case Result.APPROVED:
      return approved(message);
    case Result.DECLINED_SOFT:
    case Result.DECLINED_HARD: {
      const soft = message.result === Result.DECLINED_SOFT;
      return { kind: "declined", soft, reason: shownText(message.reason) };
    }
    case Result.UNSPECIFIED:
    default:
      return senseless(`result ${message.result} is none that is known`);
  }
}

/** A text from outside as people may see it: at most 200 characters, without control characters. */
export function shownText(text: string): string {
  return text
    .slice(0, shownTextMaxLength)
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, " ");
}

const shownTextMaxLength = 200;
const referenceForm = /^[\x20-\x7e]{1,100}$/;

function approved(message: Charge | Refund): Told {
  const amount = amountOf(message.amount);
  if (amount === undefined) return senseless("approved without an amount that can be");
  if (!referenceForm.test(message.providerReference))
    return senseless("approved without a reference of 1 to 100 printable ASCII characters");
  return { kind: "approved", providerReference: message.providerReference, amount };
}

function amountOf(message: MoneyMessage | undefined): Money | undefined {
  if (message === undefined || !isCurrencyCode(message.currencyCode)) return undefined;
  const { currencyCode, minorUnits } = message;
  const isPossible = minorUnits > 0n && minorUnits <= moneyMaxMinorUnits;
  return isPossible ? { currencyCode, minorUnits } : undefined;
}

function senseless(detail: string): Told {
  return { kind: "senseless", detail };
}
