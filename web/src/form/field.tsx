import type { ReactNode } from "react";
import { MarkShape } from "../ui/mark-view.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { uiWords } from "../ui/words.ts";
import { useWords } from "../words/use-words.ts";
import { problemText } from "./problem-text.ts";
import type { FormHandle } from "./use-form.ts";
import { formWords } from "./words.ts";
import styles from "./field.module.css";

/** What every field of a form takes. */
export interface FieldProps<N extends string> {
  readonly form: FormHandle<N>;
  readonly name: N;
  /** What is expected, or what it does. */
  readonly help?: ReactNode;
  /** True for a field that may be left empty. */
  readonly optional?: boolean;
}

/** What ties a control to its label, its help and what is wrong with it. */
export interface ControlProps {
  readonly id: string;
  readonly name: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": boolean;
  readonly "aria-required": boolean;
  readonly onBlur: () => void;
}

/** The frame of a field: its label above, its help and what is wrong with it below. */
export function Field<N extends string>(
  props: FieldProps<N> & {
    /** "beside" for a box to tick: its label stands behind it. */
    readonly place?: "above" | "beside";
    /** Stands under the control: how what was typed is read. */
    readonly reading?: ReactNode;
    readonly children: (control: ControlProps) => ReactNode;
  },
) {
  const { form, name, help, optional = false, place = "above", reading, children } = props;
  const words = useWords(formWords);
  const { violations } = useWords(uiWords);
  const formats = useFormats();
  const id = fieldId(form, name);
  const problem = form.problems[name];
  const described = [problem && `${id}-problem`, help !== undefined && `${id}-help`];
  const control = children({
    id,
    name,
    "aria-describedby": described.filter(Boolean).join(" ") || undefined,
    "aria-invalid": problem !== undefined,
    "aria-required": !optional,
    onBlur: () => form.leave(name),
  });
  return (
    <div className={styles["field"]} data-place={place} data-faulty={problem !== undefined}>
      <label className={styles["label"]} htmlFor={id}>
        {form.labels[name]}
        {optional && <span className={styles["optional"]}> {words.optional}</span>}
      </label>
      {control}
      {reading}
      {problem && (
        <p id={`${id}-problem`} className={styles["problem"]}>
          <MarkShape shape="square" />
          {problemText(problem, words.problem, violations, formats)}
        </p>
      )}
      {help !== undefined && (
        <p id={`${id}-help`} className={styles["help"]}>
          {help}
        </p>
      )}
    </div>
  );
}

/** The id of a field's control. */
export function fieldId<N extends string>(form: FormHandle<N>, name: N): string {
  return `${form.id}${name}`;
}
