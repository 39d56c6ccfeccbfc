import { useEffect, useState } from "react";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { isTooLong, queryMaxLength, queryWordsMax } from "./user-address.ts";
import { usersWords } from "./words.ts";
import fieldStyles from "../form/field.module.css";
import styles from "./users.module.css";

/** Typing pauses for this long before it is searched for. */
const pauseMs = 250;

/** What users are searched for. It is asked when the typing pauses, or at once with Enter. */
export function UserSearch(props: {
  readonly query: string;
  readonly onQuery: (query: string) => void;
}) {
  const { query, onQuery } = props;
  const words = useWords(usersWords).search;
  const { count } = useFormats();
  const [typed, setTyped] = useState({ text: query, query });
  // Somebody went back, or followed a link: the field shows what is searched for now.
  if (typed.query !== query) setTyped({ text: query, query });
  const tooLong = isTooLong(typed.text.trim());
  useEffect(() => {
    if (typed.text.trim() === query || tooLong) return;
    const timer = setTimeout(() => onQuery(typed.text), pauseMs);
    return () => clearTimeout(timer);
  }, [typed.text, query, tooLong, onQuery]);
  return (
    <search>
      <form
        className={styles["search"]}
        onSubmit={(event) => {
          event.preventDefault();
          if (!tooLong) onQuery(typed.text);
        }}
      >
        <input
          type="search"
          className={fieldStyles["control"]}
          aria-label={words.label}
          aria-invalid={tooLong}
          aria-describedby={tooLong ? "search-problem" : undefined}
          placeholder={words.placeholder}
          autoComplete="off"
          spellCheck={false}
          value={typed.text}
          onChange={({ target }) => setTyped({ text: target.value, query })}
        />
        {tooLong && (
          <p id="search-problem" className={styles["problem"]}>
            {words.tooLong(count(queryMaxLength), count(queryWordsMax))}
          </p>
        )}
      </form>
    </search>
  );
}
