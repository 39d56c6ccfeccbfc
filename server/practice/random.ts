/** A number from 0 (included) to 1 (excluded). */
export type Random = () => number;

/**
 * A small generator with all 64 bits of the seed in its state: the same seed gives the same numbers.
 * Source: sfc32 of PractRand by Chris Doty-Humphrey; the first rounds are thrown away, they still show the seed.
 */
export function seededRandom(seed: bigint): Random {
  let a = Number(BigInt.asIntN(32, seed));
  let b = Number(BigInt.asIntN(32, seed >> 32n));
  let c = 0x2545f491;
  let counter = 1;
  const next = (): number => {
    const drawn = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + drawn) | 0;
    return (drawn >>> 0) / 4_294_967_296;
  };
  for (let round = 0; round < 15; round += 1) next();
  return next;
}

/** Time to the next arrival of a Poisson process, in the unit of `mean`. */
export function exponential(random: Random, mean: number): number {
  return -Math.log(1 - random()) * mean;
}

/** How often something happens that goes on with `chance` each time: 1 at least, `max` at most. */
export function geometric(random: Random, chance: number, max: number): number {
  let count = 1;
  while (count < max && random() < chance) count += 1;
  return count;
}

/** A number between two others. */
export function between(random: Random, low: number, high: number): number {
  return low + random() * (high - low);
}

/** One of `choices`, each as likely as its weight says. There must be one. */
export function weighted<T extends { readonly weight: number }>(
  random: Random,
  choices: readonly [T, ...T[]],
): T {
  let left = random() * choices.reduce((sum, { weight }) => sum + weight, 0);
  for (const choice of choices) {
    left -= choice.weight;
    if (left < 0) return choice;
  }
  return choices[0];
}
