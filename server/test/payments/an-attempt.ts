import { nothingTold } from "../../notes/told.ts";
import type { Attempt } from "../../payments/payment.ts";

/** An attempt to charge that waits for a channel, for tests that look at a part of it. */
export function anAttempt(overrides: Partial<Attempt> = {}): Attempt {
  return {
    attemptId: "a1",
    kind: "charge",
    channel: "",
    status: "created",
    amountMinor: 1_299n,
    providerReference: "",
    detail: nothingTold,
    askedCount: 0,
    createdAtMs: 0,
    sentAtMs: undefined,
    endedAtMs: undefined,
    reason: nothingTold,
    due: false,
    late: undefined,
    firstPaymentId: "",
    repeats: "",
    coveredMinor: 0n,
    ...overrides,
  };
}
