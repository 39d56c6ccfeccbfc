import { present } from "../../core/assert.ts";
import type { Bite } from "../bite.ts";
import { inTempDirectory } from "../temp-directory.ts";
import { brokenParts } from "./broken-parts.ts";
import type { Figure } from "./finding.ts";
import { runKillDrill } from "./run-kill-drill.ts";

/** A broken server need not come to rest. */
const restMaxMs = 4_000;

/** For each break: the figure that has to tell of it, and the lives of the server that it takes. */
const tellers: Readonly<Record<string, readonly [Figure, cycles: number]>> = {
  "answers before the commit": ["lost", 2],
  "skips the key check": ["doubled", 1],
  "forgets keys at a restart": ["doubled", 2],
  "ignores held stock": ["sumErrors", 1],
  "answers refusals for orders it places": ["phantoms", 1],
  "ends holds early": ["holdErrors", 1],
  "forgets overdue holds at a restart": ["holdErrors", 2],
  "logs an order as it was before its end": ["logErrors", 1],
  "ships orders without a word in the log": ["logErrors", 2],
  "says paid and keeps the stock on hold": ["moneyErrors", 4],
  "books nothing of what goes back": ["moneyErrors", 3],
  "forgets at a restart what was sent to a channel": ["moneyErrors", 3],
};

/** What the kill drill has to find, the first of them in `npm test` too. */
export const killBites: readonly Bite[] = Object.keys(brokenParts).map((name) => {
  const [teller, cycles] = present(tellers[name], `what tells of "${name}"`);
  return { name, teller, run: (log) => runBroken({ name, cycles, log }) };
});

async function runBroken(options: {
  readonly name: string;
  readonly cycles: number;
  readonly log: (line: string) => void;
}): Promise<Readonly<Record<Figure, number>>> {
  const { name, cycles, log } = options;
  return await inTempDirectory(async (directory) => {
    const found = await runKillDrill({
      cycles,
      // The first life of this seed has 577 answers.
      seed: 3,
      directory,
      entry: new URL("broken-server.ts", import.meta.url).pathname,
      env: { SLUICE_BREAK: name },
      restMaxMs,
      log,
    });
    const { lost, phantoms, doubled, sumErrors, holdErrors, logErrors, moneyErrors } = found;
    return { lost, phantoms, doubled, sumErrors, holdErrors, logErrors, moneyErrors };
  });
}
