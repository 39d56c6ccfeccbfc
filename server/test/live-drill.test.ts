import assert from "node:assert/strict";
import { test } from "node:test";
import { liveBites } from "./live/bites.ts";
import { noFindings } from "./live/check-subscriber.ts";
import { runLiveDrill } from "./live/run-live-drill.ts";

test("sixty subscribers of every pace lose nothing over two kills, and end as a fresh snapshot", async (t) => {
  const seed = Date.now() % 2_147_483_648;
  const log = (line: string): void => t.diagnostic(line);
  const figures = await runLiveDrill({ subscribers: 60, seconds: 6, kills: 2, seed, log });
  t.diagnostic(JSON.stringify(figures));
  const { lost, doubled, disordered, stateErrors } = figures;
  assert.deepEqual({ lost, doubled, disordered, stateErrors }, noFindings());
  assert.equal(figures.kills, 2);
  assert(figures.resumes > 60, `${figures.resumes} resumes`);
  assert(figures.events > 200 && figures.delivered > 500, "there was something to lose");
});

const [quickest = assert.fail()] = liveBites;

test(`the live drill reports a server that ${quickest.name}`, async (t) => {
  const found = await quickest.run((line) => t.diagnostic(line));
  assert((found[quickest.teller] ?? 0) > 0, JSON.stringify(found));
});
