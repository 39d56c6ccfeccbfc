import { Field } from "./field.tsx";
import type { FieldProps } from "./field.tsx";
import styles from "./field.module.css";

/** A whole number, typed as text: a number input changes what was typed, and on a turn of the wheel. */
export function CountField<N extends string>(
  props: FieldProps<N> & {
    /** Stands behind the number, "units". */
    readonly unit?: string;
    /** True where it may be below zero: then the keyboard of a phone needs a minus. */
    readonly signed?: boolean;
  },
) {
  const { form, name, unit, signed = false } = props;
  return (
    <Field {...props}>
      {(control) => (
        <span className={styles["together"]}>
          <input
            {...control}
            className={styles["control"]}
            data-kind="number"
            type="text"
            inputMode={signed ? "text" : "numeric"}
            autoComplete="off"
            value={form.raw[name]}
            readOnly={form.sending}
            onChange={(event) => form.set(name, event.target.value)}
          />
          {unit !== undefined && <span className={styles["unit"]}>{unit}</span>}
        </span>
      )}
    </Field>
  );
}
