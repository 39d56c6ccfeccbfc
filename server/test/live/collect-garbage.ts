import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { turns } from "./turns.ts";

/** Collects what nobody holds any more, and answers the bytes of the heap that are left. */
export async function collectGarbage(): Promise<number> {
  // What a turn has looked at through a WeakRef lives until the turn is over.
  await turns();
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  return process.memoryUsage().heapUsed;
}
