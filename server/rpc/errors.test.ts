import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { create } from "@bufbuild/protobuf";
import { anyUnpack } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";
import {
  BadRequestSchema,
  ErrorInfoSchema,
  PreconditionFailureSchema,
  RetryInfoSchema,
} from "#gen/google/rpc/error_details_pb.ts";
import { internal, invalidArgument, overloaded, refused, toRpcStatus } from "./errors.ts";
import { amendStockError } from "./stock-errors.ts";
import { unknownValue } from "./violations.ts";

function amended(message: string, code: Code): ConnectError {
  const error = new ConnectError(message, code);
  amendStockError(error);
  return error;
}

describe("an error", () => {
  it("for a malformed request carries every violation at once", () => {
    const error = invalidArgument([
      { field: "sku", reason: "REQUIRED", description: "is required" },
      { field: "quantity", reason: "OUT_OF_RANGE", description: "is 0" },
    ]);
    assert.equal(error.code, Code.InvalidArgument);
    assert.equal(error.rawMessage, "sku: is required; quantity: is 0");
    const [bad] = error.findDetails(BadRequestSchema);
    const told = bad?.fieldViolations.map(({ field, reason }) => [field, reason]);
    assert.deepEqual(told, [
      ["sku", "REQUIRED"],
      ["quantity", "OUT_OF_RANGE"],
    ]);
    assert.equal(error.findDetails(ErrorInfoSchema)[0]?.reason, "INVALID_ARGUMENT");
  });

  it("for a malformed request has the values of its first 20 violations, each under its number", () => {
    const tooLong = { reason: "TOO_LONG", description: "is longer than 5 characters" } as const;
    const violations = Array.from({ length: 30 }, (_, index) => ({
      field: `lines[${index}]`,
      ...tooLong,
      values: { max: String(index) },
    }));
    const [info] = invalidArgument(violations).findDetails(ErrorInfoSchema);
    const metadata = { ...info?.metadata };
    assert.equal(Object.keys(metadata).length, 20);
    assert.equal(metadata["violation_0_max"], "0");
    assert.equal(metadata["violation_19_max"], "19");
    for (const name of Object.keys(metadata)) assert.match(name, /^[a-z][a-zA-Z0-9_-]{1,63}$/);
  });

  it("for a refusal carries the details that are given, and no others", () => {
    const error = refused({
      code: Code.FailedPrecondition,
      reason: "OUT_OF_STOCK",
      message: "none left",
      metadata: { available: "0" },
      preconditions: [{ type: "STOCK", subject: "A", description: "0 available" }],
    });
    const [info] = error.findDetails(ErrorInfoSchema);
    assert.equal(info?.domain, "sluice");
    assert.deepEqual({ ...info?.metadata }, { available: "0" });
    const [failure] = error.findDetails(PreconditionFailureSchema);
    assert.equal(failure?.violations[0]?.subject, "A");
    assert.equal(error.details.length, 2);
  });

  it("for overload says when to come back, to the millisecond", () => {
    const error = overloaded("too many", 1_234);
    assert.equal(error.code, Code.ResourceExhausted);
    const [retry] = error.findDetails(RetryInfoSchema);
    assert.equal(retry?.retryDelay?.seconds, 1n);
    assert.equal(retry?.retryDelay?.nanos, 234_000_000);
  });

  it("for a bug says its reference only", () => {
    const error = internal("ref-1");
    assert.equal(error.code, Code.Internal);
    assert.equal(error.rawMessage, "internal error, reference ref-1");
  });

  it("becomes a google.rpc.Status with the same code, text and details", () => {
    const status = toRpcStatus(overloaded("too many", 500));
    assert.equal(status.code, Code.ResourceExhausted);
    assert.equal(status.message, "too many; try again after 500 ms");
    const [info, retry] = status.details;
    assert(info !== undefined && retry !== undefined);
    assert.equal(anyUnpack(info, ErrorInfoSchema)?.reason, "OVERLOADED");
    assert.equal(anyUnpack(retry, RetryInfoSchema)?.retryDelay?.nanos, 500_000_000);
  });

  it("that came over the wire keeps its details in a Status", () => {
    const error = new ConnectError("far away", Code.Aborted);
    error.details.push({ type: "google.rpc.ErrorInfo", value: new Uint8Array([0x0a, 1, 0x41]) });
    const [detail] = toRpcStatus(error).details;
    assert(detail !== undefined);
    assert.deepEqual(anyUnpack(detail, ErrorInfoSchema), create(ErrorInfoSchema, { reason: "A" }));
  });
});

describe("an error of the library", () => {
  it("for binary that does not parse is the caller's", () => {
    const error = amended("parse binary: Maximum call stack size exceeded", Code.Internal);
    assert.equal(error.code, Code.InvalidArgument);
    assert.equal(error.rawMessage, "the message is not valid protobuf");
    assert.equal(error.message, "[invalid_argument] the message is not valid protobuf");
  });

  it("for a message that is too large names the limit", () => {
    const text = "message size 9 is larger than configured readMaxBytes 8";
    const error = amended(text, Code.ResourceExhausted);
    assert.equal(error.rawMessage, "the message is larger than the limit of 8 bytes");
    assert.deepEqual({ ...error.findDetails(ErrorInfoSchema)[0]?.metadata }, { limit_bytes: "8" });
  });

  it("that says how a response failed to be written says it no more", () => {
    const error = amended("serialize binary: cannot encode field secret", Code.Internal);
    assert.equal(error.rawMessage, "internal error");
  });

  it("stays as it is when it has details, or is none of these", () => {
    assert.equal(amended("gone", Code.Canceled).rawMessage, "gone");
    const own = invalidArgument([{ field: "a", ...unknownValue("parse binary: no") }]);
    amendStockError(own);
    assert.equal(own.rawMessage, "a: parse binary: no");
  });
});
