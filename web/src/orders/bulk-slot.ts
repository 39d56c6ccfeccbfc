import type { BulkRun } from "./bulk-run.ts";
import type { OrderAction } from "./order-actions.ts";
import { Slot } from "./slot.ts";

/** An action on many orders, under way or ended. */
export interface RunningBulk {
  readonly action: OrderAction;
  readonly run: BulkRun;
  /** Tries again what was not done, on the orders as they are by now. */
  readonly retry: () => void;
}

/** One at a time; it runs on while pages change, until it is dismissed. */
export const runningBulk = new Slot<RunningBulk>();
