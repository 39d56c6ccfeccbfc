/** A bug in this program, not something a caller or a disk did. */
export class AssertionError extends Error {
  override readonly name = "AssertionError";
}

/** Throws AssertionError with `message` unless `condition` holds. For bugs only. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new AssertionError(message);
}

/** Returns `value` unless it is undefined, which is a bug called `what`. */
export function present<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new AssertionError(`missing: ${what}`);
  return value;
}

/** Marks a place the compiler has proven unreachable. */
export function unreachable(value: never): never {
  throw new AssertionError(`unreachable: ${JSON.stringify(value)}`);
}
