import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import type { MessageInitShape } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { WatchResponseSchema } from "#gen/sluice/live/v1/live_service_pb.ts";
import type { WatchResponse } from "#gen/sluice/live/v1/live_service_pb.ts";
import { Link } from "./link.ts";

const beatMs = 1_000;

/** One call that the link made, as the server sees it. */
interface Call {
  readonly cursor: string;
  readonly signal: AbortSignal;
  readonly onOpened: () => void;
  readonly send: (frame: MessageInitShape<typeof WatchResponseSchema>) => Promise<void>;
  readonly end: (error?: unknown) => Promise<void>;
}

/** A link on clocks and timers of ours, and the calls it makes. */
function linkAtWork() {
  let nowMs = 0;
  const timers = new Set<{ readonly dueMs: number; readonly callback: () => void }>();
  const calls: Call[] = [];
  const told: string[] = [];
  const link = new Link({
    open: (call) => {
      const wire = queue<WatchResponse>();
      const send = (frame: MessageInitShape<typeof WatchResponseSchema>) =>
        wire.push(create(WatchResponseSchema, frame));
      calls.push({ ...call, send, end: wire.end });
      return wire.stream();
    },
    onBegin: (fresh) => told.push(fresh ? "dropped" : "went on"),
    onFrame: ({ cursor }) => told.push(`frame ${cursor}`),
    beatMs,
    wallMs: () => nowMs,
    steadyMs: () => nowMs,
    chance: () => 1,
    schedule: (callback, delayMs) => {
      const timer = { dueMs: nowMs + delayMs, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  });
  const pass = (ms: number): void => {
    const untilMs = nowMs + ms;
    for (;;) {
      const due = [...timers].filter(({ dueMs }) => dueMs <= untilMs);
      const [next] = due.toSorted((left, right) => left.dueMs - right.dueMs);
      if (next === undefined) break;
      timers.delete(next);
      nowMs = Math.max(nowMs, next.dueMs);
      next.callback();
    }
    nowMs = untilMs;
  };
  const lastCall = (): Call => {
    const call = calls.at(-1);
    assert(call !== undefined);
    return call;
  };
  return { link, calls, told, pass, timers, lastCall, phase: () => link.state().phase };
}

/** A stream that ends only when it is told to. Pushing resolves when what was pushed has been looked at. */
function queue<T>() {
  let wake = Promise.withResolvers<void>();
  const frames: T[] = [];
  let ended: { readonly error: unknown } | undefined;
  const settle = async (): Promise<void> => {
    wake.resolve();
    await new Promise((resolve) => void setImmediate(resolve));
  };
  async function* stream(): AsyncGenerator<T> {
    for (;;) {
      for (let next = frames.shift(); next !== undefined; next = frames.shift()) yield next;
      if (ended?.error !== undefined) throw ended.error;
      if (ended !== undefined) return;
      await wake.promise;
      wake = Promise.withResolvers();
    }
  }
  const push = async (frame: T): Promise<void> => {
    frames.push(frame);
    await settle();
  };
  const end = async (error?: unknown): Promise<void> => {
    ended = { error };
    await settle();
  };
  return { push, end, stream };
}

test("a link calls when somebody looks, and ends the call when nobody does", async () => {
  const { link, calls, lastCall, phase, timers } = linkAtWork();
  assert.equal(calls.length, 0);
  link.show(true);
  link.show(true);
  assert.deepEqual([calls.length, phase()], [1, "connecting"]);
  lastCall().onOpened();
  assert.equal(phase(), "live");
  await lastCall().send({ cursor: "c1" });
  link.show(false);
  assert.deepEqual([phase(), lastCall().signal.aborted, timers.size], ["idle", true, 0]);
  link.show(true);
  assert.deepEqual([calls.length, lastCall().cursor], [2, "c1"]);
});

test("a call without a cursor drops what is held, but only when its first frame is there", async () => {
  const { link, told, lastCall, pass } = linkAtWork();
  link.show(true);
  assert.deepEqual(told, []);
  await lastCall().send({ cursor: "" });
  await lastCall().send({ cursor: "c1" });
  assert.deepEqual(told, ["dropped", "frame ", "frame c1"]);
  await lastCall().end(new TypeError("network error"));
  pass(500);
  await lastCall().send({ cursor: "c2" });
  assert.deepEqual(told.slice(3), ["went on", "frame c2"]);
});

test("a stream that breaks in its snapshot asks for a snapshot again", async () => {
  const { link, lastCall, pass } = linkAtWork();
  link.show(true);
  await lastCall().send({ cursor: "c1" });
  await lastCall().send({ cursor: "", resync: { reason: "too old" } });
  await lastCall().end(new TypeError("network error"));
  pass(500);
  assert.equal(lastCall().cursor, "");
});

test("a resync drops what is held", async () => {
  const { link, told, lastCall } = linkAtWork();
  link.show(true);
  await lastCall().send({ cursor: "c1" });
  link.show(false);
  link.show(true);
  await lastCall().send({ cursor: "", resync: { reason: "another log" } });
  assert.deepEqual(told.slice(2), ["dropped", "frame "]);
});

test("waits between calls double, and start over once a call brought something", async () => {
  const { link, calls, lastCall, pass, phase } = linkAtWork();
  link.show(true);
  for (const waitMs of [500, 1_000, 2_000]) {
    await lastCall().end(new TypeError("network error"));
    const made = calls.length;
    pass(waitMs - 1);
    assert.deepEqual([calls.length, phase()], [made, "reconnecting"]);
    pass(1);
    assert.deepEqual([calls.length, phase()], [made + 1, "connecting"]);
  }
  await lastCall().send({ cursor: "c1" });
  await lastCall().end();
  pass(500);
  assert.equal(phase(), "connecting");
});

test("nobody has to wait for the next attempt", async () => {
  const { link, calls, lastCall, timers } = linkAtWork();
  link.show(true);
  await lastCall().end(new TypeError("network error"));
  link.retryNow();
  assert.equal(calls.length, 2);
  // The one that waits for a sign of life; the retry was called off.
  assert.equal(timers.size, 1);
});

test("two beats of silence make a stream stale, two more end it, and a frame brings it back", async () => {
  const { link, lastCall, pass, phase, calls } = linkAtWork();
  link.show(true);
  await lastCall().send({ cursor: "c1" });
  pass(1_500);
  await lastCall().send({ cursor: "c2" });
  pass(1_999);
  assert.equal(phase(), "live");
  pass(1);
  assert.equal(phase(), "stale");
  await lastCall().send({ cursor: "c3" });
  assert.equal(phase(), "live");
  pass(2_000);
  assert.equal(phase(), "stale");
  pass(2_000);
  assert.deepEqual([phase(), lastCall().signal.aborted], ["reconnecting", true]);
  pass(500);
  assert.deepEqual([calls.length, lastCall().cursor], [2, "c3"]);
});

test("a call that is never answered is given up and made again", () => {
  const { link, calls, pass } = linkAtWork();
  link.show(true);
  pass(2_000 + 500);
  assert.deepEqual([calls.length, calls[0]?.signal.aborted], [2, true]);
});

test("what an ended call still brings is not taken", async () => {
  const { link, told, calls } = linkAtWork();
  link.show(true);
  link.show(false);
  link.show(true);
  await calls[0]?.send({ cursor: "late" });
  assert.deepEqual(told, []);
});

test("a cursor that is refused is dropped, and the next call is soon", async () => {
  const { link, lastCall, pass, calls } = linkAtWork();
  link.show(true);
  await lastCall().send({ cursor: "c1" });
  await lastCall().end(new TypeError("network error"));
  pass(500);
  await lastCall().end(new ConnectError("is no cursor", Code.InvalidArgument));
  pass(1_000);
  assert.deepEqual([calls.length, lastCall().cursor], [3, ""]);
});

test("a denied stream is asked for again only after half a minute", async () => {
  const { link, lastCall, pass, calls } = linkAtWork();
  link.show(true);
  await lastCall().end(new ConnectError("not yours", Code.PermissionDenied));
  pass(29_999);
  assert.equal(calls.length, 1);
  pass(1);
  assert.equal(calls.length, 2);
});
