/** A number with its text: "1,200". Words that count take one, made by `formats.counted`. */
export interface Counted {
  readonly value: number | bigint;
  readonly text: string;
}

const rules = new Intl.PluralRules("en");

/** An English count with its noun: "1 item", "1,200 items". Chinese needs none: its nouns do not change. */
export function plural({ value, text }: Counted, one: string, other: string): string {
  return `${text} ${rules.select(Number(value)) === "one" ? one : other}`;
}
