import type { ReactElement } from "react";
import type { Mark } from "./mark.ts";
import styles from "./mark-view.module.css";

/** A state as its shape and its word. */
export function MarkView({ mark }: { readonly mark: Mark }) {
  return (
    <span className={styles["mark"]} data-tone={mark.tone}>
      <MarkShape shape={mark.shape} />
      <span className={styles["word"]}>{mark.word}</span>
    </span>
  );
}

/** The shape alone, 10 px, in the colour of the text around it. */
export function MarkShape({ shape }: { readonly shape: Mark["shape"] }) {
  return (
    <svg className={styles["shape"]} viewBox="0 0 10 10" aria-hidden="true">
      {shapes[shape]}
    </svg>
  );
}

const outline = { fill: "none", stroke: "currentColor", strokeWidth: 1.5 } as const;

const shapes: Readonly<Record<Mark["shape"], ReactElement>> = {
  disc: <circle cx="5" cy="5" r="4" fill="currentColor" />,
  half: (
    <>
      <circle cx="5" cy="5" r="3.25" {...outline} />
      <path d="M5 1.75a3.25 3.25 0 0 0 0 6.5z" fill="currentColor" />
    </>
  ),
  ring: <circle cx="5" cy="5" r="3.25" {...outline} />,
  cross: <path d="m2 2 6 6m0-6-6 6" {...outline} />,
  bars: <path d="M2 1.5h2v7H2zM6 1.5h2v7H6z" fill="currentColor" />,
  triangle: <path d="M5 1 9.5 9h-9z" fill="currentColor" />,
  square: <path d="M1.5 1.5h7v7h-7z" fill="currentColor" />,
};
