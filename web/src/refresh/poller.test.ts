import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import { test } from "node:test";
import { Poller } from "./poller.ts";

/** A poller whose reads and timer are driven by hand. */
function byHand() {
  const reads: PromiseWithResolvers<string>[] = [];
  const timers = new Set<{ readonly callback: () => void; readonly delayMs: number }>();
  const poller = new Poller<string>({
    now: () => 0,
    load: () => {
      reads.push(Promise.withResolvers<string>());
      return reads[reads.length - 1]?.promise ?? Promise.reject(new Error("unreachable"));
    },
    schedule: (callback, delayMs) => {
      const timer = { callback, delayMs };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  });
  const fire = () => {
    const [timer] = timers;
    assert(timer !== undefined, "nothing is scheduled");
    timers.delete(timer);
    timer.callback();
  };
  return { poller, reads, timers, fire };
}

test("the next read is scheduled when the one before it has ended", async () => {
  const { poller, reads, timers, fire } = byHand();
  poller.start();
  assert.deepEqual([reads.length, timers.size], [1, 0]);
  reads[0]?.resolve("one");
  await turn();
  assert.deepEqual(
    [...timers].map(({ delayMs }) => delayMs),
    [2_000],
  );
  fire();
  assert.equal(reads.length, 2);
});

test("a hidden page reads no more, and a shown one at once", async () => {
  const { poller, reads, timers } = byHand();
  poller.start();
  reads[0]?.resolve("one");
  await turn();
  poller.stop();
  assert.equal(timers.size, 0);
  poller.start();
  assert.equal(reads.length, 2);
});

test("a read that ends after the page was hidden counts and schedules nothing", async () => {
  const { poller, reads, timers } = byHand();
  poller.start();
  poller.stop();
  reads[0]?.resolve("late");
  await turn();
  const state = poller.state();
  assert.equal(state.phase === "fresh" && state.data, "late");
  assert.equal(timers.size, 0);
});

test("asking again while a read is on its way starts no second one", async () => {
  const { poller, reads, timers } = byHand();
  poller.start();
  poller.readNow();
  assert.equal(reads.length, 1);
  reads[0]?.reject(new TypeError("Failed to fetch"));
  await turn();
  assert.equal(poller.state().phase, "failed");
  poller.readNow();
  assert.deepEqual([reads.length, timers.size], [2, 0]);
});

test("listeners hear of every read until they leave", async () => {
  const { poller, reads, fire } = byHand();
  let heard = 0;
  const leave = poller.subscribe(() => (heard += 1));
  poller.start();
  reads[0]?.resolve("one");
  await turn();
  leave();
  fire();
  reads[1]?.resolve("two");
  await turn();
  assert.equal(heard, 1);
});
