import { useId, useRef } from "react";
import type { ReactNode } from "react";
import { KeyLayer } from "../keys/use-keys.ts";
import { useWords } from "../words/use-words.ts";
import { dialogWords } from "./dialog-words.ts";
import { useModal } from "./use-modal.ts";
import styles from "./dialog.module.css";

/**
 * A dialog, open as long as it is there. The focus goes to its first field, or its first button, and returns to where it was. Escape and
 * its sign close it; a press beside it does not: something may have been typed. Shortcuts in it stand above those of the page.
 */
export function Dialog(props: {
  readonly title: string;
  /** What it is about, where the page behind it shows many: "Order 0199...a1, 39.98 EUR". */
  readonly subject?: ReactNode;
  readonly onClose: () => void;
  /** 480, 720 or 1,040 px. */
  readonly size?: "small" | "medium" | "large";
  readonly children: ReactNode;
}) {
  const { title, subject, onClose, size = "small", children } = props;
  const words = useWords(dialogWords);
  const titleId = useId();
  const subjectId = useId();
  const element = useRef<HTMLDialogElement>(null);
  const layer = useModal(element);
  return (
    <KeyLayer value={layer}>
      <dialog
        ref={element}
        className={styles["dialog"]}
        data-size={size}
        aria-labelledby={titleId}
        aria-describedby={subject === undefined ? undefined : subjectId}
        onCancel={(event) => {
          // The page takes it away, with its draft kept; the browser would only hide it.
          event.preventDefault();
          if (event.target === event.currentTarget) onClose();
        }}
      >
        <header className={styles["header"]}>
          <div>
            <h2 id={titleId}>{title}</h2>
            {subject !== undefined && <p id={subjectId}>{subject}</p>}
          </div>
          <button type="button" className={styles["close"]} onClick={onClose}>
            <svg viewBox="0 0 10 10" aria-hidden="true">
              <path d="m1 1 8 8m0-8-8 8" stroke="currentColor" strokeWidth="1.5" />
            </svg>
            <span className="visually-hidden">{words.close}</span>
          </button>
        </header>
        <div className={styles["body"]}>{children}</div>
      </dialog>
    </KeyLayer>
  );
}
