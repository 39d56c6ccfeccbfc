import type { OrderExport } from "./order-export.ts";
import { Slot } from "./slot.ts";

/** An export under way or ended. */
export interface RunningExport {
  readonly fileName: string;
  readonly export: OrderExport;
}

/** One at a time; it runs on while pages change, until it is dismissed. */
export const runningExport = new Slot<RunningExport>();
