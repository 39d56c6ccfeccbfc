import assert from "node:assert/strict";
import { test } from "node:test";
import { Code, ConnectError } from "@connectrpc/connect";
import { EnvelopeTooLarge } from "./envelope.ts";
import { streamFailure } from "./stream-failure.ts";

const kindOf = (thrown: unknown) => streamFailure(thrown).kind;

test("torn streams and errors inside the server pass: the stream is opened again soon", () => {
  assert.equal(kindOf(new TypeError("network error")), "unreachable");
  assert.equal(kindOf("missing EndStreamResponse"), "unreachable");
  for (const code of [Code.Internal, Code.Unavailable, Code.DeadlineExceeded, Code.Unknown]) {
    assert.equal(kindOf(new ConnectError("over", code)), "unreachable", Code[code]);
  }
});

test("what is refused or denied stays so", () => {
  assert.equal(kindOf(new ConnectError("no", Code.Unimplemented)), "refused");
  assert.equal(kindOf(new ConnectError("no", Code.PermissionDenied)), "denied");
});

test("a message that is too large is told as itself, however it was wrapped", () => {
  const inner = new EnvelopeTooLarge("a message inflates to more than 1 byte");
  const failure = streamFailure(new ConnectError("wrapped", Code.Internal, {}, [], inner));
  assert.deepEqual(
    [failure.kind, failure.code, failure.message],
    ["refused", "RESOURCE_EXHAUSTED", inner.message],
  );
});
