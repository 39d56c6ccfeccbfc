import type { Request } from "../commands/command.ts";
import type { SendTo } from "../commands/payment-command.ts";
import type { BatchState } from "../commands/state.ts";
import type { Stamp } from "../commands/stamp.ts";
import { nothingTold } from "../notes/told.ts";
import { changeAttempt } from "./attempts.ts";
import { changePayment } from "./change-payment.ts";
import type { Changed } from "./change-payment.ts";
import type { Payment } from "./payment.ts";

/** Notes down that the open attempt of a payment, which is "created", leaves for a channel. The caller has checked that it may. */
export function sendAttempt(
  state: BatchState,
  request: Request,
  about: { readonly payment: Payment; readonly attemptId: string; readonly to: SendTo },
  stamp: Stamp,
): Changed {
  const { payment, attemptId, to } = about;
  const { nowMs } = stamp;
  const { channel } = to;
  const resolveByMs = nowMs + stamp.payments.resolveMs;
  const sent = { status: "sent", channel, sentAtMs: nowMs, detail: nothingTold } as const;
  const changes = {
    attempts: changeAttempt(payment.attempts, attemptId, sent),
    nextStepAtMs: Math.min(to.askAtMs, resolveByMs),
    resolveByMs,
  };
  const move = { kind: "payment.attempt_sent", atMs: nowMs, cause: `to ${channel}` } as const;
  return changePayment(state, request, payment, changes, move);
}
