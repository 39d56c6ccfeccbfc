import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { collectGarbage } from "../test/live/collect-garbage.ts";
import { placed } from "../test/live/fake-log.ts";
import { EventRing } from "./event-ring.ts";

suite("the event ring", () => {
  test("finds every event it has by its number, and no other", () => {
    const ring = new EventRing(40_000, 7);
    assert.deepEqual([ring.floorSeq, ring.headSeq], [7, 7]);
    for (let seq = 8; seq <= 5_000; seq += 1) {
      ring.push(placed(seq));
      assert.equal(ring.headSeq, seq);
      assert.equal(ring.get(ring.floorSeq), undefined);
      assert.equal(ring.get(seq + 1), undefined);
      assert.equal(ring.get(ring.floorSeq + 1)?.event.seq, ring.floorSeq + 1);
      assert.equal(ring.get(seq)?.event.seq, seq);
    }
    assert.equal(ring.get(7), undefined);
    assert.equal(ring.get(-1), undefined);
  });

  test("keeps as many events as its bytes allow, and always the newest", () => {
    const ring = new EventRing(40_000, 0);
    for (let seq = 1; seq <= 3_000; seq += 1) ring.push(placed(seq));
    const count = ring.headSeq - ring.floorSeq;
    assert(count > 20 && count < 40, `${count} events`);
    ring.push(placed(3_001, { cause: "x".repeat(100_000) }));
    assert.equal(ring.headSeq - ring.floorSeq, 1);
    assert.equal(ring.get(3_001)?.event.seq, 3_001);
  });

  test("lets go of an event when it drops it", async () => {
    const ring = new EventRing(40_000, 0);
    const dropped = new WeakRef(ring.push(placed(1)));
    for (let seq = 2; seq <= 200; seq += 1) ring.push(placed(seq));
    assert(ring.floorSeq > 1);
    await collectGarbage();
    assert.equal(dropped.deref(), undefined);
  });

  test("prints an event once", () => {
    const ring = new EventRing(40_000, 0);
    const event = ring.push(placed(1, { cause: "by hand" }));
    assert.equal((JSON.parse(event.json()) as { cause: string }).cause, "by hand");
    assert.equal(event.json(), event.json());
  });
});
