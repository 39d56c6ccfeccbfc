import { parseArgs } from "node:util";
import { canTrace, replayTracedWrites } from "./traced-writes/replay.ts";

/**
 * `drill durability [--boundaries 300] [--disks 4] [--orders 900] [--seed n]`: places orders under strace, with
 * checkpoints and kills, and cuts the power at that many moments, on so many disks each. Failures go to stderr.
 */
export async function drillDurability(argv: readonly string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      boundaries: { type: "string", default: "300" },
      disks: { type: "string", default: "4" },
      orders: { type: "string", default: "900" },
      seed: { type: "string", default: String(Date.now() % 2_147_483_648) },
    },
  });
  if (!canTrace()) throw new Error("the durability drill needs strace, and leave to trace");
  const startedMs = performance.now();
  const seed = wholeNumber("--seed", values.seed);
  const { failures, ...counts } = await replayTracedWrites({
    orders: wholeNumber("--orders", values.orders),
    seed,
    checkpointWalBytes: 262_144,
    lives: 6,
    broken: undefined,
    boundaries: wholeNumber("--boundaries", values.boundaries),
    disksEach: wholeNumber("--disks", values.disks),
  });
  for (const failure of failures) process.stderr.write(`durability: ${failure}\n`);
  const seconds = Math.round((performance.now() - startedMs) / 1000);
  return { drill: "durability", ...counts, failures: failures.length, seed, seconds };
}

function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new Error(`${option} is a whole number from 1 on, not ${text}`);
}
