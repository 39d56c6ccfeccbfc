import type { LoopResult } from "./loop-child.ts";

/** Measures from now on: wall time and the time of all threads of this process. */
export function startStopwatch(): (counts: { orders: number; batches: number }) => LoopResult {
  const startedMs = performance.now();
  const cpuBefore = process.cpuUsage();
  return ({ orders, batches }) => {
    const { user, system } = process.cpuUsage(cpuBefore);
    return {
      ordersPerSecond: (orders * 1_000) / (performance.now() - startedMs),
      cpuMicrosPerOrder: (user + system) / orders,
      ordersPerBatch: orders / batches,
    };
  };
}
