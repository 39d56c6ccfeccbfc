import type { Problem } from "./problem.ts";

/** What stands in the fields of a form, by the path of the field in the request: "price.minor_units". */
export type RawValues = Readonly<Record<string, string>>;

/** A value read from a field, or what is wrong with what stands there. */
export type Reading<T> =
  | { readonly kind: "value"; readonly value: T }
  | { readonly kind: "problem"; readonly problem: Problem };

/** How a field is read. What stands in it stays a text until the form is sent, so that nothing typed is ever lost. */
export interface FieldSpec<T> {
  /** What stands in the field at first. */
  readonly blank: string;
  readonly read: (raw: string, all: RawValues) => Reading<T>;
}

export type FieldSpecs = Readonly<Record<string, FieldSpec<unknown>>>;

/** The values of a form whose fields are all as they should be. */
export type FieldValues<S extends FieldSpecs> = {
  readonly [K in keyof S]: S[K] extends FieldSpec<infer T> ? T : never;
};

/** A line or more of text, 1 to `lengthMax` characters (code points), as the server counts them. */
export function textSpec(options: {
  readonly lengthMax: number;
  readonly lines?: "one" | "many";
  /** Answers what else is wrong, in the reader's words; undefined when nothing is. */
  readonly check?: (text: string) => string | undefined;
}): FieldSpec<string> {
  const { lengthMax, lines = "one", check } = options;
  const forbidden = lines === "one" ? /\p{Cc}/u : /[^\P{Cc}\n\t]/u;
  return {
    blank: "",
    read: (raw) => {
      const text = raw.trim().replaceAll("\r\n", "\n");
      if (text === "") return wrong({ kind: "required" });
      const length = codePoints(text);
      if (length > lengthMax) return wrong({ kind: "too_long", length, lengthMax });
      if (forbidden.test(text)) return wrong({ kind: "control_characters" });
      const told = check?.(text);
      return told === undefined ? right(text) : wrong({ kind: "told", text: told });
    },
  };
}

/** Characters as the server counts them. */
function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** One of a few values. */
export function choiceSpec<const V extends string>(values: readonly V[]): FieldSpec<V> {
  return {
    blank: "",
    read: (raw) => {
      const value = values.find((each) => each === raw);
      return value === undefined ? wrong({ kind: "required" }) : right(value);
    },
  };
}

/** What stands in a flag that is set; an empty text in one that is not. */
export const flagSet = "yes";

/** Yes or no. */
export function flagSpec(): FieldSpec<boolean> {
  return { blank: "", read: (raw) => right(raw === flagSet) };
}

/** The same field, which may be left empty: then it has no value. */
export function optional<T>(spec: FieldSpec<T>): FieldSpec<T | undefined> {
  return {
    blank: spec.blank,
    read: (raw, all) => (raw.trim() === "" ? right(undefined) : spec.read(raw, all)),
  };
}

/** A value that is as it should be. */
export function right<T>(value: T): Reading<T> {
  return { kind: "value", value };
}

/** A value that is not. */
export function wrong(problem: Problem): Reading<never> {
  return { kind: "problem", problem };
}
