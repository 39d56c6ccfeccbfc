import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { Field } from "./field.tsx";
import type { FieldProps } from "./field.tsx";
import { rawTime, wallIn } from "./time-spec.ts";
import { formWords } from "./words.ts";
import styles from "./field.module.css";

/** A date and a time of day in the zone of the reader, which it names. */
export function TimeField<N extends string>(props: FieldProps<N>) {
  const { form, name, help } = props;
  const words = useWords(formWords);
  const { zone } = useFormats();
  const raw = form.raw[name];
  return (
    <Field
      {...props}
      help={
        <>
          {help} {words.zone(zone)}
        </>
      }
    >
      {(control) => (
        <span className={styles["together"]}>
          <input
            {...control}
            className={styles["control"]}
            data-kind="time"
            type="datetime-local"
            max="9999-12-31T23:59"
            value={wallIn(raw, zone)}
            readOnly={form.sending}
            onChange={(event) => form.set(name, rawTime(event.target.value, zone))}
          />
          {raw !== "" && (
            <button type="button" className={styles["clear"]} onClick={() => form.set(name, "")}>
              {words.clear} <span className="visually-hidden">{form.labels[name]}</span>
            </button>
          )}
        </span>
      )}
    </Field>
  );
}
