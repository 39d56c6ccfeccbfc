import assert from "node:assert/strict";
import { test } from "node:test";
import { longestTask } from "./longest-task.ts";

const named = (pid: number, tid: number, name: string) => ({
  name: "thread_name",
  ph: "M",
  pid,
  tid,
  args: { name },
});
const task = (pid: number, tid: number, dur: number, tdur: number) => ({
  name: "RunTask",
  ph: "X",
  pid,
  tid,
  dur,
  tdur,
});
const trace = (traceEvents: readonly object[]) => Buffer.from(JSON.stringify({ traceEvents }));

test("the longest task of a page is told by its wall and by its own time, workers left out", () => {
  const found = longestTask(
    trace([
      named(1, 1, "CrRendererMain"),
      named(1, 2, "DedicatedWorker thread"),
      task(1, 1, 172_000, 900),
      task(1, 1, 30_000, 29_000),
      task(1, 2, 500_000, 500_000),
      task(2, 1, 900_000, 900_000),
      { name: "Layout", ph: "X", pid: 1, tid: 1, dur: 999_000, tdur: 999_000 },
    ]),
  );
  assert.deepEqual(found, { wallMs: 172, cpuMs: 29, taskCount: 2 });
});

test("a trace without a page tells that it tells nothing", () => {
  assert.deepEqual(longestTask(trace([])), { wallMs: 0, cpuMs: 0, taskCount: 0 });
});
