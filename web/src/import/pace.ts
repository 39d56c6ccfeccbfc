/** How many rows were done at a moment. */
export interface PaceSample {
  readonly atMs: number;
  readonly doneCount: number;
}

/** Long enough that a slow chunk does not make the number jump. */
const windowMs = 5_000;

/** The samples of the last five seconds, and one before them. */
export function withSample(
  samples: readonly PaceSample[],
  sample: PaceSample,
): readonly PaceSample[] {
  const firstIn = samples.findIndex(({ atMs }) => atMs > sample.atMs - windowMs);
  const kept = firstIn === -1 ? samples.slice(-1) : samples.slice(Math.max(0, firstIn - 1));
  return [...kept, sample];
}

/** Rows a second over the samples; undefined as long as there is nothing to tell it by. */
export function rowsPerSecond(samples: readonly PaceSample[]): number | undefined {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined || last.atMs - first.atMs < 200) return undefined;
  return ((last.doneCount - first.doneCount) / (last.atMs - first.atMs)) * 1_000;
}
