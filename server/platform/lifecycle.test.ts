import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { describe, it } from "node:test";
import { drainOnSignal } from "./lifecycle.ts";

function start(drain: () => Promise<void>) {
  const source = new EventEmitter();
  const exits: number[] = [];
  let drains = 0;
  const stop = drainOnSignal({
    source,
    drain: () => {
      drains += 1;
      return drain();
    },
    exit: (code) => void exits.push(code),
  });
  return { source, exits, stop, drains: () => drains };
}

describe("a signal", () => {
  it("drains once and then exits with 0", async () => {
    const finished = Promise.withResolvers<undefined>();
    const { source, exits, drains } = start(() => finished.promise);
    source.emit("SIGTERM");
    assert.deepEqual([drains(), exits], [1, []]);
    finished.resolve(undefined);
    await finished.promise;
    await Promise.resolve();
    assert.deepEqual(exits, [0]);
  });

  it("for the second time exits with 1 at once", () => {
    const { source, exits, drains } = start(() => new Promise(() => {}));
    source.emit("SIGINT");
    source.emit("SIGTERM");
    assert.deepEqual([drains(), exits], [1, [1]]);
  });

  it("exits with 1 when draining fails", async () => {
    const failed = Promise.reject(new Error("disk"));
    const { source, exits } = start(() => failed);
    source.emit("SIGTERM");
    await failed.catch(() => {});
    await Promise.resolve();
    assert.deepEqual(exits, [1]);
  });

  it("is not listened for any more after stop", () => {
    const { source, stop } = start(() => Promise.resolve());
    stop();
    assert.equal(source.listenerCount("SIGTERM") + source.listenerCount("SIGINT"), 0);
  });
});
