import type { Formats } from "../ui/formats.ts";
import { fractionDigits } from "../ui/money-text.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { codeOf, isCurrencyCode } from "./amount-spec.ts";
import { parseAmount } from "./amount-text.ts";
import { Field } from "./field.tsx";
import type { FieldProps } from "./field.tsx";
import { formWords } from "./words.ts";
import styles from "./field.module.css";

/** An amount of money as a decimal text. Says how it is read where that could be another way. */
export function AmountField<N extends string>(
  props: FieldProps<N> & {
    /** As in its spec. */
    readonly currency: { readonly field: N } | { readonly code: string };
  },
) {
  const { form, name, currency } = props;
  const code = codeOf(currency, form.raw);
  const words = useWords(formWords);
  const read = readingOf(form.raw[name], code, useFormats());
  return (
    <Field
      {...props}
      reading={
        read !== undefined && (
          <p className={styles["reading"]} aria-live="polite">
            {words.read(`${read} ${code}`)}
          </p>
        )
      }
    >
      {(control) => (
        <span className={styles["together"]}>
          <input
            {...control}
            className={styles["control"]}
            data-kind="number"
            type="text"
            inputMode="decimal"
            autoComplete="off"
            value={form.raw[name]}
            readOnly={form.sending}
            onChange={(event) => form.set(name, event.target.value)}
          />
          <span className={styles["unit"]}>{code}</span>
        </span>
      )}
    </Field>
  );
}

/** How the amount is read; undefined when it stands there just so, or is none. */
function readingOf(raw: string, code: string, formats: Pick<Formats, "money">): string | undefined {
  if (!isCurrencyCode(code)) return undefined;
  const minorUnits = parseAmount(raw, fractionDigits(code));
  if (minorUnits === undefined || /^\d+(\.\d\d)?$/.test(raw.trim())) return undefined;
  return formats.money({ currencyCode: code, minorUnits });
}
