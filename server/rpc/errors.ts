import type { DescMessage, MessageInitShape } from "@bufbuild/protobuf";
import { create } from "@bufbuild/protobuf";
import type { Any } from "@bufbuild/protobuf/wkt";
import { anyPack, AnySchema } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";
import {
  BadRequestSchema,
  ErrorInfoSchema,
  PreconditionFailureSchema,
  RetryInfoSchema,
} from "#gen/google/rpc/error_details_pb.ts";
import type { Status } from "#gen/google/rpc/status_pb.ts";
import { StatusSchema } from "#gen/google/rpc/status_pb.ts";
import type { Fault } from "../core/fault.ts";

/** What is wrong with one field of a request; `field` is its path as in the schema, `lines[2].quantity`. */
export interface FieldViolation extends Fault {
  readonly field: string;
}

/** A condition that did not hold; the words are those of google.rpc.PreconditionFailure. */
export interface Precondition {
  readonly type: string;
  readonly subject: string;
  readonly description: string;
}

export interface Refusal {
  readonly code: Code;
  /** For programs: UPPER_SNAKE_CASE, stable. Becomes ErrorInfo.reason. */
  readonly reason: string;
  /** For people. */
  readonly message: string;
  /** Becomes ErrorInfo.metadata. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Becomes RetryInfo: not before this delay. */
  readonly retryAfterMs?: number;
  readonly preconditions?: readonly Precondition[];
  readonly violations?: readonly FieldViolation[];
}

/** INVALID_ARGUMENT with every violation at once, in BadRequest and in the message. */
export function invalidArgument(violations: readonly FieldViolation[]): ConnectError {
  const message = violations.map(({ field, description }) => `${field}: ${description}`).join("; ");
  const metadata = valuesOf(violations);
  const reason = "INVALID_ARGUMENT";
  return refused({ code: Code.InvalidArgument, reason, message, metadata, violations });
}

/** An error travels in headers: the values of more violations than a person corrects at a time are left out. */
const violationsWithValuesMax = 20;

/** google.rpc has no place for them in a violation: those of the third are "violation_2_min", "violation_2_max" of ErrorInfo. */
function valuesOf(violations: readonly FieldViolation[]): Record<string, string> {
  const named = violations
    .slice(0, violationsWithValuesMax)
    .flatMap(({ values = {} }, index) =>
      Object.entries(values).map(([name, value]) => [`violation_${index}_${name}`, value] as const),
    );
  return Object.fromEntries(named);
}

/** An error on purpose: ErrorInfo always (domain "sluice"), the other details as they are given. */
export function refused(refusal: Refusal): ConnectError {
  const details = [
    detail(ErrorInfoSchema, {
      reason: refusal.reason,
      domain: "sluice",
      metadata: { ...refusal.metadata },
    }),
  ];
  if (refusal.retryAfterMs !== undefined) details.push(retryInfo(refusal.retryAfterMs));
  if (refusal.preconditions !== undefined)
    details.push(detail(PreconditionFailureSchema, { violations: [...refusal.preconditions] }));
  if (refusal.violations !== undefined)
    details.push(detail(BadRequestSchema, { fieldViolations: refusal.violations.map(onWire) }));
  return new ConnectError(refusal.message, refusal.code, undefined, details);
}

function onWire({ field, reason, description }: FieldViolation) {
  return { field, reason, description };
}

/** RESOURCE_EXHAUSTED with RetryInfo, for work that was refused before it began. */
export function overloaded(what: string, retryAfterMs: number): ConnectError {
  const message = `${what}; try again after ${retryAfterMs} ms`;
  return refused({ code: Code.ResourceExhausted, reason: "OVERLOADED", message, retryAfterMs });
}

/** INTERNAL that says nothing but a reference, under which the log has the rest. */
export function internal(referenceId: string): ConnectError {
  const message = `internal error, reference ${referenceId}`;
  const metadata = { reference_id: referenceId };
  return refused({ code: Code.Internal, reason: "INTERNAL", message, metadata });
}

/** The same error as a google.rpc.Status message, for answers that carry an error per item. */
export function toRpcStatus(error: ConnectError): Status {
  return create(StatusSchema, {
    code: error.code,
    message: error.rawMessage,
    details: error.details.map(toAny),
  });
}

function toAny(entry: ConnectError["details"][number]): Any {
  if ("desc" in entry) return anyPack(entry.desc, create(entry.desc, entry.value));
  return create(AnySchema, { typeUrl: `type.googleapis.com/${entry.type}`, value: entry.value });
}

function retryInfo(delayMs: number) {
  const seconds = Math.floor(delayMs / 1000);
  const nanos = Math.round((delayMs - seconds * 1000) * 1e6);
  return detail(RetryInfoSchema, { retryDelay: { seconds: BigInt(seconds), nanos } });
}

function detail<Desc extends DescMessage>(desc: Desc, value: MessageInitShape<Desc>) {
  return { desc, value } as { desc: DescMessage; value: MessageInitShape<DescMessage> };
}
