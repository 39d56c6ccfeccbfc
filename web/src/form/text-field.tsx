import type { InputHTMLAttributes } from "react";
import { Field } from "./field.tsx";
import type { FieldProps } from "./field.tsx";
import styles from "./field.module.css";

/** A line of text, or several. */
export function TextField<N extends string>(
  props: FieldProps<N> & {
    /** Lines that show at first; one without. */
    readonly lines?: number;
    /** "code" for what is read letter by letter: SKUs, ids. */
    readonly kind?: "text" | "code";
    readonly type?: "text" | "email" | "search";
    readonly placeholder?: string;
    readonly autoComplete?: InputHTMLAttributes<HTMLInputElement>["autoComplete"];
  },
) {
  const { form, name, lines = 1, kind = "text", type = "text", autoComplete = "off" } = props;
  const { placeholder, ...frame } = props;
  return (
    <Field {...frame}>
      {(control) => {
        const shared = {
          ...control,
          className: styles["control"],
          "data-kind": kind,
          value: form.raw[name],
          readOnly: form.sending,
          placeholder,
          autoComplete,
          spellCheck: kind === "code" ? false : undefined,
        };
        return lines > 1 ? (
          <textarea
            {...shared}
            rows={lines}
            onChange={(event) => form.set(name, event.target.value)}
          />
        ) : (
          <input
            {...shared}
            type={type}
            autoCapitalize={kind === "code" ? "none" : undefined}
            onChange={(event) => form.set(name, event.target.value)}
          />
        );
      }}
    </Field>
  );
}
