import { failureOf } from "../refresh/failure.ts";
import type { Failure } from "../refresh/failure.ts";
import { EnvelopeTooLarge } from "./envelope.ts";

/** What a stream that cannot go on as it is ends with; all else is bad weather, and passes. */
const lasting: ReadonlySet<string> = new Set([
  "INVALID_ARGUMENT",
  "NOT_FOUND",
  "FAILED_PRECONDITION",
  "OUT_OF_RANGE",
  "UNIMPLEMENTED",
]);

/**
 * The failure in whatever ended a stream. A stream that is torn, or ended by an error inside the server, counts as unreachable: it is
 * opened again soon. One that is refused, or that brings more than this page takes, would only be so again.
 */
export function streamFailure(thrown: unknown): Failure {
  const tooLarge = causes(thrown).find((cause) => cause instanceof EnvelopeTooLarge);
  if (tooLarge !== undefined) {
    const { message } = tooLarge;
    const own = "too-large";
    return { kind: "refused", code: "RESOURCE_EXHAUSTED", message, own, retryAfterMs: undefined };
  }
  const failure = failureOf(thrown);
  if (failure.kind !== "refused" || lasting.has(failure.code)) return failure;
  return { ...failure, kind: "unreachable" };
}

/** A stream that the server ended without an error: its life was over, or it stops. */
export const streamEnded: Failure = {
  kind: "unreachable",
  code: "UNAVAILABLE",
  message: "the server ended the stream",
  own: "ended",
  retryAfterMs: undefined,
};

function causes(thrown: unknown): readonly Error[] {
  const found: Error[] = [];
  let error = thrown;
  while (error instanceof Error && found.length < 10) {
    found.push(error);
    error = error.cause;
  }
  return found;
}
