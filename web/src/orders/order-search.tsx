import { useId } from "react";
import { Button } from "../ui/button.tsx";
import { failureText } from "../refresh/failure-text.ts";
import { uiWords } from "../ui/words.ts";
import { useWords } from "../words/use-words.ts";
import { partText } from "./filter-text.ts";
import type { FilterTeller } from "./filter-text.ts";
import { listWords } from "./list-words.ts";
import { isNoFilter, partsOf, searchMaxLength } from "./order-filter.ts";
import type { OrderSearch } from "./use-order-search.ts";
import styles from "./order-search.module.css";

/** One box for whatever somebody knows of an order. Says what it understands while it is typed, and afterwards what it did not. */
export function OrderSearchBox(props: {
  readonly search: OrderSearch;
  readonly teller: FilterTeller;
}) {
  const { search } = props;
  const words = useWords(listWords).search;
  const hintId = useId();
  return (
    <search className={styles["search"]}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void search.submit().then((understood) => understood && leaveField());
        }}
      >
        <div className={styles["box"]}>
          <input
            type="search"
            aria-label={words.label}
            aria-describedby={hintId}
            placeholder={words.placeholder}
            value={search.text}
            maxLength={searchMaxLength}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            onChange={(event) => search.type(event.target.value)}
          />
          <Button type="submit" busy={search.looking}>
            {words.submit}
          </Button>
        </div>
        <div id={hintId} className={styles["hint"]} aria-live="polite">
          <Hint {...props} />
        </div>
      </form>
    </search>
  );
}

/** What comes next is the list: its keys would be typed into the field. */
function leaveField(): void {
  document.querySelector<HTMLElement>("#content")?.focus({ preventScroll: true });
}

function Hint({ search, teller }: Parameters<typeof OrderSearchBox>[0]) {
  const words = useWords(listWords).search;
  const general = useWords(uiWords);
  const { read, problems, failure, looking, text } = search;
  if (looking) return <p>{words.looking}</p>;
  if (failure !== undefined) {
    return (
      <p className={styles["wrong"]}>
        {words.notLooked(failure.code, failureText(failure, general))}
      </p>
    );
  }
  if (problems.length > 0) {
    return (
      <ul className={styles["wrong"]}>
        {problems.slice(0, problemsShown).map(({ word, reason }) => (
          <li key={`${reason} ${word}`}>{words[reason](word)}</li>
        ))}
      </ul>
    );
  }
  if (text.trim() === "") return null;
  const parts = isNoFilter(read.filter) ? [] : partsOf(read.filter);
  const told = [
    ...read.ids.map((id) => words.anyId(id)),
    ...parts.map((part) => partText(part, teller)),
  ];
  return <p>{told.length === 0 ? words.nothing : words.understood(teller.formats.list(told))}</p>;
}

const problemsShown = 4;
