import { cpus } from "node:os";

/** A figure that is compared with a target. */
export interface Ratio {
  readonly name: string;
  readonly value: number;
  readonly target: number;
  /** "least": the value should be at least the target; "most": at most. */
  readonly bound: "least" | "most";
  readonly unit?: string;
}

/** One row of the table: what was measured, with its figures by column. */
export interface Row {
  readonly name: string;
  readonly figures: Readonly<Record<string, number | string>>;
}

export interface Report {
  readonly bench: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly rows: readonly Row[];
  readonly ratios: readonly Ratio[];
  readonly notes: readonly string[];
}

/** Prints a report: a table for people, or one line of JSON as the last line of stdout. */
export function printReport(report: Report, json: boolean): void {
  const ratios = report.ratios.map((ratio) => ({ ...ratio, holds: holds(ratio) }));
  if (json) {
    console.log(JSON.stringify({ ...report, machine: machine(), ratios }));
    return;
  }
  console.log(`${report.bench} (${machine()})`);
  console.table(Object.fromEntries(report.rows.map(({ name, figures }) => [name, figures])));
  for (const ratio of ratios) console.log(ratioLine(ratio));
  for (const note of report.notes) console.log(`note: ${note}`);
}

/** True when the figure meets its target. */
export function holds({ value, target, bound }: Ratio): boolean {
  return bound === "least" ? value >= target : value <= target;
}

/** Tells whoever watches what goes on; never on stdout. */
export function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** The middle of the values; NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The value that a share of the values, 0 to 1, does not exceed; NaN for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** Rounds to three figures that matter, for tables. */
export function short(value: number): number {
  return value >= 1_000 ? Math.round(value) : Number(value.toPrecision(3));
}

function ratioLine(ratio: Ratio): string {
  const word = ratio.bound === "least" ? "at least" : "at most";
  const unit = ratio.unit === undefined ? "" : ` ${ratio.unit}`;
  const verdict = holds(ratio) ? "holds" : "FALLS SHORT";
  return `${verdict.padEnd(11)} ${ratio.name}: ${short(ratio.value)}${unit} (target: ${word} ${ratio.target}${unit})`;
}

function machine(): string {
  const all = cpus();
  return `${all.length} cores, ${all[0]?.model.trim() ?? "unknown"}, Node ${process.versions.node}`;
}
