import { parseArgs } from "node:util";
import { runModel } from "./model.ts";

/**
 * `drill model [--count 1000000] [--seed n]`: plays random sequences of commands through the decisions and a naive model
 * of them. Progress and failures go to stderr; a seed that failed plays the same sequences again.
 */
export async function drillModel(argv: readonly string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args: [...argv],
    options: { count: { type: "string" }, seed: { type: "string" } },
  });
  const sequences = wholeNumber("--count", values.count ?? "1000000", 1);
  const seed = wholeNumber("--seed", values.seed ?? String(Date.now() % 2_147_483_648), 0);
  const {
    commands,
    failures,
    seconds,
    sequences: played,
  } = runModel({
    sequences,
    seed,
    log: toStderr,
  });
  return { drill: "model", sequences: played, commands, failures, seed, seconds };
}

function toStderr(line: string): void {
  process.stderr.write(`model: ${line}\n`);
}

function wholeNumber(option: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new Error(`${option} is a whole number from ${least} on, not ${text}`);
}
