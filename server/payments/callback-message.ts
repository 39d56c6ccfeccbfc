import { fromBinary } from "@bufbuild/protobuf";
import type { Notice, NotifyRequest } from "#gen/sluice/gateway/v1/callback_service_pb.ts";
import { NoticeSchema } from "#gen/sluice/gateway/v1/callback_service_pb.ts";
import { parseUuid } from "../core/ids.ts";
import { isSignedByOneOf } from "../platform/signature.ts";
import type { CallbackKey } from "./callback-key.ts";
import type { CallbackNotice } from "./callback.ts";
import { told } from "./gateway-message.ts";

/** What a request to Notify comes to. What was not signed by its channel is not looked into. */
export type ReadCallback =
  | { readonly kind: "notice"; readonly notice: CallbackNotice }
  | { readonly kind: "not_signed"; readonly problem: string }
  | { readonly kind: "unreadable"; readonly problem: string };

/** A signature from further away than this, in either direction, is refused. */
export const signatureToleranceMs = 5 * 60_000;
const noticeMaxBytes = 16_384;

/**
 * Checks the signature of a callback, then reads what it tells. A request that is caught and sent again within the
 * tolerance passes: a result is final, and telling it twice changes nothing.
 */
export function readCallback(
  request: NotifyRequest,
  { keys, nowMs }: { readonly keys: readonly CallbackKey[]; readonly nowMs: number },
): ReadCallback {
  const { channel, notice: body, signedAtMs, signature } = request;
  if (body.length > noticeMaxBytes) return unreadable(`the notice is over ${noticeMaxBytes} bytes`);
  const own = keys.filter((entry) => entry.channel === channel).map(({ key }) => key);
  if (!isSignedByOneOf(own, { name: channel, signedAtMs, body }, signature))
    return { kind: "not_signed", problem: "the signature is not one of this channel" };
  const awayMs = BigInt(nowMs) - signedAtMs;
  if (awayMs > signatureToleranceMs || awayMs < -signatureToleranceMs)
    return { kind: "not_signed", problem: "the signature is more than 5 minutes from now" };
  return readNotice(channel, body);
}

function readNotice(channel: string, body: Uint8Array): ReadCallback {
  const decoded = decode(body);
  if (decoded?.subject.case === undefined) return unreadable("the notice cannot be read");
  const { case: subject, value } = decoded.subject;
  const attemptId = parseUuid(value.attemptId);
  if (attemptId === undefined || attemptId !== value.attemptId)
    return unreadable("the attempt id is not a UUID in lower case");
  const result = told(value, attemptId);
  if (result.kind === "senseless") return unreadable(result.detail);
  return { kind: "notice", notice: { channel, subject, attemptId, result } };
}

function decode(body: Uint8Array): Notice | undefined {
  try {
    return fromBinary(NoticeSchema, body);
  } catch {
    return undefined;
  }
}

function unreadable(problem: string): ReadCallback {
  return { kind: "unreadable", problem };
}
