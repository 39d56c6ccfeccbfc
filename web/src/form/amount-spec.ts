import { fractionDigits } from "../ui/money-text.ts";
import { parseAmount } from "./amount-text.ts";
import { right, wrong } from "./field-spec.ts";
import type { FieldSpec, RawValues, Reading } from "./field-spec.ts";

/** An amount in minor units. Its currency stands in the field `currency`, or is given by its code. */
export function amountSpec(options: {
  readonly currency: { readonly field: string } | { readonly code: string };
  readonly min: bigint;
  readonly max: bigint;
}): FieldSpec<bigint> {
  const { currency, min, max } = options;
  return {
    blank: "",
    read: (raw, all) => {
      if (raw.trim() === "") return wrong({ kind: "required" });
      const currencyCode = codeOf(currency, all);
      if (!isCurrencyCode(currencyCode)) return wrong({ kind: "no_currency" });
      return readAmount(raw, { currencyCode, min, max });
    },
  };
}

/** Three capital letters, as in "EUR". Small ones are taken for capitals. */
export function currencySpec(): FieldSpec<string> {
  return {
    blank: "",
    read: (raw) => {
      const code = raw.trim().toUpperCase();
      if (code === "") return wrong({ kind: "required" });
      return isCurrencyCode(code) ? right(code) : wrong({ kind: "no_currency" });
    },
  };
}

/** The currency that stands in a form, or is given. */
export function codeOf(
  currency: { readonly field: string } | { readonly code: string },
  all: RawValues,
): string {
  return "code" in currency ? currency.code : (all[currency.field] ?? "").trim().toUpperCase();
}

export function isCurrencyCode(text: string): boolean {
  return /^[A-Z]{3}$/.test(text);
}

function readAmount(
  raw: string,
  limits: { readonly currencyCode: string; readonly min: bigint; readonly max: bigint },
): Reading<bigint> {
  const digits = fractionDigits(limits.currencyCode);
  const minorUnits = parseAmount(raw, digits);
  if (minorUnits === undefined) return wrong({ kind: "not_amount", digits });
  const fits = minorUnits >= limits.min && minorUnits <= limits.max;
  return fits ? right(minorUnits) : wrong({ kind: "amount_out_of_range", ...limits });
}
