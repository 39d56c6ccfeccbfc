import type { Violation } from "../refresh/failure.ts";

/** What the server said, by field of the form, and what no field of it stands for. */
export interface ToldViolations {
  readonly byField: Readonly<Record<string, Violation>>;
  readonly rest: readonly Violation[];
}

/**
 * Puts what the server said to the fields it is about: the field itself, else the one that holds it, else the first that is a part of it
 * ("price" is told at "price.minor_units"). The first violation of a field is the one that is told there.
 */
export function tellFields(
  violations: readonly Violation[],
  names: readonly string[],
): ToldViolations {
  const byField: Record<string, Violation> = {};
  const rest: Violation[] = [];
  for (const violation of violations) {
    const name = fieldFor(violation.field, names);
    if (name === undefined) rest.push(violation);
    else byField[name] ??= violation;
  }
  return { byField, rest };
}

function fieldFor(path: string, names: readonly string[]): string | undefined {
  if (path === "") return undefined;
  if (names.includes(path)) return path;
  const holders = names.filter((name) => isPartOf(path, name));
  const nearest = holders.toSorted((left, right) => right.length - left.length)[0];
  return nearest ?? names.find((name) => isPartOf(name, path));
}

function isPartOf(path: string, whole: string): boolean {
  return path.startsWith(whole) && (path[whole.length] === "." || path[whole.length] === "[");
}
