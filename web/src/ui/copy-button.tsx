import { useCopy } from "./use-copy.ts";
import styles from "./copy.module.css";

/** Copies a text. `name` says which, "the command". */
export function CopyButton({ text, name }: { readonly text: string; readonly name: string }) {
  const [state, copy] = useCopy(text);
  return (
    <button type="button" className={styles["button"]} onClick={copy}>
      <span aria-live="polite">{words[state]}</span>
      <span className="visually-hidden"> {name}</span>
    </button>
  );
}

const words = { idle: "Copy", copied: "Copied", failed: "Not copied" } as const;
