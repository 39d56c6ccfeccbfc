import assert from "node:assert/strict";
import { test } from "node:test";
import { breaks, simulate } from "./live/simulation.ts";

test("subscribers that stall, break and come back end with what a fresh snapshot shows, and feeds are whole", async (t) => {
  const firstSeed = Date.now() % 1_000_000_000;
  let reconnects = 0;
  let resyncs = 0;
  for (let seed = firstSeed; seed < firstSeed + 8; seed += 1) {
    const found = await simulate(seed);
    const { lost, doubled, disordered, stateErrors, overlaps, largestWriteBytes } = found;
    const broken = { lost, doubled, disordered, stateErrors, overlaps };
    const none = { lost: 0, doubled: 0, disordered: 0, stateErrors: 0, overlaps: 0 };
    assert.deepEqual(broken, none, `seed ${seed}`);
    assert(largestWriteBytes < 512 * 1024, `seed ${seed}: ${largestWriteBytes} bytes at once`);
    reconnects += found.reconnects;
    resyncs += found.resyncs;
  }
  t.diagnostic(`from seed ${firstSeed}: ${reconnects} reconnects, ${resyncs} resyncs`);
  assert(reconnects > 100 && resyncs > 0, "they came back, some to a log that had been pruned");
});

for (const name of breaks) {
  test(`the simulation finds a live side that ${name}`, async () => {
    const found = await simulate(7, name);
    const { lost, doubled, disordered, stateErrors } = found;
    assert(lost + doubled + disordered + stateErrors > 0);
  });
}
