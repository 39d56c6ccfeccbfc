import { present } from "../../core/assert.ts";
import type { MemorySample } from "./memory-watch.ts";
import type { Timers } from "./set-timers.ts";

/** Before this sample caches fill, and functions are compiled. */
const warmSample = 2;
/** What may be held more at the end than then: points of metrics, compiled code, payments on their way; and of each timer that has fired since. */
const growthMaxBytes = 2.5 * 2 ** 20;
const growthPerTimerMaxBytes = 16;

/** Whether memory was flat: what is held at the end beyond what was held when a third of a life was over. */
export function memoryFigures(samples: readonly MemorySample[], timers: Timers) {
  const warm = present(samples[warmSample], "a sample");
  const last = present(samples.at(-1), "a sample");
  const between = [...timers.values()].filter(({ dueMs }) => {
    return warm.atMs < dueMs && dueMs <= last.atMs;
  }).length;
  const grownBytes = last.heldBytes - warm.heldBytes;
  const allowedBytes = growthMaxBytes + between * growthPerTimerMaxBytes;
  return {
    heldMib: samples.map(({ heldBytes }) => Number((heldBytes / 2 ** 20).toFixed(1))),
    residentMib: samples.map(({ residentMaxBytes }) => Math.round(residentMaxBytes / 2 ** 20)),
    grownPerTimerBytes: Math.round(grownBytes / Math.max(1, between)),
    /** Held more than a memory that is flat would. */
    overgrownKib: Math.max(0, Math.ceil((grownBytes - allowedBytes) / 2 ** 10)),
  };
}
