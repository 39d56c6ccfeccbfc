import { setTimeout } from "node:timers/promises";
import { coreBusyMs } from "../child.ts";

const lookMs = 250;
const busyMaxShare = 0.1;
/**
 * Waits for other programs to leave both cores alone, for at most `patienceMs`: what a bench measures beside them is not
 * itself.
 */
export async function quietCores(patienceMs: number): Promise<void> {
  const startedMs = performance.now();
  while (performance.now() - startedMs < patienceMs) {
    const before = [coreBusyMs(0), coreBusyMs(1)];
    await setTimeout(lookMs);
    const busy = before.map((ms, core) => coreBusyMs(core) - ms);
    if (busy.every((ms) => ms <= lookMs * busyMaxShare)) return;
  }
}
