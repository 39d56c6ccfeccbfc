import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { runTimerDrill } from "./timers/run-timer-drill.ts";

/** Enough that what each leaves behind is more than what a young heap grows by. */
const long = { count: 12_000, seconds: 12, settleMaxMs: 60_000 };
const short = { count: 3_000, seconds: 6, settleMaxMs: 60_000 };

/** How late they were is for the drill to say, which has the machine for itself. */
describe("timers over a server that is killed", { concurrency: 2 }, () => {
  test("each fires once, at its time or after, and none leaves anything in memory", async (t) => {
    const figures = await runTimerDrill({ ...long, log: (line) => t.diagnostic(line) });
    t.diagnostic(JSON.stringify(figures));
    assert.deepEqual(figures.firedByKind, { hold: 9_600, retry: 1_200, resolution: 1_200 });
    const { fired, early, otherwise, missed, overgrownKib } = figures;
    assert.deepEqual([fired, early, otherwise, missed, overgrownKib], [12_000, 0, 0, 0, 0]);
  });

  const broken = [
    { name: "keeps what has fired in memory", figure: "overgrownKib", ...long },
    { name: "forgets holds at a restart", figure: "missed", settleMaxMs: 1 },
    { name: "tries before it is time", figure: "early" },
  ] as const;
  for (const { name, figure, ...other } of broken) {
    test(`the drill finds a server that ${name}`, async (t) => {
      const log = (line: string): void => t.diagnostic(line);
      const env = { SLUICE_BREAK: name };
      const figures = await runTimerDrill({ ...short, ...other, log, env });
      t.diagnostic(JSON.stringify(figures));
      assert(figures[figure] > 0);
    });
  }
});
