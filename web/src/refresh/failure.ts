import { Code, ConnectError } from "@connectrpc/connect";
import { RetryInfoSchema } from "#gen/google/rpc/error_details_pb.ts";

/** Why a read brought nothing: nobody answered, we may not see it, or it was refused. */
export interface Failure {
  readonly kind: "unreachable" | "denied" | "refused";
  /** Code as the API's documents write it, "RESOURCE_EXHAUSTED". */
  readonly code: string;
  readonly message: string;
  /** Not before this delay, when the server named one. */
  readonly retryAfterMs: number | undefined;
}

/** The failure in whatever a call threw. */
export function failureOf(thrown: unknown): Failure {
  const error = ConnectError.from(thrown);
  // fetch rejects with a TypeError when there was no answer at all; its text differs by browser and says little.
  if (thrown instanceof TypeError || error.cause instanceof TypeError) return noAnswer;
  return {
    kind: kindOf(error.code),
    code: codeName(error.code),
    message: error.rawMessage || "the server gave no reason",
    retryAfterMs: retryAfterMsOf(error),
  };
}

const noAnswer: Failure = {
  kind: "unreachable",
  code: "UNAVAILABLE",
  message: "no answer from the server",
  retryAfterMs: undefined,
};

function kindOf(code: Code): Failure["kind"] {
  if (code === Code.PermissionDenied || code === Code.Unauthenticated) return "denied";
  const unanswered = [Code.Unavailable, Code.DeadlineExceeded, Code.Canceled].includes(code);
  return unanswered ? "unreachable" : "refused";
}

function codeName(code: Code): string {
  return Code[code].replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

function retryAfterMsOf(error: ConnectError): number | undefined {
  const delay = error.findDetails(RetryInfoSchema)[0]?.retryDelay;
  return delay && Number(delay.seconds) * 1_000 + delay.nanos / 1e6;
}
