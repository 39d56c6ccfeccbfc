import { textSpec } from "./field-spec.ts";

/** Characters of a reason that are kept, as the contract has it. */
export const reasonMaxLength = 500;

/** Why somebody does something: whatever it is, it has to be said. */
export const reasonSpec = textSpec({ lengthMax: reasonMaxLength });
