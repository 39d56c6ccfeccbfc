import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { boundDeadline, deadlineOf } from "./deadline-header.ts";

const limits = { defaultMs: 1_000, maxMs: 5_000 };

function grpcAfter(timeout: string | undefined): string | null {
  const header = new Headers({ "content-type": "application/grpc-web+proto" });
  if (timeout !== undefined) header.set("grpc-timeout", timeout);
  boundDeadline(header, limits);
  return header.get("grpc-timeout");
}

function connectAfter(timeout: string | undefined): string | null {
  const header = new Headers({ "content-type": "application/json" });
  if (timeout !== undefined) header.set("connect-timeout-ms", timeout);
  boundDeadline(header, limits);
  return header.get("connect-timeout-ms");
}

describe("a deadline header", () => {
  it("gets the default when it is absent", () => {
    assert.equal(grpcAfter(undefined), "1000m");
    assert.equal(connectAfter(undefined), "1000");
  });

  it("within the maximum stays as it is", () => {
    for (const timeout of ["0n", "1u", "4999m", "5S"]) assert.equal(grpcAfter(timeout), timeout);
    for (const timeout of ["0", "5000"]) assert.equal(connectAfter(timeout), timeout);
  });

  it("past the maximum is shortened to it", () => {
    for (const timeout of ["5001m", "6S", "1M", "99999999H"])
      assert.equal(grpcAfter(timeout), "5000m");
    assert.equal(connectAfter("9999999999"), "5000");
  });

  it("that cannot be parsed stays as it is, for the protocol to refuse", () => {
    for (const timeout of ["", "5", "S", "-1S", "5X", "999999999S"])
      assert.equal(grpcAfter(timeout), timeout);
    for (const timeout of ["-1", "1e3", "99999999999"])
      assert.equal(connectAfter(timeout), timeout);
  });
});

describe("the deadline of a lean call", () => {
  it("is the default, what the header says, or the maximum", () => {
    assert.equal(deadlineOf(null, "grpc", limits), 1_000);
    assert.equal(deadlineOf("4S", "grpc", limits), 4_000);
    assert.equal(deadlineOf("500u", "grpc", limits), 0.5);
    assert.equal(deadlineOf("1H", "grpc", limits), 5_000);
    assert.equal(deadlineOf("4000", "connect", limits), 4_000);
    assert.equal(deadlineOf("6000", "connect", limits), 5_000);
  });

  it("is none when it cannot be parsed", () => {
    for (const timeout of ["", "5", "4000", "999999999S"])
      assert.equal(deadlineOf(timeout, "grpc", limits), undefined, timeout);
    for (const timeout of ["", "4S", "99999999999"])
      assert.equal(deadlineOf(timeout, "connect", limits), undefined, timeout);
  });
});
