import type { OutcomeOf } from "../commands/command.ts";
import type { AttemptResult, RecordAttempt, ResultSource } from "../commands/payment-command.ts";
import type { Clock } from "../core/clock.ts";
import type { ChannelState, Gateway } from "../payments/gateway.ts";
import type { Attempt, Payment } from "../payments/payment.ts";
import type { Storage } from "../storage/storage.ts";
import { applyInternal } from "./apply-internal.ts";
import { nextStepAtMs } from "./step-times.ts";
import type { StepLimits } from "./step-times.ts";

export interface RecordDependencies {
  readonly storage: Pick<Storage, "apply">;
  readonly gateway: Pick<Gateway, "channels">;
  readonly clock: Clock;
  /** From 0 to 1, for jitter. */
  readonly random: () => number;
  readonly limits: StepLimits;
}

/** What was heard of an attempt. */
export interface Heard {
  readonly payment: Payment;
  /** Of the payment, as it was before. */
  readonly attempt: Attempt;
  readonly result: AttemptResult;
  readonly source: ResultSource;
  /** Principal. */
  readonly actor: string;
}

/** Notes down what was heard of an attempt; what follows from it is decided with it. Throws what Storage.apply throws. */
export async function recordAttempt(
  { storage, gateway, clock, random, limits }: RecordDependencies,
  { payment, attempt, result, source, actor }: Heard,
): Promise<OutcomeOf<RecordAttempt>> {
  const nowMs = clock();
  const channels = (): readonly ChannelState[] => gateway.channels();
  const situation = { payment, attempt, channels, nowMs, random, limits };
  const command: RecordAttempt = {
    type: "record_attempt",
    paymentId: payment.paymentId,
    attemptId: attempt.attemptId,
    result,
    source,
    nextStepAtMs: nextStepAtMs(result, situation),
  };
  return await applyInternal(storage, command, actor);
}
