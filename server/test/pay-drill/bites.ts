import type { Bite } from "../bite.ts";
import { inTempDirectory } from "../temp-directory.ts";
import { brokenParts } from "./broken-parts.ts";
import { runPayDrill } from "./run-pay-drill.ts";
import type { PayDrillOptions } from "./run-pay-drill.ts";

/** What was charged twice is refused to be given back twice, for ever: such a drill does not come to rest. */
const restMaxMs = 2_000;

/** What the payments drill has to find, the well-known recipe first, that moves on to another channel when one is late. */
export const payBites: readonly Bite[] = [
  {
    name: "takes a timeout for a failure",
    teller: "doubleCaptures",
    // Much of what is taken twice is told later, and given back as late money: of 60 payments none may be left.
    run: (log) => runBroken(log, { env: { PAYMENT_UNSAFE_FAILOVER: "1" }, count: 200 }),
  },
  ...Object.keys(brokenParts).map((name): Bite => {
    const entry = new URL("broken-server.ts", import.meta.url).pathname;
    const env = { SLUICE_BREAK: name };
    return { name, teller: "lost", run: (log) => runBroken(log, { entry, env }) };
  }),
];

async function runBroken(
  log: (line: string) => void,
  broken: Pick<PayDrillOptions, "entry" | "env"> & Partial<Pick<PayDrillOptions, "count">>,
): Promise<Readonly<Record<string, number>>> {
  return await inTempDirectory(async (directory) => {
    const { doubleCaptures, lost, unresolved, ledgerMismatches } = await runPayDrill({
      count: 60,
      kills: 2,
      seed: Date.now() % 2_147_483_648,
      ...broken,
      restMaxMs,
      directory,
      log,
    });
    return { doubleCaptures, lost, unresolved, ledgerMismatches };
  });
}
