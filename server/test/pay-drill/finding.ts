/**
 * Which promise a finding breaks, under the name of the figure that counts it. Holds that end late have one of their own: on a machine that is
 * busy with something else they say more about the machine, the others never do.
 */
export type PayFigure = "doubleCaptures" | "lost" | "unresolved" | "ledgerMismatches" | "lateHolds";

/** One broken promise, for people to read. */
export interface PayFinding {
  readonly figure: PayFigure;
  readonly text: string;
}
