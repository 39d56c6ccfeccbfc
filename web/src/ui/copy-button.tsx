import { useWords } from "../words/use-words.ts";
import { useCopy } from "./use-copy.ts";
import { uiWords } from "./words.ts";
import styles from "./copy.module.css";

/** Copies a text. `name` says which, "the command". */
export function CopyButton({ text, name }: { readonly text: string; readonly name: string }) {
  const words = useWords(uiWords).copy;
  const [state, copy] = useCopy(text);
  return (
    <button type="button" className={styles["button"]} onClick={copy}>
      <span aria-live="polite">{words[state]}</span>
      <span className="visually-hidden"> {name}</span>
    </button>
  );
}
