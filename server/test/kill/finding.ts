/** Which promise a finding breaks, under the name of the figure that counts it. */
export type Figure =
  | "lost"
  | "phantoms"
  | "doubled"
  | "sumErrors"
  | "holdErrors"
  | "logErrors"
  | "moneyErrors";

/** One broken promise, for people to read. */
export interface Finding {
  readonly figure: Figure;
  readonly text: string;
}

/** A time during which the server was up, by the wall clock. */
export interface UpTime {
  readonly fromMs: number;
  readonly toMs: number;
}
