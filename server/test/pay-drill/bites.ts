import type { Bite } from "../bite.ts";
import { inTempDirectory } from "../temp-directory.ts";
import { brokenParts } from "./broken-parts.ts";
import { runPayDrill, unsafeFailover } from "./run-pay-drill.ts";
import type { PayDrillOptions } from "./run-pay-drill.ts";

/** What was charged twice is refused to be given back twice, for ever: such a drill does not come to rest. */
const unsafeRestMaxMs = 2_000;
/** Long enough for both looks at what a provider tells nobody: a server that is whole has found all of it by then. */
const restMaxMs = 15_000;

/** What the payments drill has to find, the well-known recipe first, that moves on to another channel when one is late. */
export const payBites: readonly Bite[] = [
  {
    name: "takes a timeout for a failure",
    teller: "doubleCaptures",
    // Much of what is taken twice is told later, and given back as late money: of 60 payments none may be left.
    run: (log) => runBroken(log, { ...unsafeFailover, count: 200, restMaxMs: unsafeRestMaxMs }),
  },
  ...Object.keys(brokenParts).map((name): Bite => {
    const entry = new URL("broken-server.ts", import.meta.url).pathname;
    const env = { SLUICE_BREAK: name };
    return { name, teller: "lost", run: (log) => runBroken(log, { entry, env, restMaxMs }) };
  }),
];

async function runBroken(
  log: (line: string) => void,
  broken: Pick<PayDrillOptions, "entry" | "env" | "untold" | "restMaxMs"> &
    Partial<Pick<PayDrillOptions, "count">>,
): Promise<Readonly<Record<string, number>>> {
  return await inTempDirectory(async (directory) => {
    const { doubleCaptures, lost, unresolved, ledgerMismatches } = await runPayDrill({
      count: 100,
      kills: 2,
      seed: Date.now() % 2_147_483_648,
      ...broken,
      directory,
      log,
    });
    return { doubleCaptures, lost, unresolved, ledgerMismatches };
  });
}
