import type { DescMethod, JsonReadOptions, JsonWriteOptions } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import type { Call } from "../call.ts";
import type { DeadlineLimits } from "../deadline-header.ts";
import { deadlineOf } from "../deadline-header.ts";
import type { Exchange, RequestHead } from "../exchange.ts";
import { wireFormOf } from "./wire-protocol.ts";
import type { Codec, WireForm, WireProtocol } from "./wire-protocol.ts";

/**
 * Serves a method without the library's pipeline. Answers undefined for a request that it leaves to the library: one that is odd, or
 * wrong before its body.
 */
export type Lean = (head: RequestHead) => ((exchange: Exchange) => Promise<void>) | undefined;

/** What every lean path is given. */
export interface LeanOptions<M extends DescMethod = DescMethod> {
  readonly method: M;
  readonly messageSizeMaxBytes: number;
  readonly deadline: DeadlineLimits;
  readonly jsonOptions: Partial<JsonReadOptions & JsonWriteOptions>;
  /** Says no early, and ties the call to its accounts; throws a ConnectError. */
  readonly gate: (call: Call, head: RequestHead, protocolName: WireProtocol["name"]) => void;
  /** Turns what nobody meant to throw into an answer. */
  readonly translate: (error: unknown, call: Call) => ConnectError;
}

/** What the head of a request asks for. */
export interface Asked<P extends WireProtocol> {
  readonly protocol: P;
  readonly codec: Codec;
  readonly timeoutMs: number;
}

/**
 * What a request asks for, in one of the `protocols`. Undefined for a method, a media type or a deadline that is the library's to
 * refuse, such as a deadline that has passed.
 */
export function askedOf<P extends WireProtocol>(
  head: RequestHead,
  protocols: Readonly<Partial<Record<WireForm["form"], P>>>,
  limits: DeadlineLimits,
): Asked<P> | undefined {
  const form = head.method === "POST" ? wireFormOf(head.get("content-type")) : undefined;
  const protocol = form && protocols[form.form];
  if (protocol === undefined || form === undefined) return undefined;
  const { timeoutHeader, timeoutForm } = protocol;
  const timeoutMs = deadlineOf(head.get(timeoutHeader), timeoutForm, limits);
  if (timeoutMs === undefined || timeoutMs <= 0) return undefined;
  return { protocol, codec: form.codec, timeoutMs };
}

/** Ends the call with DEADLINE_EXCEEDED, unless it ends before; the timer is the caller's to clear. */
export function startDeadline(call: Call, timeoutMs: number): NodeJS.Timeout {
  return setTimeout(expire, timeoutMs, call);
}

function expire(call: Call): void {
  if (!call.ended) call.abort(new ConnectError("the operation timed out", Code.DeadlineExceeded));
}
