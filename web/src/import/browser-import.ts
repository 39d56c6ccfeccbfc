import { newIdempotencyKey } from "../form/random-uuid.ts";
import { ImportRecords } from "./import-records.ts";
import { ImportRunner } from "./import-runner.ts";
import { keptFiles } from "./kept-files.ts";
import type { RunEvent } from "./run-state.ts";
import { tellEnd } from "./tell-end.ts";

/** Imports that this browser has begun and not ended. */
export const importRecords = new ImportRecords(browserStorage());

/** The one import of this tab. */
export const importRunner = new ImportRunner({
  openThread({ onEvent, onCrash }) {
    const worker = new Worker(new URL("import-worker.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<RunEvent>) => onEvent(data));
    worker.addEventListener("error", ({ message }) => onCrash(message || "the code did not load"));
    return {
      // A worker has one other end; only windows have origins.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      tell: (message) => worker.postMessage(message),
      end: () => worker.terminate(),
    };
  },
  records: importRecords,
  files: keptFiles,
  newId: newIdempotencyKey,
  wallMs: () => Date.now(),
});

tellEnd(importRunner);

/** Reading `localStorage` throws where storage is switched off. */
function browserStorage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}
