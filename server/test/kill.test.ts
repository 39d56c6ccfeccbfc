import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { TestContext } from "node:test";
import type { Figure } from "./kill/finding.ts";
import { runKillDrill } from "./kill/run-kill-drill.ts";
import type { KillFigures } from "./kill/run-kill-drill.ts";
import { straceMissing } from "./server-process.ts";
import { tempDirectory } from "./temp-directory.ts";

const figures = ["lost", "phantoms", "doubled", "sumErrors", "holdErrors", "logErrors"] as const;

function brokenPromises(found: KillFigures): Partial<Record<Figure, number>> {
  return Object.fromEntries(
    figures.flatMap((name) => (found[name] > 0 ? [[name, found[name]]] : [])),
  );
}

test("ten kills under load lose nothing, double nothing and leave every sum right", async (t) => {
  const seed = Date.now() % 2_147_483_648;
  const found = await runKillDrill({ cycles: 10, seed, log: (line) => t.diagnostic(line) });
  t.diagnostic(JSON.stringify(found));
  assert.deepEqual(brokenPromises(found), {});
  assert.equal(found.kills, 10);
  assert(found.acknowledged > 100, `${found.acknowledged} acknowledged`);
  assert(found.retried > 0 && found.replayed > 0, "no answer was asked for twice");
  if (straceMissing === false) assert(found.killsAtSync + found.killsAtWrite > 0);
});

/** For each break: the figure that has to tell of it (others may, too), and the lives of the server that it takes. */
const tellers: Readonly<Record<string, readonly [Figure, cycles: number]>> = {
  "answers before the commit": ["lost", 2],
  "skips the key check": ["doubled", 1],
  "forgets keys at a restart": ["doubled", 2],
  "ignores held stock": ["sumErrors", 1],
  "answers refusals for orders it places": ["phantoms", 1],
  "ends holds early": ["holdErrors", 1],
  "forgets overdue holds at a restart": ["holdErrors", 2],
  "logs an order as it was before its end": ["logErrors", 1],
};

suite("the kill drill reports a server that", { concurrency: 2 }, () => {
  for (const [name, [figure, cycles]] of Object.entries(tellers)) {
    test(name, async (t) => {
      const broken = brokenPromises(await runBroken(t, name, cycles));
      t.diagnostic(JSON.stringify(broken));
      assert(figure in broken, `${figure} is 0; told of ${JSON.stringify(broken)}`);
    });
  }
});

async function runBroken(t: TestContext, name: string, cycles: number): Promise<KillFigures> {
  return await runKillDrill({
    cycles,
    // The first life of this seed has 577 answers.
    seed: 3,
    directory: tempDirectory(t),
    entry: new URL("kill/broken-server.ts", import.meta.url).pathname,
    env: { SLUICE_BREAK: name },
    log: () => {},
  });
}
