import { relative } from "node:path";

/** A file of tests, by its whole path, and how long its process took. */
export interface TimedFile {
  readonly file: string;
  readonly durationMs: number;
}

/** A table of the `max` files that took longest, for whoever wants a faster run: seconds on the clock, beside others that ran at the time. */
export function slowestFiles(
  timed: readonly TimedFile[],
  max: number,
  root: string = process.cwd(),
): string {
  const slowest = timed.toSorted((a, b) => b.durationMs - a.durationMs).slice(0, max);
  const rows = slowest.map(({ file, durationMs }) => {
    const seconds = (durationMs / 1_000).toFixed(1);
    return `${seconds.padStart(7)} s  ${relative(root, file)}`;
  });
  return ["slowest files:", ...rows].join("\n");
}
