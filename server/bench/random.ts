/** A number from 0 (included) to 1 (excluded). */
export type Random = () => number;

/** A small seeded generator (mulberry32): the same seed gives the same run. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Time to the next arrival of a Poisson process, in the unit of `mean`. */
export function exponential(random: Random, mean: number): number {
  return -Math.log(1 - random()) * mean;
}

/** Draws an index below `count`: all alike, or by Zipf's law with the exponent `skew`. */
export function indexSampler(count: number, skew: number): (random: Random) => number {
  if (skew === 0) return (random) => Math.floor(random() * count);
  const sums = new Float64Array(count);
  let sum = 0;
  for (let index = 0; index < count; index += 1) {
    sum += (index + 1) ** -skew;
    sums[index] = sum;
  }
  return (random) => firstAtLeast(sums, random() * sum);
}

function firstAtLeast(sums: Float64Array, target: number): number {
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sums[middle] ?? 0) < target) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Makes UUIDs from a seeded generator: version 7 (by the wall and a counter, as clients should) or version 4. */
export function keyMaker(random: Random, version: "v4" | "v7"): () => string {
  let count = 0;
  const hex = (digits: number): string =>
    Math.floor(random() * 16 ** digits)
      .toString(16)
      .padStart(digits, "0");
  const tail = (): string => `${(8 + Math.floor(random() * 4)).toString(16)}${hex(3)}-${hex(12)}`;
  if (version === "v4") return () => `${hex(8)}-${hex(4)}-4${hex(3)}-${tail()}`;
  return () => {
    count = (count + 1) % 4096;
    const time = Date.now().toString(16).padStart(12, "0");
    return `${time.slice(0, 8)}-${time.slice(8)}-7${count.toString(16).padStart(3, "0")}-${tail()}`;
  };
}
