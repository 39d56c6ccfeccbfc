import type { Violation } from "../refresh/failure.ts";

/** What is wrong with a value. Texts are made of it where it is shown, in the language of the reader. */
export type Problem =
  | { readonly kind: "required" }
  | { readonly kind: "too_long"; readonly length: number; readonly lengthMax: number }
  | { readonly kind: "control_characters" }
  | { readonly kind: "not_whole" }
  | { readonly kind: "out_of_range"; readonly min: bigint; readonly max: bigint }
  | { readonly kind: "no_currency" }
  | { readonly kind: "not_amount"; readonly digits: number }
  | {
      readonly kind: "amount_out_of_range";
      readonly currencyCode: string;
      readonly min: bigint;
      readonly max: bigint;
    }
  | { readonly kind: "not_time" }
  /** Said by the page. */
  | { readonly kind: "told"; readonly text: string }
  /** Said by the server. */
  | { readonly kind: "violation"; readonly violation: Violation };
