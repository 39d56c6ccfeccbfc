import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { ImportStatus } from "#gen/sluice/inventory/v1/import_pb.ts";
import type {
  Import as ImportMessage,
  ImportError as ImportErrorMessage,
} from "#gen/sluice/inventory/v1/import_pb.ts";
import type { Import, ImportError } from "./import.ts";

/** An import as the contract shows it. */
export function importMessage(progress: Import): ImportMessage {
  return {
    $typeName: "sluice.inventory.v1.Import",
    importId: progress.importId,
    dryRun: progress.dryRun,
    status: progress.complete ? ImportStatus.COMPLETE : ImportStatus.RUNNING,
    lastRow: BigInt(progress.lastRow),
    createdCount: BigInt(progress.createdCount),
    updatedCount: BigInt(progress.updatedCount),
    unchangedCount: BigInt(progress.unchangedCount),
    errorCount: BigInt(progress.errorCount),
    skippedCount: BigInt(progress.skippedCount),
    createdAt: timestampFromMs(progress.createdAtMs),
    updatedAt: timestampFromMs(progress.updatedAtMs),
  };
}

/** A row that failed, as the contract shows it. */
export function importErrorMessage(error: ImportError): ImportErrorMessage {
  const { sku, field, reason, description, values = {} } = error;
  return {
    $typeName: "sluice.inventory.v1.ImportError",
    row: BigInt(error.row),
    sku,
    field,
    reason,
    description,
    values: { ...values },
  };
}
