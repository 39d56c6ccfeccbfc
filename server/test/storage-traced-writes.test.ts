import assert from "node:assert/strict";
import { test } from "node:test";
import { walBreaks } from "./traced-writes/broken-wal.ts";
import type { WalBreak } from "./traced-writes/broken-wal.ts";
import { canTrace, replayTracedWrites } from "./traced-writes/replay.ts";

const skip = canTrace() ? false : "strace is not installed here, or may not trace";

const short = {
  orders: 60,
  checkpointWalBytes: 196_608,
  lives: 3,
  broken: undefined,
  boundaries: 24,
  disksEach: 2,
} as const;

test(
  "whatever sync the power goes out before, every acknowledged order is there",
  { skip },
  async () => {
    const report = await replayTracedWrites({ ...short, seed: 1 });
    assert.deepEqual(report.failures, []);
    assert.equal(report.acknowledged, 60);
    assert(report.syncs >= 30 && report.boundaries >= 20, JSON.stringify(report));
  },
);

for (const broken of Object.keys(walBreaks) as WalBreak[]) {
  test(`the replay notices a storage that ${broken}`, { skip }, async () => {
    const settings = { ...short, broken, boundaries: 200, ...effortFor(broken) };
    for (let seed = 1; seed <= 8; seed += 1) {
      const { failures } = await replayTracedWrites({ ...settings, seed, failuresMax: 1 });
      if (failures.length > 0) return;
    }
    assert.fail("no disk showed it");
  });
}

/**
 * An unsynced header does harm only when later pages reach the disk before it: that takes more disks to meet. What a
 * killed process left needs one that is killed.
 */
function effortFor(broken: WalBreak) {
  if (broken === "does not sync the header of a restarted WAL") return { lives: 1, disksEach: 8 };
  const killed = broken === "does not sync what a killed process left in the WAL";
  return killed ? { lives: 4, disksEach: 1 } : { lives: 1, disksEach: 2 };
}
