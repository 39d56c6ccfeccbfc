import { useWords } from "../words/use-words.ts";
import { dialogWords } from "./dialog-words.ts";
import styles from "./quick-reasons.module.css";

/** Reasons that are often given, to take one instead of typing it. */
export function QuickReasons(props: {
  readonly reasons: readonly string[];
  /** What they are, when they are no reasons. */
  readonly label?: string;
  /** Shows that above them too: where it does not go without saying what they are for. */
  readonly shownLabel?: boolean;
  /** What stands in the field. */
  readonly chosen: string;
  readonly onChoose: (reason: string) => void;
}) {
  const { reasons, label, shownLabel = false, chosen, onChoose } = props;
  const words = useWords(dialogWords);
  if (reasons.length === 0) return null;
  return (
    <fieldset className={styles["quick"]} aria-label={label ?? words.quickReasons}>
      {shownLabel && <legend>{label}</legend>}
      {reasons.map((reason) => (
        <button
          key={reason}
          type="button"
          aria-pressed={chosen === reason}
          onClick={() => onChoose(reason)}
        >
          {reason}
        </button>
      ))}
    </fieldset>
  );
}
