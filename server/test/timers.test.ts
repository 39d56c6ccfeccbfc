import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { longDrill, timerBites } from "./timers/bites.ts";
import { runTimerDrill } from "./timers/run-timer-drill.ts";

/** How late they were is for the drill to say, which has the machine for itself. */
describe("timers over a server that is killed", { concurrency: true }, () => {
  test("each fires once, at its time or after, and none leaves anything in memory", async (t) => {
    const figures = await runTimerDrill({ ...longDrill, log: (line) => t.diagnostic(line) });
    t.diagnostic(JSON.stringify(figures));
    assert.deepEqual(figures.firedByKind, { hold: 9_600, retry: 1_200, resolution: 1_200 });
    const { fired, early, otherwise, missed, overgrownKib } = figures;
    assert.deepEqual([fired, early, otherwise, missed, overgrownKib], [12_000, 0, 0, 0, 0]);
  });

  const [first = assert.fail()] = timerBites;

  test(`the drill finds a server that ${first.name}`, async (t) => {
    const found = await first.run(() => undefined);
    t.diagnostic(JSON.stringify(found));
    assert((found[first.teller] ?? 0) > 0, JSON.stringify(found));
  });
});
