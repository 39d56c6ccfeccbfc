import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { TestContext } from "node:test";
import { brokenParts } from "./live/broken-parts.ts";
import { noFindings } from "./live/check-subscriber.ts";
import type { Findings } from "./live/check-subscriber.ts";
import { runLiveDrill } from "./live/run-live-drill.ts";
import type { LiveDrillOptions } from "./live/run-live-drill.ts";

async function run(t: TestContext, options: Partial<LiveDrillOptions>) {
  const seed = Date.now() % 2_147_483_648;
  const log = (line: string): void => t.diagnostic(line);
  const figures = await runLiveDrill({
    subscribers: 60,
    seconds: 6,
    kills: 2,
    seed,
    log,
    ...options,
  });
  t.diagnostic(JSON.stringify(figures));
  const { lost, doubled, disordered, stateErrors } = figures;
  return { figures, findings: { lost, doubled, disordered, stateErrors } };
}

test("sixty subscribers of every pace lose nothing over two kills, and end as a fresh snapshot", async (t) => {
  const { figures, findings } = await run(t, {});
  assert.deepEqual(findings, noFindings());
  assert.equal(figures.kills, 2);
  assert(figures.resumes > 60, `${figures.resumes} resumes`);
  assert(figures.events > 200 && figures.delivered > 500, "there was something to lose");
});

/** The figures that have to tell of each break; others may, too. */
const tellers: Readonly<Record<string, keyof Findings>> = {
  "drops a frame": "lost",
  "resumes too early": "doubled",
  "forgets rows of items": "stateErrors",
};

/** On a busy machine a short drill may end before much was sent: a break is looked for until something could be lost. */
const attemptsMax = 4;

suite("the live drill reports a server that", () => {
  for (const name of Object.keys(brokenParts)) {
    test(name, async (t) => {
      const teller = tellers[name];
      assert(teller !== undefined);
      let found = noFindings();
      for (let attempt = 1; attempt <= attemptsMax && found[teller] === 0; attempt += 1) {
        const { findings } = await run(t, {
          subscribers: 30,
          seconds: 3 * attempt,
          kills: 1,
          entry: new URL("live/broken-server.ts", import.meta.url).pathname,
          env: { SLUICE_BREAK: name },
        });
        found = findings;
      }
      assert(found[teller] > 0, JSON.stringify(found));
    });
  }
});
