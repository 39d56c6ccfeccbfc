import type { MessageInitShape } from "@bufbuild/protobuf";
import { create, toBinary } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { NoticeSchema } from "#gen/sluice/gateway/v1/callback_service_pb.ts";
import type { ChargeSchema, RefundSchema } from "#gen/sluice/gateway/v1/gateway_pb.ts";
import { Result } from "#gen/sluice/gateway/v1/gateway_pb.ts";
import { said } from "./entry.ts";
import type { Entry, EntryResult } from "./entry.ts";

/** A charge as the contract tells it. */
export function chargeMessage(entry: Entry): MessageInitShape<typeof ChargeSchema> {
  return fieldsOf(entry);
}

/** A refund as the contract tells it. */
export function refundMessage(entry: Entry): MessageInitShape<typeof RefundSchema> {
  return { ...fieldsOf(entry), chargeAttemptId: entry.chargeAttemptId };
}

/** The bytes of a notice that tells how an entry stands. */
export function noticeBytes(entry: Entry, nowMs: number): Uint8Array {
  const subject =
    entry.kind === "charge"
      ? ({ case: "charge", value: chargeMessage(entry) } as const)
      : ({ case: "refund", value: refundMessage(entry) } as const);
  return toBinary(NoticeSchema, create(NoticeSchema, { subject, madeAt: timestampFromMs(nowMs) }));
}

const results: Readonly<Record<EntryResult, Result>> = {
  pending: Result.PENDING,
  approved: Result.APPROVED,
  declined_soft: Result.DECLINED_SOFT,
  declined_hard: Result.DECLINED_HARD,
};

function fieldsOf(entry: Entry) {
  const { result, reason } = said(entry);
  return {
    attemptId: entry.attemptId,
    result: results[result],
    amount: amountOf(entry),
    providerReference: entry.providerReference,
    reason,
    updatedAt: timestampFromMs(entry.updatedAtMs),
  };
}

/** What was taken when approved, what was asked for otherwise. */
function amountOf({ asked, result, movedMinor }: Entry) {
  const { currencyCode, minorUnits } = asked;
  return { currencyCode, minorUnits: result === "approved" ? movedMinor : minorUnits };
}
