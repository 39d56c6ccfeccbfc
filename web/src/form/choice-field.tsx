import { Field } from "./field.tsx";
import type { FieldProps } from "./field.tsx";
import styles from "./field.module.css";

/** One of a few values, from a list that opens. */
export function ChoiceField<N extends string>(
  props: FieldProps<N> & {
    readonly options: readonly { readonly value: string; readonly label: string }[];
    /** Stands there while none is chosen. */
    readonly none?: string;
  },
) {
  const { form, name, options, none } = props;
  return (
    <Field {...props}>
      {(control) => (
        <select
          {...control}
          className={styles["control"]}
          value={form.raw[name]}
          onChange={(event) => form.set(name, event.target.value)}
        >
          {none !== undefined && <option value="">{none}</option>}
          {options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
