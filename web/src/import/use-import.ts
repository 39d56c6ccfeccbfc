import { useSyncExternalStore } from "react";
import { importRunner } from "./browser-import.ts";
import type { RunState } from "./run-state.ts";

/** Where the import of this tab stands, now and whenever that changes. */
export function useImport(): RunState {
  return useSyncExternalStore(importRunner.subscribe, importRunner.state);
}
