import { Suspense, useSyncExternalStore } from "react";
import { lazyPart } from "../ui/lazy-part.ts";
import { runningBulk } from "./bulk-slot.ts";
import { runningExport } from "./export-slot.ts";

const BulkPanel = lazyPart(() => import("./bulk-panel.tsx").then((file) => file.BulkPanel));
const ExportPanel = lazyPart(() => import("./export-panel.tsx").then((file) => file.ExportPanel));

/** What runs, or ran and was not dismissed, whichever page began it. */
export function RunPanels() {
  const bulk = useSyncExternalStore(runningBulk.subscribe, runningBulk.value);
  const exporting = useSyncExternalStore(runningExport.subscribe, runningExport.value);
  return (
    <Suspense fallback={null}>
      {exporting && <ExportPanel running={exporting} />}
      {bulk && <BulkPanel bulk={bulk} />}
    </Suspense>
  );
}
