/** Where a practice sale stands. */
export type SaleStatus = "running" | "ended" | "stopped" | "failed";

/** What the buyers have met so far. Retries and second clicks are not orders of their own. */
export interface SaleCounts {
  readonly sentCount: number;
  readonly placedCount: number;
  readonly refusedCount: number;
  readonly failedCount: number;
}

/** What was asked for. */
export interface SalePlan {
  /** Orders a second, 1 to 500. */
  readonly peakPerSecond: number;
  readonly durationMs: number;
  readonly seed: bigint;
}

/** A practice sale as it stands. */
export interface Sale extends SaleCounts {
  readonly saleId: string;
  readonly status: SaleStatus;
  readonly startedAtMs: number;
  /** When it will end, or did. */
  readonly endsAtMs: number;
  readonly peakPerSecond: number;
  readonly skus: readonly string[];
  /** Why it failed; empty otherwise. */
  readonly failure: string;
}
