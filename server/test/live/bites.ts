import { present } from "../../core/assert.ts";
import type { Bite } from "../bite.ts";
import { brokenParts } from "./broken-parts.ts";
import { noFindings } from "./check-subscriber.ts";
import type { Findings } from "./check-subscriber.ts";
import { runLiveDrill } from "./run-live-drill.ts";

/** For each break the figure that has to tell of it. */
const tellers: Readonly<Record<string, keyof Findings>> = {
  "drops a frame": "lost",
  "resumes too early": "doubled",
  "forgets rows of items": "stateErrors",
};

/** On a busy machine a short drill may end before much was sent: a break is looked for until something could be lost. */
const attemptsMax = 4;

/** What the live drill has to find, the first of them in `npm test` too. */
export const liveBites: readonly Bite[] = Object.keys(brokenParts).map((name) => {
  const teller = present(tellers[name], `what tells of "${name}"`);
  return { name, teller, run: (log) => untilFound({ name, teller, log }) };
});

async function untilFound(options: {
  readonly name: string;
  readonly teller: keyof Findings;
  readonly log: (line: string) => void;
}): Promise<Readonly<Record<keyof Findings, number>>> {
  const { name, teller, log } = options;
  let found = noFindings();
  for (let attempt = 1; attempt <= attemptsMax && found[teller] === 0; attempt += 1) {
    const { lost, doubled, disordered, stateErrors } = await runLiveDrill({
      subscribers: 30,
      seconds: 3 * attempt,
      kills: 1,
      seed: Date.now() % 2_147_483_648,
      entry: new URL("broken-server.ts", import.meta.url).pathname,
      env: { SLUICE_BREAK: name },
      log,
    });
    found = { lost, doubled, disordered, stateErrors };
  }
  return { ...found };
}
