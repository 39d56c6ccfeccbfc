import assert from "node:assert/strict";
import { test } from "node:test";
import type { TestContext } from "node:test";
import { EarliestTimer } from "./earliest-timer.ts";

/** A timer over due times in a list, with the wall and the process clock in the test's hands. */
class Bench {
  readonly timer: EarliestTimer;
  readonly dueMs: number[] = [];
  /** When it looked, by its clock, and what was due then. */
  readonly looks: (readonly [atMs: number, dueMs: readonly number[]])[] = [];
  readonly errors: unknown[] = [];
  nowMs = 0;
  /** What a look waits for, or how it fails. */
  hindrance: () => Promise<void> = async () => {};
  readonly #t: TestContext;

  constructor(t: TestContext) {
    this.#t = t;
    t.mock.timers.enable({ apis: ["setTimeout"] });
    this.timer = new EarliestTimer({
      now: () => this.nowMs,
      look: async () => await this.#look(),
      onError: (error) => this.errors.push(error),
    });
  }

  set(dueMs: number): void {
    this.dueMs.push(dueMs);
    this.timer.due(dueMs);
  }

  /** Both clocks go on, or the timer's by another number: slewed, or set. */
  async pass(ms: number, clockMs = ms): Promise<void> {
    this.nowMs += clockMs;
    this.#t.mock.timers.tick(ms);
    await settled();
  }

  async #look(): Promise<number | undefined> {
    const due = this.dueMs.filter((dueMs) => dueMs <= this.nowMs);
    this.looks.push([this.nowMs, due]);
    await this.hindrance();
    for (const dueMs of due) this.dueMs.splice(this.dueMs.indexOf(dueMs), 1);
    return this.dueMs.length === 0 ? undefined : Math.min(...this.dueMs);
  }
}

async function settled(): Promise<void> {
  await new Promise((resolve) => void setImmediate(resolve));
}

/** A look that ends when the test says so. */
function held(): { readonly wait: () => Promise<void>; readonly end: () => Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return {
    wait: () => promise,
    end: async () => {
      resolve();
      await settled();
    },
  };
}

test("it looks at the time of the earliest, and then at that of the next", async (t) => {
  const bench = new Bench(t);
  bench.set(300);
  bench.set(100);
  bench.set(900);
  for (let ms = 0; ms < 1_000; ms += 50) await bench.pass(50);
  assert.deepEqual(bench.looks, [
    [100, [100]],
    [300, [300]],
    [900, [900]],
  ]);
});

test("with nothing due it sleeps for good", async (t) => {
  const bench = new Bench(t);
  bench.set(10);
  await bench.pass(10);
  for (let turn = 0; turn < 5; turn += 1) await bench.pass(5_000);
  assert.equal(bench.looks.length, 1);
});

test("an earlier time wakes it earlier, a later one changes nothing", async (t) => {
  const bench = new Bench(t);
  bench.set(800);
  bench.set(900);
  bench.set(200);
  await bench.pass(199);
  assert.deepEqual(bench.looks, []);
  await bench.pass(1);
  assert.deepEqual(bench.looks, [[200, [200]]]);
});

test("what is due already is looked at at once", async (t) => {
  const bench = new Bench(t);
  bench.nowMs = 5_000;
  bench.set(10);
  await bench.pass(1);
  assert.deepEqual(bench.looks, [[5_001, [10]]]);
});

test("a clock that was slewed ahead is seen within a second", async (t) => {
  const bench = new Bench(t);
  bench.set(60_000);
  await bench.pass(500, 70_000);
  assert.deepEqual(bench.looks, []);
  await bench.pass(500);
  assert.deepEqual(bench.looks, [[70_500, [60_000]]]);
});

test("a clock that stands still makes nothing due before its time", async (t) => {
  const bench = new Bench(t);
  bench.set(1_500);
  for (let turn = 0; turn < 10; turn += 1) await bench.pass(1_000, 100);
  assert.deepEqual(bench.looks, []);
  for (let turn = 0; turn < 2; turn += 1) await bench.pass(1_000, 400);
  assert.deepEqual(bench.looks, [[1_800, [1_500]]]);
});

test("one look is on its way at a time, and what came up meanwhile is one more at its end", async (t) => {
  const bench = new Bench(t);
  const first = held();
  bench.hindrance = first.wait;
  bench.set(10);
  await bench.pass(10);
  for (const dueMs of [11, 12, 13]) bench.set(dueMs);
  for (let turn = 0; turn < 20; turn += 1) await bench.pass(100);
  assert.equal(bench.looks.length, 1, "no look beside the one on its way");
  await first.end();
  await bench.pass(1);
  assert.deepEqual(bench.looks, [
    [10, [10]],
    [2_011, [11, 12, 13]],
  ]);
});

test("a look that failed is told of and made again in a moment, not at once", async (t) => {
  const bench = new Bench(t);
  bench.hindrance = () => Promise.reject(new Error("busy"));
  bench.set(10);
  await bench.pass(10);
  assert.equal(bench.errors.length, 1);
  bench.hindrance = async () => {};
  await bench.pass(249);
  assert.equal(bench.looks.length, 1);
  await bench.pass(1);
  assert.deepEqual(bench.looks.at(-1), [260, [10]]);
  assert.equal(bench.errors.length, 1);
});

test("after a stop it looks no more, whatever is due", async (t) => {
  const bench = new Bench(t);
  bench.set(10);
  await bench.timer.stop();
  bench.set(5);
  await bench.pass(5_000);
  assert.deepEqual(bench.looks, []);
});

test("a stop waits for the look on its way, whose error is nobody's any more", async (t) => {
  const bench = new Bench(t);
  const last = held();
  bench.hindrance = async () => {
    await last.wait();
    throw new Error("closed");
  };
  bench.set(10);
  await bench.pass(10);
  let hasStopped = false;
  const stopped = bench.timer.stop().then(() => (hasStopped = true));
  await settled();
  assert.equal(hasStopped, false);
  await last.end();
  await stopped;
  await bench.pass(5_000);
  assert.equal(bench.looks.length, 1);
  assert.deepEqual(bench.errors, []);
});
