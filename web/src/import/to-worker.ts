import type { Wishes } from "./inspect-file.ts";
import type { RunOrder } from "./run-job.ts";

/** What the page tells the thread of an import. What the thread tells the page are events of a run. */
export type ToWorker =
  | { readonly kind: "inspect"; readonly file: File; readonly wishes: Wishes }
  | { readonly kind: "run"; readonly file: File; readonly order: RunOrder }
  /** Send no further chunk. */
  | { readonly kind: "stop" };
