import type { Import } from "#gen/sluice/inventory/v1/import_pb.ts";
import type { Counts } from "./run-state.ts";

/** The counts of an import as the page has them; none before its first row. */
export function countsOf(progress: Import | undefined): Counts {
  return {
    lastRow: Number(progress?.lastRow ?? 0n),
    createdCount: Number(progress?.createdCount ?? 0n),
    updatedCount: Number(progress?.updatedCount ?? 0n),
    unchangedCount: Number(progress?.unchangedCount ?? 0n),
    errorCount: Number(progress?.errorCount ?? 0n),
  };
}
