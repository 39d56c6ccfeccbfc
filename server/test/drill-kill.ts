import { parseArgs } from "node:util";
import { runKillDrill } from "./kill/run-kill-drill.ts";

/**
 * `drill kill [--cycles 100] [--seed n]`: kills a server under load and restarts it, `cycles` times, and checks what
 * became of every write. Answers the figures; progress and findings go to stderr.
 */
export async function drillKill(argv: readonly string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args: [...argv],
    options: { cycles: { type: "string" }, seed: { type: "string" } },
  });
  const cycles = wholeNumber("--cycles", values.cycles ?? "100");
  const seed = wholeNumber("--seed", values.seed ?? String(Date.now() % 2_147_483_648));
  return { drill: "kill", ...(await runKillDrill({ cycles, seed, log: toStderr })) };
}

function toStderr(line: string): void {
  process.stderr.write(`kill: ${line}\n`);
}

function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new Error(`${option} is a whole number from 1 on, not ${text}`);
}
