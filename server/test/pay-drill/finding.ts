/** Which promise a finding breaks, under the name of the figure that counts it. */
export type PayFigure = "doubleCaptures" | "lost" | "unresolved" | "ledgerMismatches";

/** One broken promise, for people to read. */
export interface PayFinding {
  readonly figure: PayFigure;
  readonly text: string;
}
