import { parseCount } from "./count-text.ts";
import { right, wrong } from "./field-spec.ts";
import type { FieldSpec } from "./field-spec.ts";

/** A whole number in a range, both ends included. */
export function countSpec(range: {
  readonly min: bigint;
  readonly max: bigint;
}): FieldSpec<bigint> {
  const { min, max } = range;
  return {
    blank: "",
    read: (raw) => {
      if (raw.trim() === "") return wrong({ kind: "required" });
      const count = parseCount(raw);
      if (count === undefined) return wrong({ kind: "not_whole" });
      return count < min || count > max ? wrong({ kind: "out_of_range", min, max }) : right(count);
    },
  };
}
