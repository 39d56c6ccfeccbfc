import type { ReactNode } from "react";
import styles from "./button.module.css";

/** A button with a word on it. While busy it keeps its place, its width and the focus, and does nothing more. */
export function Button(props: {
  readonly onClick?: () => void;
  readonly type?: "button" | "submit";
  readonly tone?: "plain" | "primary" | "danger";
  readonly busy?: boolean;
  readonly disabled?: boolean;
  /** Shown on hover: why it is disabled, or its shortcut. */
  readonly title?: string | undefined;
  readonly children: ReactNode;
}) {
  const { onClick, type = "button", tone = "plain", busy = false, disabled = false } = props;
  const { title, children } = props;
  return (
    <button
      // oxlint-disable-next-line react/button-has-type -- one of the two above
      type={type}
      className={styles["button"]}
      data-tone={tone}
      title={title}
      // Not `disabled` while busy: that would drop the focus to the page.
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      disabled={disabled}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.();
      }}
    >
      {children}
    </button>
  );
}
