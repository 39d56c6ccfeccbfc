import { randomUUID } from "node:crypto";
import type { ContextValues, HandlerContext } from "@connectrpc/connect";
import { Code } from "@connectrpc/connect";
import { Call, callKey } from "./call.ts";
import { refused } from "./errors.ts";

/** Who asks, and under which trace. Goes into every command. */
export interface Caller {
  readonly principal: string;
  /** 32 lower-case hex digits (W3C Trace Context). */
  readonly traceId: string;
}

/** The caller behind a context. Throws UNAUTHENTICATED when no gate has let the call in. */
export function callerOf(context: HandlerContext): Caller {
  return { principal: principalOf(context), traceId: traceIdOf(context) };
}

/** Who calls. Throws UNAUTHENTICATED when no gate has let the call in: a forgotten gate must not open the door. */
export function principalOf(context: HandlerContext): string {
  const principal = context.values.get(callKey)?.principal;
  if (principal !== undefined) return principal;
  const message = "this call was not authenticated";
  throw refused({ code: Code.Unauthenticated, reason: "UNAUTHENTICATED", message });
}

/** The trace id of the call: from `traceparent` if that is valid, else a new one; the same one each time. */
export function traceIdOf(context: HandlerContext): string {
  const call = context.values.get(callKey);
  if (call?.traceId !== undefined) return call.traceId;
  const header = (call?.head ?? context.requestHeader).get("traceparent");
  const traceId = parseTraceparent(header) ?? newTraceId();
  if (call !== undefined) call.traceId = traceId;
  return traceId;
}

/** Runs `draining` once when the server begins to drain, so that a stream can end in order. It must not throw. */
export function onDrain(context: HandlerContext, draining: () => void): void {
  context.values.get(callKey)?.onDrain(draining);
}

/** Gives context values a caller, for tests that call a handler without a server. */
export function withCaller(values: ContextValues, caller: Caller): ContextValues {
  const call = new Call(performance.now());
  call.principal = caller.principal;
  call.traceId = caller.traceId;
  return values.set(callKey, call);
}

const traceparentPattern = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/;

/**
 * The trace id of a traceparent header, or undefined when the header is not valid.
 * Source: W3C Trace Context, section 3.2.
 */
export function parseTraceparent(header: string | null): string | undefined {
  if (header === null || header.length > 512) return undefined;
  const [, version, traceId, parentId, rest] = traceparentPattern.exec(header) ?? [];
  if (version === undefined || version === "ff") return undefined;
  if (version === "00" && rest !== undefined) return undefined;
  if (traceId === "0".repeat(32) || parentId === "0".repeat(16)) return undefined;
  return traceId;
}

/** A UUID without its dashes: node draws those from a pool; random bytes took 2.3 % of a PlaceOrder. */
function newTraceId(): string {
  return randomUUID().replaceAll("-", "");
}
