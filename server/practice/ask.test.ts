import assert from "node:assert/strict";
import { test } from "node:test";
import { Code, ConnectError } from "@connectrpc/connect";
import { overloaded } from "../rpc/errors.ts";
import { ask, retryDelayMs } from "./ask.ts";

const patience = { random: () => 0, signal: new AbortController().signal };

test("a server that names a delay is not called before it, and the jitter comes on top", () => {
  const busy = overloaded("too many", 750);
  assert.equal(
    retryDelayMs(busy, 0, () => 0),
    750,
  );
  assert.equal(
    retryDelayMs(busy, 0, () => 0.5),
    800,
  );
  assert.equal(
    retryDelayMs(busy, 2, () => 0.5),
    950,
  );
});

test("a refusal is not tried again, an error that says nothing is, three times", () => {
  const refusal = new ConnectError("sold out", Code.FailedPrecondition);
  assert.equal(
    retryDelayMs(refusal, 0, () => 0.5),
    undefined,
  );
  const lost = new ConnectError("lost", Code.Unavailable);
  assert.deepEqual(
    [0, 1, 2, 3].map((retry) => retryDelayMs(lost, retry, () => 0.5)),
    [50, 100, 200, undefined],
  );
});

test("a delay beyond ten seconds is not waited for", () => {
  assert.equal(
    retryDelayMs(overloaded("full", 10_001), 0, () => 0),
    undefined,
  );
});

test("four calls at most are made, and the last error is thrown", async () => {
  let calls = 0;
  const call = (): Promise<never> => {
    calls += 1;
    return Promise.reject(new ConnectError(`lost ${calls}`, Code.Unavailable));
  };
  await assert.rejects(ask(call, patience), /lost 4/);
  assert.equal(calls, 4);
});

test("no call is made once the signal is aborted", async () => {
  let calls = 0;
  const aborted = { random: () => 0, signal: AbortSignal.abort(new Error("closing")) };
  await assert.rejects(
    ask(() => Promise.resolve((calls += 1)), aborted),
    /closing/,
  );
  assert.equal(calls, 0);
});
