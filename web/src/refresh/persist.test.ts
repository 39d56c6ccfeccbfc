import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { RetryInfoSchema } from "#gen/google/rpc/error_details_pb.ts";
import { persist, waitMs } from "./persist.ts";

const busy = new ConnectError("busy", Code.ResourceExhausted, undefined, [
  { desc: RetryInfoSchema, value: create(RetryInfoSchema, { retryDelay: { seconds: 2n } }) },
]);
const away = new ConnectError("away", Code.Unavailable);
const refused = new ConnectError("illegal move", Code.FailedPrecondition);

/** Fails with each of these in turn, then answers; notes what was waited. */
async function run(failures: readonly Error[], signal = new AbortController().signal) {
  const waited: number[] = [];
  let calls = 0;
  const outcome = await persist(
    () => {
      const failure = failures[calls];
      calls += 1;
      return failure === undefined ? Promise.resolve("done") : Promise.reject(failure);
    },
    {
      signal,
      attemptsMax: 4,
      wait: (delayMs) => {
        waited.push(delayMs);
        return Promise.resolve();
      },
      chance: () => 1,
    },
  );
  return { outcome, calls, waited };
}

test("what passes is tried again, later each time, and never before the server said", async () => {
  const { outcome, waited } = await run([away, busy, away]);
  assert.deepEqual(outcome, { kind: "answered", value: "done" });
  assert.deepEqual(waited, [500, 3_000, 2_000]);
});

test("what is refused for good is asked once", async () => {
  const { outcome, calls } = await run([refused]);
  assert.equal(outcome.kind === "failed" && outcome.failure.message, "illegal move");
  assert.equal(calls, 1);
});

test("a failure that does not pass in time is told", async () => {
  const { outcome, calls } = await run([away, away, away, away, away]);
  assert.equal(outcome.kind === "failed" && outcome.failure.code, "UNAVAILABLE");
  assert.equal(calls, 4);
});

test("nothing is called once it is called off, and a call that fails then is no failure", async () => {
  const stop = new AbortController();
  const during = await persist(
    () => {
      stop.abort();
      return Promise.reject(new ConnectError("canceled", Code.Canceled));
    },
    { signal: stop.signal, attemptsMax: 4, wait: waitMs, chance: () => 1 },
  );
  assert.equal(during.kind, "stopped");
  const { outcome, calls } = await run([], stop.signal);
  assert.deepEqual([outcome.kind, calls], ["stopped", 0]);
});

test("a wait ends at once when it is called off", async () => {
  const stop = new AbortController();
  const waiting = waitMs(3_600_000, stop.signal);
  stop.abort();
  await waiting;
  await waitMs(3_600_000, stop.signal);
});
