import { violationText } from "../refresh/violation-text.ts";
import { MarkShape } from "../ui/mark-view.tsx";
import { FailureLine } from "../ui/failure-line.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { uiWords } from "../ui/words.ts";
import { useWords } from "../words/use-words.ts";
import { fieldId } from "./field.tsx";
import { isDefinite } from "./form-state.ts";
import { problemText } from "./problem-text.ts";
import type { FormHandle } from "./use-form.ts";
import { formWords } from "./words.ts";
import styles from "./form.module.css";

/**
 * What stands in the way of a form, all in one place: fields that need a correction, as links to them, and what the server answered.
 * After an answer that was lost it says that the form may be sent again.
 */
export function FormRefusal<N extends string>({ form }: { readonly form: FormHandle<N> }) {
  const { failure, labels } = form;
  const words = useWords(formWords);
  const formats = useFormats();
  const faulty = (Object.keys(labels) as N[]).filter((name) => form.problems[name] !== undefined);
  const toldBelow =
    failure?.code === "INVALID_ARGUMENT" && (faulty.length > 0 || form.rest.length > 0);
  if (!form.tried || (faulty.length === 0 && failure === undefined)) return null;
  const unknown = failure !== undefined && !isDefinite(failure);
  const title = unknown
    ? words.unknownOutcome
    : faulty.length > 0
      ? words.faultyFields(formats.counted(faulty.length))
      : words.notDone;
  return (
    <div
      className={styles["refusal"]}
      role="alert"
      tabIndex={-1}
      data-refusal="true"
      data-unknown={unknown}
    >
      <p className={styles["title"]}>
        <MarkShape shape={unknown ? "triangle" : "square"} />
        {title}
      </p>
      {failure !== undefined && !toldBelow && <FailureLine failure={failure} />}
      <Faults form={form} faulty={faulty} />
      {unknown && <p className={styles["note"]}>{words.safeRetry}</p>}
    </div>
  );
}

function Faults<N extends string>(props: {
  readonly form: FormHandle<N>;
  readonly faulty: readonly N[];
}) {
  const { form, faulty } = props;
  const words = useWords(formWords);
  const { violations } = useWords(uiWords);
  const formats = useFormats();
  if (faulty.length === 0 && form.rest.length === 0) return null;
  return (
    <ul className={styles["faults"]}>
      {faulty.map((name) => {
        const problem = form.problems[name];
        const id = fieldId(form, name);
        return (
          <li key={name}>
            <a
              href={`#${id}`}
              onClick={(event) => {
                event.preventDefault();
                document.querySelector<HTMLElement>(`#${CSS.escape(id)}`)?.focus();
              }}
            >
              {form.labels[name]}
            </a>{" "}
            {problem && problemText(problem, words.problem, violations, formats)}
          </li>
        );
      })}
      {form.rest.map((violation) => (
        <li key={`${violation.field} ${violation.description}`}>
          {violation.field !== "" && <code>{violation.field}</code>}{" "}
          {violationText(violation, violations)}
        </li>
      ))}
    </ul>
  );
}
