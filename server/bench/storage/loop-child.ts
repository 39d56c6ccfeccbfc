/**
 * One side of the storage bench in a process of its own on one core: told over IPC what to write, it writes, and answers how long that
 * took.
 */
import { runBareLoop } from "./bare-loop.ts";
import { preparedOrders } from "./prepared-orders.ts";
import type { PreparedOptions } from "./prepared-orders.ts";
import { runStorageLoop } from "./storage-loop.ts";

export interface LoopTask extends PreparedOptions {
  readonly side: "storage" | "bare";
  readonly directory: string;
  readonly warmUpCount: number;
  readonly count: number;
  /** Orders that wait for their answer at once. */
  readonly inFlight: number;
}

export interface LoopResult {
  readonly ordersPerSecond: number;
  /** Time on the core per order. */
  readonly cpuMicrosPerOrder: number;
  readonly ordersPerBatch: number;
}

process.once("message", (task: LoopTask) => void answer(task));

async function answer(task: LoopTask): Promise<void> {
  const orders = preparedOrders(task.warmUpCount + task.count, task);
  const run = task.side === "storage" ? runStorageLoop : runBareLoop;
  const result = await run(task, orders);
  process.send?.(result, () => process.disconnect?.());
}
