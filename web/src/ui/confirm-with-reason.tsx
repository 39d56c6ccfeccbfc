import type { ReactNode } from "react";
import { Form } from "../form/form.tsx";
import { ReasonField } from "../form/reason-field.tsx";
import { reasonSpec } from "../form/reason-spec.ts";
import { useForm } from "../form/use-form.ts";
import { useWords } from "../words/use-words.ts";
import { Dialog } from "./dialog.tsx";
import { dialogWords } from "./dialog-words.ts";
import styles from "./confirm-with-reason.module.css";

const specs = { reason: reasonSpec };

/**
 * Asks for a reason before something that cannot simply be taken back, and says in numbers what it will do. Stays open while it is done,
 * tells what was refused, and closes on success. The reason is kept over an error and a reload.
 */
export function ConfirmWithReason(props: {
  /** Names what is asked and about what, "cancel-order:0199...": see FormOptions. */
  readonly formKey: string;
  /** The deed as a question, "Cancel this order?". */
  readonly title: string;
  /** What it is about: see Dialog. */
  readonly subject?: ReactNode;
  /** What it will do, in numbers: "Releases 2 units of DROP-01." */
  readonly consequences: ReactNode;
  readonly quickReasons: readonly string[];
  /** The deed as a verb, "Cancel the order". */
  readonly confirmLabel: string;
  readonly tone?: "primary" | "danger";
  /** Does it; throws what the call throws. */
  readonly confirm: (reason: string, idempotencyKey: string) => Promise<void>;
  readonly onClose: () => void;
}) {
  const {
    formKey,
    title,
    subject,
    consequences,
    quickReasons,
    confirmLabel,
    tone = "danger",
  } = props;
  const { confirm, onClose } = props;
  const words = useWords(dialogWords);
  const form = useForm({
    formKey,
    specs,
    labels: { reason: words.reason },
    send: async ({ reason }, { idempotencyKey }) => {
      await confirm(reason, idempotencyKey);
      onClose();
    },
  });
  return (
    <Dialog title={title} subject={subject} onClose={onClose}>
      <Form
        form={form}
        label={title}
        submitLabel={confirmLabel}
        tone={tone}
        cancel={{ label: words.keep, run: onClose }}
      >
        <div className={styles["consequences"]}>{consequences}</div>
        <ReasonField form={form} help={words.reasonHelp} quickReasons={quickReasons} />
      </Form>
    </Dialog>
  );
}
