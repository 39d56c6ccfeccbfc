import { parseArgs } from "node:util";
import { runTimerDrill } from "./timers/run-timer-drill.ts";

/**
 * `drill timers [--count 100000] [--seconds 60]`: `count` holds, retries and resolutions of payments fall due within that time, thousands of
 * them at one moment, over a server that is killed meanwhile. Answers what became of each, how late the worst was, and whether memory was flat;
 * progress goes to stderr.
 */
export async function drillTimers(argv: readonly string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      count: { type: "string", default: "100000" },
      seconds: { type: "string", default: "60" },
    },
  });
  const figures = await runTimerDrill({
    count: wholeNumber("--count", values.count),
    seconds: wholeNumber("--seconds", values.seconds),
    settleMaxMs: 60_000,
    log: (line) => void process.stderr.write(`timers: ${line}\n`),
  });
  return { drill: "timers", ...figures };
}

function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new Error(`${option} is a whole number from 1 on, not ${text}`);
}
