import { coreBusyMs } from "../child.ts";
import type { Child } from "../child.ts";
import type { Probe } from "./capacity.ts";
import type { Load } from "./load.ts";
import type { Stretch } from "./open-loop.ts";

/** The core that servers under load run on. */
export const serverCore = 0;

/** One stretch of load, with what it cost the server's core and what others took of that. The load has been aimed. */
export async function runProbe(
  server: Pick<Child, "cpuMs">,
  load: Load,
  stretch: Stretch,
): Promise<Probe> {
  const before = { cpuMs: server.cpuMs(), busyMs: coreBusyMs(serverCore), ms: performance.now() };
  const result = await load.run(stretch);
  const cpuMs = server.cpuMs() - before.cpuMs;
  const foreignMs = coreBusyMs(serverCore) - before.busyMs - cpuMs;
  const answeredCount = Object.values(result.totals).reduce((sum, count) => sum + count, 0);
  return {
    ...result,
    ratePerSecond: stretch.ratePerSecond,
    cpuMicrosPerCall: (cpuMs * 1_000) / answeredCount,
    foreignShare: Math.max(0, foreignMs / (performance.now() - before.ms)),
  };
}
