import { coreBusyMs } from "../child.ts";
import type { Child } from "../child.ts";
import type { Probe } from "./capacity.ts";
import type { Load } from "./load.ts";
import type { Stretch } from "./open-loop.ts";

/** The core that servers under load run on. */
export const serverCore = 0;

/** What a server and its core did since `meterCore`. */
export interface CoreUse {
  readonly cpuMs: number;
  /** Share of the core that went to other programs. */
  readonly foreignShare: number;
}

/** Begins to meter the core of a server; answers how to read what came of it so far. */
export function meterCore(server: Pick<Child, "cpuMs">): () => CoreUse {
  const before = { cpuMs: server.cpuMs(), busyMs: coreBusyMs(serverCore), ms: performance.now() };
  return () => {
    const cpuMs = server.cpuMs() - before.cpuMs;
    const foreignMs = coreBusyMs(serverCore) - before.busyMs - cpuMs;
    return { cpuMs, foreignShare: Math.max(0, foreignMs / (performance.now() - before.ms)) };
  };
}

/** One stretch of load, with what it cost the server's core and what others took of that. The load has been aimed. */
export async function runProbe(
  server: Pick<Child, "cpuMs">,
  load: Load,
  stretch: Stretch,
): Promise<Probe> {
  const used = meterCore(server);
  const result = await load.run(stretch);
  const { cpuMs, foreignShare } = used();
  const answeredCount = Object.values(result.totals).reduce((sum, count) => sum + count, 0);
  return {
    ...result,
    ratePerSecond: stretch.ratePerSecond,
    cpuMicrosPerCall: (cpuMs * 1_000) / answeredCount,
    foreignShare,
  };
}
