import assert from "node:assert/strict";
import type { Command } from "../../commands/command.ts";
import type { AttemptResult } from "../../commands/payment-command.ts";
import { present } from "../../core/assert.ts";
import { openAttempt } from "../../payments/payment.ts";
import type { Storage } from "../../storage/storage.ts";
import { eur } from "../sluice-test-server.ts";

/** What the worker of payments would do: sends the open attempt to a channel, and notes down its answer. */
export async function settle(
  storage: Storage,
  paymentId: string,
  result: AttemptResult,
): Promise<void> {
  const payment = present(await storage.getPayment(paymentId), "the payment");
  const { attemptId } = present(openAttempt(payment), "an open attempt");
  const about = { paymentId, attemptId };
  await apply(storage, { type: "send_attempt", ...about, channel: "a", askAtMs: 0 });
  const heard = { result, source: "answer", nextStepAtMs: 0 } as const;
  await apply(storage, { type: "record_attempt", ...about, ...heard });
}

/** The channel has moved an amount in euros. */
export function approval(minorUnits: bigint): AttemptResult {
  return { kind: "approved", providerReference: "ref-1", amount: eur(minorUnits) };
}

async function apply(storage: Storage, command: Command): Promise<void> {
  const request = { command, actor: "system", traceId: "", idempotencyKey: undefined };
  assert.equal((await storage.apply(request, { lane: "internal" })).kind, "done");
}
