import fc from "fast-check";
import { realCore, runSequence } from "./model/run-sequence.ts";
import type { Core, Reached } from "./model/run-sequence.ts";
import { sequences } from "./model/steps.ts";

export interface ModelOptions {
  /** How many random sequences to play. */
  readonly sequences: number;
  /** 32-bit; the same seed plays the same sequences. */
  readonly seed: number;
  /** Told of failures, and of progress every few seconds. */
  readonly log: (line: string) => void;
  /** What is tried; the real code unless a test breaks it on purpose. */
  readonly core?: Core;
  /** Only the promises are checked, not the answers of the naive model. */
  readonly auditOnly?: boolean;
  /** Stops at the first failing sequence and leaves it as long as it was found. */
  readonly firstOnly?: boolean;
}

export interface ModelReport {
  readonly sequences: number;
  readonly commands: number;
  readonly failures: number;
  readonly seed: number;
  readonly seconds: number;
  /** How often each kind of outcome, reason and event was met. */
  readonly reached: ReadonlyMap<string, number>;
}

/** Sequences between two looks at the clock; the seed moves on with each chunk. */
const chunkMax = 10_000;
const failuresMax = 5;
const progressMs = 5_000;

/**
 * Plays random sequences of commands through decide and through a naive model of the rules, and checks promises P1, P2,
 * P4 and P8 after each batch. A failing sequence is logged with the seed and path that play it again. Gives up after 5.
 */
export function runModel(options: ModelOptions): ModelReport {
  const startedMs = performance.now();
  const totals = { sequences: 0, commands: 0, failures: 0, reached: new Map<string, number>() };
  let saidMs = startedMs;
  for (let chunk = 0; totals.sequences < options.sequences; chunk += 1) {
    const count = Math.min(chunkMax, options.sequences - totals.sequences);
    runChunk(options, totals, { seed: (options.seed + chunk) | 0, count });
    if (totals.failures >= (options.firstOnly === true ? 1 : failuresMax)) break;
    if (performance.now() - saidMs < progressMs) continue;
    saidMs = performance.now();
    options.log(`${totals.sequences} of ${options.sequences} sequences`);
  }
  const seconds = Math.round((performance.now() - startedMs) / 100) / 10;
  return { ...totals, seed: options.seed, seconds };
}

function runChunk(
  options: ModelOptions,
  totals: { sequences: number; commands: number; failures: number; reached: Reached },
  chunk: { readonly seed: number; readonly count: number },
): void {
  const { core = realCore, auditOnly = false, firstOnly = false } = options;
  const property = fc.property(sequences, (sequence) => {
    totals.commands += runSequence(sequence, { core, reached: totals.reached, auditOnly });
  });
  const { count: numRuns, seed } = chunk;
  const details = fc.check(property, {
    numRuns,
    seed,
    endOnFailure: firstOnly,
    includeErrorInReport: true,
  });
  totals.sequences += details.numRuns;
  if (!details.failed) return;
  totals.failures += 1;
  options.log(fc.defaultReportMessage(details) ?? `seed ${seed} failed`);
}
