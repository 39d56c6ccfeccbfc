import { parseArgs } from "node:util";

/** What a part of this bench is told; each reads the options it has from `argv`. */
export interface PartOptions {
  readonly json: boolean;
  readonly argv: readonly string[];
}

/** Options that are numbers, by name; their defaults where they are not given. */
export function numberOptions<N extends string>(
  argv: readonly string[],
  defaults: Readonly<Record<N, number>>,
): Readonly<Record<N, number>> {
  const names = Object.keys(defaults) as N[];
  const given = names.map((name) => [name, Number(textOption(argv, name) ?? defaults[name])]);
  return Object.fromEntries(given) as Record<N, number>;
}

/** An option that is a text; undefined when it is not given. */
export function textOption(argv: readonly string[], name: string): string | undefined {
  const options = { [name]: { type: "string" } } as const;
  const value = parseArgs({ args: [...argv], strict: false, options }).values[name];
  return typeof value === "string" ? value : undefined;
}
