import { parseArgs } from "node:util";
import type { Bite } from "./bite.ts";
import { killBites } from "./kill/bites.ts";
import { liveBites } from "./live/bites.ts";
import { payBites } from "./pay-drill/bites.ts";
import { timerBites } from "./timers/bites.ts";

const bites: readonly (readonly [drill: string, Bite])[] = [
  ...killBites.map((bite) => ["kill", bite] as const),
  ...liveBites.map((bite) => ["live", bite] as const),
  ...payBites.map((bite) => ["payments", bite] as const),
  ...timerBites.map((bite) => ["timers", bite] as const),
];

/**
 * `drill bites [--only text]`: breaks the server on purpose, in one way after the other, and lets the drill that is there for it run.
 * Answers how many breaks there were, and how many were not found out; what each drill saw goes to stderr.
 */
export async function drillBites(argv: readonly string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args: [...argv],
    options: { only: { type: "string", default: "" } },
  });
  const startedMs = performance.now();
  const tried = bites.filter(([drill, { name }]) => `${drill}: ${name}`.includes(values.only));
  if (tried.length === 0) throw new Error(`there is no break of the name "${values.only}"`);
  let missed = 0;
  for (const [drill, bite] of tried) if (!(await isFound(drill, bite))) missed += 1;
  const seconds = Math.round((performance.now() - startedMs) / 1_000);
  return { drill: "bites", breaks: tried.length, missed, seconds };
}

async function isFound(drill: string, { name, teller, run }: Bite): Promise<boolean> {
  const figures = await run(() => undefined);
  const found = (figures[teller] ?? 0) > 0;
  const verdict = found ? "found" : `MISSED, for ${teller} is 0`;
  process.stderr.write(`bites: ${drill}: ${name}: ${verdict} ${JSON.stringify(figures)}\n`);
  return found;
}
