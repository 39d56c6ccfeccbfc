import { Code, ConnectError } from "@connectrpc/connect";
import {
  BadRequestSchema,
  ErrorInfoSchema,
  RetryInfoSchema,
} from "#gen/google/rpc/error_details_pb.ts";

/** Why a call brought nothing: nobody answered, we may not, or it was refused. */
export interface Failure {
  readonly kind: "unreachable" | "denied" | "refused";
  /** Code as the API's documents write it, "RESOURCE_EXHAUSTED". */
  readonly code: string;
  /** In the words of the server, or in English when this page found it out by itself: `failureText` knows other languages. */
  readonly message: string;
  /** Set when it was this page that found it out. */
  readonly own?: OwnFailure;
  /** Not before this delay, when the server named one. */
  readonly retryAfterMs: number | undefined;
  /** What is wrong, for programs, "OUT_OF_STOCK". */
  readonly reason?: string;
  /** What belongs to the reason, "sku" to "DROP-01". */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Under which the log of the server has the rest. */
  readonly referenceId?: string;
  /** What is wrong with the request, field by field. */
  readonly violations?: readonly Violation[];
}

export type OwnFailure = "no-answer" | "no-reason" | "silent" | "ended" | "quiet" | "too-large";

/** One fault of a request. */
export interface Violation {
  /** Path of the field as the API names it, "lines[2].quantity". */
  readonly field: string;
  /** In the server's words. */
  readonly description: string;
  /** What is wrong, for programs, "OUT_OF_RANGE"; empty when the server has no reason for it. */
  readonly reason: string;
  /** The numbers and names in the description, "max" to "10000"; the server gives those of the first 20 violations. */
  readonly values: Readonly<Record<string, string>>;
}

/** The failure in whatever a call threw. */
export function failureOf(thrown: unknown): Failure {
  const error = ConnectError.from(thrown);
  // fetch rejects with a TypeError when there was no answer at all; its text differs by browser and says little.
  if (thrown instanceof TypeError || error.cause instanceof TypeError) return noAnswer;
  const { code, rawMessage } = error;
  return {
    kind: kindOf(code),
    code: codeName(code),
    ...(rawMessage === "" ? noReason : { message: rawMessage }),
    retryAfterMs: retryAfterMsOf(error),
    ...infoOf(error),
    ...violationsOf(error),
  };
}

const noAnswer: Failure = {
  kind: "unreachable",
  code: "UNAVAILABLE",
  message: "no answer from the server",
  own: "no-answer",
  retryAfterMs: undefined,
};
const noReason = { message: "the server gave no reason", own: "no-reason" } as const;

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

function infoOf(error: ConnectError): Pick<Failure, "reason" | "metadata" | "referenceId"> {
  const [info] = error.findDetails(ErrorInfoSchema);
  if (info === undefined) return {};
  const { reason, metadata } = info;
  const referenceId = metadata["reference_id"];
  return { reason, metadata: { ...metadata }, ...(referenceId !== undefined && { referenceId }) };
}

function violationsOf(error: ConnectError): Pick<Failure, "violations"> {
  const found = error.findDetails(BadRequestSchema).flatMap((detail) => detail.fieldViolations);
  if (found.length === 0) return {};
  const metadata = error.findDetails(ErrorInfoSchema)[0]?.metadata ?? {};
  return {
    violations: found.map(({ field, description, reason }, index) => ({
      field,
      description,
      reason,
      values: valuesOf(metadata, `violation_${index}_`),
    })),
  };
}

/** The entries whose names begin with `prefix`, under the rest of their names. */
function valuesOf(metadata: Readonly<Record<string, string>>, prefix: string) {
  const entries = Object.entries(metadata).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(entries.map(([name, value]) => [name.slice(prefix.length), value]));
}
