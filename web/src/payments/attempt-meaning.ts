import { AttemptStatus } from "#gen/sluice/payments/v1/payment_pb.ts";
import { nameIn } from "./payment-mark.ts";
import type { PaymentWords } from "./payment-words.ts";

/** What a state of an attempt means for the money, where its name does not say; undefined where it does. */
export function attemptMeaning(
  status: AttemptStatus,
  { attempts: { meaning } }: PaymentWords,
): string | undefined {
  const told: Partial<Record<string, string>> = meaning;
  return told[nameIn(AttemptStatus, status)];
}
