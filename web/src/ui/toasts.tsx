import { useRef, useSyncExternalStore } from "react";
import type { FocusEvent } from "react";
import { useKeys } from "../keys/use-keys.ts";
import { useWords } from "../words/use-words.ts";
import { dialogWords } from "./dialog-words.ts";
import { FailureLine } from "./failure-line.tsx";
import { MarkShape } from "./mark-view.tsx";
import { toasts } from "./toast.ts";
import type { Toast } from "./toast-store.ts";
import styles from "./toasts.module.css";

/**
 * Short messages in a corner. They are read out when there is a pause, never take the focus, and wait while somebody is at them; a key
 * goes to the newest, Escape back to where the focus was.
 */
export function Toasts({ scope }: { readonly scope: string }) {
  const shown = useSyncExternalStore(toasts.subscribe, toasts.toasts);
  const list = useRef<HTMLOListElement>(null);
  const before = useRef<Element>(null);
  const words = useWords(dialogWords);
  const toNewest = (): void =>
    list.current?.lastElementChild?.querySelector<HTMLElement>("button")?.focus();
  const come = ({ relatedTarget }: FocusEvent): void => {
    toasts.pause();
    if (!list.current?.contains(relatedTarget)) before.current = relatedTarget;
  };
  const back = (): void => {
    if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
    else document.querySelector<HTMLElement>("#content")?.focus({ preventScroll: true });
  };
  useKeys({ m: { label: words.toToasts, run: toNewest } }, { scope });
  useKeys({ Escape: { label: words.leaveToasts, run: back } }, { scope, within: list });
  return (
    <section className={styles["corner"]} aria-label={words.notifications}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it only notes that somebody is at them */}
      <ol
        ref={list}
        className={styles["list"]}
        onMouseEnter={() => toasts.pause()}
        onMouseLeave={() => toasts.resume()}
        onFocus={come}
        onBlur={() => toasts.resume()}
      >
        {shown.map((toast) => (
          <ToastView key={toast.toastId} toast={toast} back={back} />
        ))}
      </ol>
    </section>
  );
}

function ToastView({ toast, back }: { readonly toast: Toast; readonly back: () => void }) {
  const { toastId, tone, text, detail, failure, action } = toast;
  const words = useWords(dialogWords);
  return (
    <li className={styles["toast"]} data-tone={tone}>
      {tone !== "plain" && <MarkShape shape={tone === "danger" ? "square" : "triangle"} />}
      <div className={styles["words"]}>
        <p>{text}</p>
        {detail !== undefined && <p className={styles["detail"]}>{detail}</p>}
        {failure && (
          <div className={styles["detail"]}>
            <FailureLine failure={failure} />
          </div>
        )}
      </div>
      {action && (
        <button
          type="button"
          className={styles["action"]}
          onClick={() => {
            back();
            toasts.act(toast);
          }}
        >
          {action.label}
        </button>
      )}
      <button
        type="button"
        className={styles["dismiss"]}
        onClick={() => {
          // The focus would go with it, to nowhere.
          back();
          toasts.dismiss(toastId);
        }}
      >
        <svg viewBox="0 0 10 10" aria-hidden="true">
          <path d="m1 1 8 8m0-8-8 8" stroke="currentColor" strokeWidth="1.5" />
        </svg>
        <span className="visually-hidden">{words.dismiss}</span>
      </button>
    </li>
  );
}
