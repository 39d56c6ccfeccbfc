import styles from "./filter-bar.module.css";

/** A part of a filter, and how to take it away. */
export interface FilterChip {
  readonly text: string;
  readonly takeAway: () => void;
}

/** The parts of a filter as chips that can be taken away, one or all. Nothing without any. */
export function FilterChips(props: {
  readonly chips: readonly FilterChip[];
  readonly words: {
    readonly label: string;
    readonly remove: (text: string) => string;
    readonly clear: string;
  };
  readonly clear: () => void;
}) {
  const { chips, words, clear } = props;
  if (chips.length === 0) return null;
  return (
    <ul className={styles["chips"]} aria-label={words.label}>
      {chips.map(({ text, takeAway }) => (
        <li key={text}>
          <button
            type="button"
            className={styles["chip"]}
            aria-label={words.remove(text)}
            onClick={takeAway}
          >
            {text}
            <svg viewBox="0 0 8 8" aria-hidden="true">
              <path d="m1 1 6 6m0-6-6 6" stroke="currentColor" strokeWidth="1.25" />
            </svg>
          </button>
        </li>
      ))}
      <li>
        <button type="button" className={styles["clear"]} onClick={clear}>
          {words.clear}
        </button>
      </li>
    </ul>
  );
}
