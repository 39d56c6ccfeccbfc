import { flagSet } from "./field-spec.ts";
import { Field } from "./field.tsx";
import type { FieldProps } from "./field.tsx";
import styles from "./field.module.css";

/** A box to tick. */
export function FlagField<N extends string>(props: FieldProps<N>) {
  const { form, name } = props;
  return (
    <Field {...props} optional={false} place="beside">
      {(control) => (
        <input
          {...control}
          // A box that is not ticked is an answer too.
          aria-required={undefined}
          className={styles["box"]}
          type="checkbox"
          checked={form.raw[name] === flagSet}
          onChange={(event) => form.set(name, event.target.checked ? flagSet : "")}
        />
      )}
    </Field>
  );
}
