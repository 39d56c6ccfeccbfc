import type { ServiceImpl } from "@connectrpc/connect";
import { Code } from "@connectrpc/connect";
import type { ConnectError } from "@connectrpc/connect";
import type { CallbackService } from "#gen/sluice/gateway/v1/callback_service_pb.ts";
import { recordAttempt } from "../jobs/record-attempt.ts";
import type { RecordDependencies } from "../jobs/record-attempt.ts";
import { readStorage } from "../rpc/apply-command.ts";
import { refused } from "../rpc/errors.ts";
import type { Storage } from "../storage/storage.ts";
import type { CallbackKey } from "./callback-key.ts";
import { readCallback } from "./callback-message.ts";
import type { ReadCallback } from "./callback-message.ts";
import type { CallbackNotice } from "./callback.ts";
import type { Attempt, Payment } from "./payment.ts";

export interface CallbackServiceDependencies extends RecordDependencies {
  readonly storage: Pick<Storage, "apply" | "paymentOfAttempt">;
  /** Of the channels in the settings. */
  readonly keys: readonly CallbackKey[];
}

/**
 * The handler of sluice.gateway.v1.CallbackService. What a notice tells is noted down as if the channel had been asked: the tables
 * make any number of them, in any order, come to the same. It is answered once that is durable.
 */
export function callbackService(
  dependencies: CallbackServiceDependencies,
): ServiceImpl<typeof CallbackService> {
  const { storage, keys, clock } = dependencies;
  return {
    notify: async (request, context) => {
      const read = readCallback(request, { keys, nowMs: clock() });
      if (read.kind !== "notice") throw refusal(read);
      const { notice } = read;
      await readStorage(context, async () => {
        const payment = await storage.paymentOfAttempt(notice.attemptId);
        const attempt = payment && attemptOf(payment, notice);
        if (payment === undefined || attempt === undefined) throw unknownAttempt(notice);
        const { result, channel } = notice;
        const heard = { payment, attempt, result, source: "callback" } as const;
        await recordAttempt(dependencies, { ...heard, actor: `channel:${channel}` });
      });
      return {};
    },
  };
}

/** The attempt, if it went to the channel that tells of it: another channel's word about it is worth nothing. */
function attemptOf(payment: Payment, notice: CallbackNotice): Attempt | undefined {
  return payment.attempts.find(
    ({ attemptId, channel, kind }) =>
      attemptId === notice.attemptId && channel === notice.channel && kind === notice.subject,
  );
}

function refusal(read: Exclude<ReadCallback, { readonly kind: "notice" }>): ConnectError {
  const message = read.problem;
  return read.kind === "not_signed"
    ? refused({ code: Code.Unauthenticated, reason: "CALLBACK_NOT_SIGNED", message })
    : refused({ code: Code.InvalidArgument, reason: "CALLBACK_UNREADABLE", message });
}

function unknownAttempt({ attemptId, channel, subject }: CallbackNotice): ConnectError {
  const message = `${channel} was never asked for the ${subject} ${attemptId}`;
  return refused({ code: Code.NotFound, reason: "ATTEMPT_NOT_FOUND", message });
}
