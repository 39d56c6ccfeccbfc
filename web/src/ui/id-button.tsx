import { useWords } from "../words/use-words.ts";
import { shortId } from "./short-id.ts";
import { useCopy } from "./use-copy.ts";
import { uiWords } from "./words.ts";
import styles from "./copy.module.css";

/** An id in short, or as it is, that is copied whole. `name` says what it identifies, "order". It is called by what can be seen of it. */
export function IdButton(props: {
  readonly id: string;
  readonly name: string;
  readonly whole?: boolean;
}) {
  const { id, name, whole = false } = props;
  const shown = whole ? id : shortId(id);
  const words = useWords(uiWords).copyId;
  const [state, copy] = useCopy(id);
  const label = state === "idle" ? words.idle(name, shown) : words.told(name, words[state]);
  return (
    <button type="button" className={styles["id"]} title={id} aria-label={label} onClick={copy}>
      <span data-hidden={state !== "idle"}>{shown}</span>
      {state !== "idle" && <span className={styles["told"]}>{words[state]}</span>}
    </button>
  );
}
