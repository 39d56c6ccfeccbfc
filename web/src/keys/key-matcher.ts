/** The next key of a sequence comes within this time, or the sequence is forgotten. */
export const sequenceWindowMs = 1_000;

/** A sequence that was begun, and when its last key came. */
export interface KeyPrefix {
  readonly keys: string;
  readonly atMs: number;
}

/** What a key does: runs a binding, begins or goes on with a sequence, or nothing. */
export type KeyMatch<B> =
  | { readonly kind: "run"; readonly binding: B }
  | { readonly kind: "wait"; readonly prefix: KeyPrefix }
  | { readonly kind: "none" };

/**
 * Matches one more key against bindings, first come first served: "g" then "o" within a second is "g o". A key that does not go on with
 * what was begun stands for itself: after "g", "j" is still "j".
 */
export function matchKey<B extends { readonly keys: string }>(
  bindings: readonly B[],
  key: string,
  atMs: number,
  prefix: KeyPrefix | undefined,
): KeyMatch<B> {
  const going = prefix !== undefined && atMs - prefix.atMs <= sequenceWindowMs;
  const whole = going ? matchKeys(bindings, `${prefix.keys} ${key}`, atMs) : none;
  return whole.kind === "none" ? matchKeys(bindings, key, atMs) : whole;
}

/** Bindings of one place that cannot both be reached: the same keys twice, or keys with which others begin. */
export function clashesOf(keys: readonly string[]): readonly (readonly [string, string])[] {
  return keys.flatMap((left, index) =>
    keys
      .slice(index + 1)
      .filter((right) => left === right || begins(left, right) || begins(right, left))
      .map((right) => [left, right] as const),
  );
}

function matchKeys<B extends { readonly keys: string }>(
  bindings: readonly B[],
  keys: string,
  atMs: number,
): KeyMatch<B> {
  const binding = bindings.find((each) => each.keys === keys);
  if (binding !== undefined) return { kind: "run", binding };
  const begun = bindings.some((each) => begins(keys, each.keys));
  return begun ? { kind: "wait", prefix: { keys, atMs } } : none;
}

function begins(head: string, whole: string): boolean {
  return whole.startsWith(`${head} `);
}

const none = { kind: "none" } as const;
