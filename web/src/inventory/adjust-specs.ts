import { countSpec } from "../form/count-spec.ts";
import { textSpec } from "../form/field-spec.ts";
import { stockMaxUnits } from "./adjust-preview.ts";

/** Characters of a reason that are kept, as the contract has it. */
const reasonMaxLength = 500;

/** The fields of an adjustment, by their paths in AdjustStock. */
export const adjustSpecs = {
  delta: countSpec({ min: -stockMaxUnits, max: stockMaxUnits }),
  reason: textSpec({ lengthMax: reasonMaxLength }),
};
