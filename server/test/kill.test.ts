import assert from "node:assert/strict";
import { test } from "node:test";
import { killBites } from "./kill/bites.ts";
import type { Figure } from "./kill/finding.ts";
import { runKillDrill } from "./kill/run-kill-drill.ts";
import type { KillFigures } from "./kill/run-kill-drill.ts";
import { straceMissing } from "./server-process.ts";

const figures = [
  "lost",
  "phantoms",
  "doubled",
  "sumErrors",
  "holdErrors",
  "logErrors",
  "moneyErrors",
] as const;

function brokenPromises(found: KillFigures): Partial<Record<Figure, number>> {
  return Object.fromEntries(
    figures.flatMap((name) => (found[name] > 0 ? [[name, found[name]]] : [])),
  );
}

test("five kills under load lose nothing, double nothing and leave every sum right", async (t) => {
  const seed = Date.now() % 2_147_483_648;
  const found = await runKillDrill({ cycles: 5, seed, log: (line) => t.diagnostic(line) });
  t.diagnostic(JSON.stringify(found));
  assert.deepEqual(brokenPromises(found), {});
  assert.equal(found.kills, 5);
  assert(found.acknowledged > 100, `${found.acknowledged} acknowledged`);
  assert(found.retried > 0 && found.replayed > 0, "no answer was asked for twice");
  assert(found.paid > 0 && found.shipped > 0, "hardly anything was paid or sent");
  if (straceMissing === false) assert(found.killsAtSync + found.killsAtWrite > 0);
});

const [quickest = assert.fail()] = killBites;

test(`the kill drill reports a server that ${quickest.name}`, async (t) => {
  const found = await quickest.run(() => undefined);
  t.diagnostic(JSON.stringify(found));
  assert((found[quickest.teller] ?? 0) > 0, JSON.stringify(found));
});
