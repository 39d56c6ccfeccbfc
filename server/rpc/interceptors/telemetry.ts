import type { Interceptor, StreamResponse } from "@connectrpc/connect";
import { Code, ConnectError } from "@connectrpc/connect";
import type { Logger } from "../../platform/log.ts";
import type { Metrics, ObservedCall } from "../../platform/metrics.ts";
import type { Call } from "../call.ts";
import { callKey } from "../call.ts";
import { internal } from "../errors.ts";

export interface TelemetryOptions {
  readonly log: Logger;
  readonly newReferenceId: () => string;
}

/**
 * The outermost interceptor. An error that no handler meant to answer is a bug: it is logged with a new reference id, and
 * the caller gets that id and nothing else.
 */
export function telemetry(options: TelemetryOptions): Interceptor {
  return (next) => async (request) => {
    const translate = (error: unknown): ConnectError =>
      answerFor(options, error, {
        call: request.contextValues.get(callKey),
        method: `${request.service.typeName}/${request.method.name}`,
      });
    try {
      const response = await next(request);
      if (!response.stream) return response;
      return { ...response, message: translateEach(response.message, translate) };
    } catch (error) {
      throw translate(error);
    }
  };
}

/** The error a caller gets for what a handler threw; a bug is logged under the reference id that the caller gets. */
export function answerFor(
  options: TelemetryOptions,
  error: unknown,
  about: { readonly call: Call | undefined; readonly method: string },
): ConnectError {
  if (error instanceof ConnectError) return error;
  const { call, method } = about;
  // A handler that passes its signal on may throw what the signal threw.
  if (call?.reason instanceof ConnectError) return call.reason;
  const referenceId = options.newReferenceId();
  options.log.error(
    { err: error, referenceId, method, traceId: call?.traceId },
    "bug in a handler",
  );
  return internal(referenceId);
}

/** What the metrics say of a call that has ended. Its reason is an AbortError when it was answered. */
export function observe(
  metrics: Metrics,
  call: Call,
  about: Pick<ObservedCall, "method" | "protocol">,
): void {
  metrics.observeCall({
    ...about,
    code: codeOf(call.reason),
    durationMs: (call.endedAtMs ?? call.startedAtMs) - call.startedAtMs,
  });
}

function codeOf(reason: unknown): string {
  if (reason instanceof ConnectError) return Code[reason.code];
  return reason instanceof DOMException && reason.name === "AbortError" ? "ok" : "Internal";
}

function translateEach(
  messages: StreamResponse["message"],
  translate: (error: unknown) => unknown,
): StreamResponse["message"] {
  const rethrow = (error: unknown): never => {
    throw translate(error);
  };
  return {
    [Symbol.asyncIterator]() {
      const source = messages[Symbol.asyncIterator]();
      return {
        next: () => source.next().catch(rethrow),
        return: (value) => source.return?.(value) ?? Promise.resolve({ done: true, value }),
      };
    },
  };
}
