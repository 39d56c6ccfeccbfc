import { KeyCaps } from "../keys/key-caps.tsx";
import { failureText } from "../refresh/failure-text.ts";
import { MarkShape } from "../ui/mark-view.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { uiWords } from "../ui/words.ts";
import { useWords } from "../words/use-words.ts";
import type { SearchState } from "./object-search.ts";
import { paletteWords } from "./words.ts";
import styles from "./palette.module.css";

/** What the search has come to, for the eye and the ear, and the keys that work here. */
export function PaletteStatus(props: {
  readonly query: string;
  readonly search: SearchState;
  readonly count: number;
}) {
  const { query, search, count } = props;
  const words = useWords(paletteWords);
  const general = useWords(uiWords);
  const formats = useFormats();
  const text =
    search.phase === "searching"
      ? words.searching
      : count === 0
        ? words.nothing(query.trim())
        : words.count(formats.count(count));
  return (
    <div className={styles["status"]}>
      <output>
        {search.failure === undefined ? (
          query.trim() === "" ? (
            ""
          ) : (
            text
          )
        ) : (
          <span className={styles["failure"]}>
            <MarkShape shape="square" />
            {words.failed}: {search.failure.code}, {failureText(search.failure, general)}
          </span>
        )}
      </output>
      <span className={styles["hints"]} aria-hidden="true">
        <KeyCaps keys="ArrowUp" />
        <KeyCaps keys="ArrowDown" /> {words.moves} <KeyCaps keys="Enter" /> {words.runs}{" "}
        <KeyCaps keys="Escape" /> {words.closes}
      </span>
    </div>
  );
}
