import { parseArgs } from "node:util";
import { runLiveDrill } from "./live/run-live-drill.ts";

/**
 * `drill live [--subscribers 500] [--seconds 40] [--kills 2] [--seed n]`: lets subscribers of every kind watch a server under load
 * that is killed, and holds what each knows in the end against the log. Answers the figures; progress goes to stderr.
 */
export async function drillLive(argv: readonly string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      subscribers: { type: "string", default: "500" },
      seconds: { type: "string", default: "40" },
      kills: { type: "string", default: "2" },
      seed: { type: "string", default: String(Date.now() % 2_147_483_648) },
    },
  });
  const figures = await runLiveDrill({
    subscribers: wholeNumber("--subscribers", values.subscribers),
    seconds: wholeNumber("--seconds", values.seconds),
    kills: wholeNumber("--kills", values.kills),
    seed: wholeNumber("--seed", values.seed),
    log: (line) => void process.stderr.write(`live: ${line}\n`),
  });
  return { drill: "live", ...figures };
}

function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new Error(`${option} is a whole number from 1 on, not ${text}`);
}
