import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { brokenCore } from "./model/broken-core.ts";
import type { Core } from "./model/run-sequence.ts";
import { paymentBreaks } from "./payments/model/breaks.ts";
import { Play } from "./payments/model/play.ts";
import { everyStep, sequences } from "./payments/model/steps.ts";
import type { Sequence, Step } from "./payments/model/steps.ts";

/** The shortest way to each situation that was met. */
type Ways = Map<string, { readonly onHand: number; readonly steps: readonly Step[] }>;

/** Longer than every time that a payment or a hold has. */
const late: Step = { do: "wait", ms: 200_000 };
const ways: Ways = new Map();

test("random sequences come to what the naive model says, and keep every promise", () => {
  const property = fc.property(sequences, (sequence) => playAll(sequence, ways));
  fc.assert(property, { numRuns: 20_000, seed: 20_261 });
});

test("so does every step from every situation they have met, in time and late, once and twice", () => {
  assert(ways.size >= 100, `hardly any situation was met: ${ways.size}`);
  meetEveryStep();
});

for (const [index, broken] of paymentBreaks.entries()) {
  test(`the model finds a core that ${broken.name}`, async () => {
    const core = await brokenCore(broken, 1_000 + index);
    const property = fc.property(sequences, (sequence) => playAll(sequence, new Map(), core));
    const run = fc.check(property, { numRuns: 4_000, seed: 1, endOnFailure: true });
    if (!run.failed) assert.throws(() => meetEveryStep(core));
  });
}

/** Plays a sequence, and notes the way to each situation that no batch of several commands has led to. */
function playAll({ onHand, steps }: Sequence, met: Ways, core?: Core): void {
  const play = new Play(onHand, core);
  const done: Step[] = [];
  const isPlain = steps.every(({ joins }) => !joins);
  for (const { step, joins } of steps) {
    play.step(step, joins);
    if (!isPlain) continue;
    done.push(step);
    play.commit();
    const { situation } = play;
    const known = met.get(situation);
    if (known === undefined || known.steps.length > done.length) {
      met.set(situation, { onHand, steps: [...done] });
    }
  }
  play.commit();
}

function meetEveryStep(core?: Core): void {
  for (const { onHand, steps } of ways.values()) {
    for (const step of everyStep) {
      for (const after of [[], [late]]) {
        const play = new Play(onHand, core);
        for (const each of [...steps, ...after, step, step]) play.step(each);
        play.commit();
      }
    }
  }
}
