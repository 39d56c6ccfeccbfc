import { Code, ConnectError } from "@connectrpc/connect";
import { ErrorInfoSchema } from "#gen/google/rpc/error_details_pb.ts";
import type { NotSent, Unknown } from "../../payments/gateway.ts";
import { shownText } from "../../payments/gateway-message.ts";
import { NothingSent } from "./channel-session.ts";

/** What the failure of a call to a provider means. */
export type Failure =
  | NotSent
  /** `isSick`: the channel is to blame, rather than this one request. */
  | (Unknown & { readonly isSick: boolean })
  /** The provider says: never seen, and refused from now on. */
  | { readonly kind: "fenced" };

/**
 * What the error of one call means. Only an error from before the request was handed to a connection is "not_sent". All
 * others are "unknown", whatever their code: a provider that answers INVALID_ARGUMENT may have charged, a proxy may
 * answer in its name, and REFUSED_STREAM is a promise that not everything on the way keeps. A question settles it.
 */
export function classify(error: unknown, attemptId: string): Failure {
  if (!(error instanceof ConnectError)) return unknown("error", String(error), true);
  if (error.cause instanceof NothingSent) return { kind: "not_sent", why: "no_connection" };
  if (isFenced(error, attemptId)) return { kind: "fenced" };
  if (error.code === Code.DeadlineExceeded) return unknown("deadline", error.message, true);
  // What a provider says, and what is wrong with how it says it, has no cause.
  if (error.cause !== undefined) return unknown("connection_lost", error.message, true);
  return unknown("error", error.message, !aboutTheRequest.has(error.code));
}

/** Codes that blame the request: the channel is well, and the same request will hear the same again. */
const aboutTheRequest: ReadonlySet<Code> = new Set([
  Code.InvalidArgument,
  Code.NotFound,
  Code.AlreadyExists,
  Code.FailedPrecondition,
  Code.OutOfRange,
]);

/** NOT_FOUND alone is not enough: anything on the way can answer it. */
function isFenced(error: ConnectError, attemptId: string): boolean {
  return (
    error.code === Code.NotFound &&
    error
      .findDetails(ErrorInfoSchema)
      .some(
        ({ reason, metadata }) =>
          reason === "ATTEMPT_FENCED" && metadata["attempt_id"] === attemptId,
      )
  );
}

function unknown(why: Unknown["why"], detail: string, isSick: boolean): Failure {
  return { kind: "unknown", why, detail: shownText(detail), isSick };
}
