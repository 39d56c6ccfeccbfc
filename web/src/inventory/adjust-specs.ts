import { countSpec } from "../form/count-spec.ts";
import { reasonSpec } from "../form/reason-spec.ts";
import { stockMaxUnits } from "./adjust-preview.ts";

/** The fields of an adjustment, by their paths in AdjustStock. */
export const adjustSpecs = {
  delta: countSpec({ min: -stockMaxUnits, max: stockMaxUnits }),
  reason: reasonSpec,
};
