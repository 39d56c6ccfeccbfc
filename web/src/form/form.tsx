import { useEffect, useRef, useState } from "react";
import type { ReactNode, FormEvent } from "react";
import { useKeys } from "../keys/use-keys.ts";
import { Button } from "../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import { FormRefusal } from "./form-refusal.tsx";
import type { FormHandle } from "./use-form.ts";
import { formWords } from "./words.ts";
import styles from "./form.module.css";

/**
 * A form with its fields, what went wrong above them, and what sends it under them. After a try in vain the focus goes to the first
 * field with something wrong, or to what was refused.
 */
export function Form<N extends string>(props: {
  readonly form: FormHandle<N>;
  /** What it does, for those who cannot see where it stands. */
  readonly label: string;
  readonly submitLabel: string;
  readonly tone?: "primary" | "danger";
  readonly cancel?: { readonly label: string; readonly run: () => void };
  readonly children: ReactNode;
}) {
  const { form, label, submitLabel, tone = "primary", cancel, children } = props;
  const element = useRef<HTMLFormElement>(null);
  const refuse = useFocusOnFault(element);
  const send = (): void => void form.submit().then((sent) => sent || refuse());
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send();
  };
  // In a field with several lines Enter makes one.
  useKeys({ "Mod+Enter": { label: submitLabel, run: send } }, { scope: label, within: element });
  return (
    <form
      ref={element}
      className={styles["form"]}
      aria-label={label}
      aria-busy={form.sending}
      noValidate
      onSubmit={submit}
    >
      <FormRefusal form={form} />
      {form.restored && form.changed.length > 0 && !form.tried && <Restored form={form} />}
      {children}
      <div className={styles["actions"]}>
        {cancel && (
          <Button onClick={cancel.run} disabled={form.sending}>
            {cancel.label}
          </Button>
        )}
        <Button type="submit" tone={tone} busy={form.sending}>
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}

/** Fields beside each other where there is room. */
export function FieldRow({ children }: { readonly children: ReactNode }) {
  return <div className={styles["row"]}>{children}</div>;
}

function Restored<N extends string>({ form }: { readonly form: FormHandle<N> }) {
  const words = useWords(formWords);
  return (
    <p className={styles["restored"]}>
      {words.draftFound}
      <button type="button" onClick={() => form.discard()}>
        {words.discard}
      </button>
    </p>
  );
}

/** Answers what moves the focus to the first thing that is wrong, once it is drawn. */
function useFocusOnFault(element: React.RefObject<HTMLFormElement | null>): () => void {
  const [faultCount, setFaultCount] = useState(0);
  useEffect(() => {
    if (faultCount === 0) return;
    const find = (css: string) => element.current?.querySelector<HTMLElement>(css);
    (find('[aria-invalid="true"]') ?? find("[data-refusal]"))?.focus();
  }, [faultCount, element]);
  return () => setFaultCount((count) => count + 1);
}
