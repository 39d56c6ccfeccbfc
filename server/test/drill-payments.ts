import { parseArgs } from "node:util";
import { runPayDrill, unsafeFailover } from "./pay-drill/run-pay-drill.ts";

/**
 * `drill payments [--count 10000] [--kills n] [--seed n] [--unsafe-failover]`: pays `count` times at two providers that fail on purpose,
 * kills them and Sluice meanwhile, and holds the end against the ledgers of the providers. With --unsafe-failover Sluice takes a timeout
 * for a failure, and the drill has to report double captures. Answers the figures; progress and findings go to stderr.
 */
export async function drillPayments(argv: readonly string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      count: { type: "string", default: "10000" },
      kills: { type: "string" },
      seed: { type: "string", default: String(Date.now() % 2_147_483_648) },
      "unsafe-failover": { type: "boolean", default: false },
    },
  });
  const count = wholeNumber("--count", values.count);
  const figures = await runPayDrill({
    count,
    kills: wholeNumber("--kills", values.kills ?? String(killsOf(count))),
    seed: wholeNumber("--seed", values.seed),
    // What was charged twice is refused to be given back twice, for ever: such a drill does not come to rest.
    ...(values["unsafe-failover"] && {
      ...unsafeFailover,
      restMaxMs: unsafeRestMaxMs,
    }),
    log: (line) => void process.stderr.write(`payments: ${line}\n`),
  });
  return { drill: "payments", ...figures };
}

const unsafeRestMaxMs = 10_000;

/** Two in a short drill, one for every 300 payments in a long one. */
function killsOf(count: number): number {
  return Math.max(2, Math.round(count / 300));
}

function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new Error(`${option} is a whole number from 1 on, not ${text}`);
}
