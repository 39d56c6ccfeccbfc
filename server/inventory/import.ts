import type { CatalogueChange } from "./item.ts";

/** The state of one import; rows up to lastRow are done and skipped when they come again. */
export interface Import {
  /** UUID, made by the client. */
  readonly importId: string;
  readonly dryRun: boolean;
  readonly complete: boolean;
  readonly lastRow: number;
  readonly createdCount: number;
  readonly updatedCount: number;
  readonly unchangedCount: number;
  readonly errorCount: number;
  readonly skippedCount: number;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

/** What is wrong with a row: `field` is empty when it is the row as a whole. */
export interface RowProblem {
  readonly field: string;
  /** A FaultReason, or what the sender gave with a fault; may be empty then. */
  readonly reason: string;
  readonly description: string;
  readonly values?: Readonly<Record<string, string>>;
}

/** One row, already parsed: either well formed, or with what is wrong with its form. */
export interface ImportRow {
  /** Number in the source, from 1. */
  readonly row: number;
  readonly sku: string;
  readonly change: Pick<CatalogueChange, "name" | "price" | "perUserLimit" | "paused">;
  /** Signed units. */
  readonly stockDelta: number;
  readonly problems: readonly RowProblem[];
}

/** A row that failed. A row with several problems has several of these. */
export interface ImportError extends RowProblem {
  readonly row: number;
  readonly sku: string;
}

/** Most rows in one command: the weight of a batch is bounded by it. */
export const importRowsMax = 1_000;
