import { useWords } from "../words/use-words.ts";
import { queryMaxLength, showsAll, stockShows, stockSorts } from "./stock-filter.ts";
import type { StockFilter } from "./stock-filter.ts";
import { stockWords } from "./stock-words.ts";
import styles from "./stock-controls.module.css";

/** Which items are listed, and in which order. `fixed`: why the order cannot be chosen now. */
export function StockControls(props: {
  readonly filter: StockFilter;
  readonly onFilter: (filter: StockFilter) => void;
  readonly fixed: string | undefined;
  /** Goes from the search to what it found. */
  readonly onDown: () => void;
}) {
  const { filter, onFilter, fixed, onDown } = props;
  const words = useWords(stockWords);
  return (
    <search className={styles["controls"]}>
      <input
        type="search"
        aria-label={words.search}
        placeholder={words.search}
        value={filter.query}
        maxLength={queryMaxLength}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onFilter({ ...filter, query: event.target.value })}
        onKeyDown={({ key }) => {
          if (key === "Enter" || key === "ArrowDown") onDown();
        }}
      />
      <Choice
        label={words.show.label}
        value={filter.show}
        values={stockShows}
        names={words.show}
        onChoose={(show) => onFilter({ ...filter, show })}
      />
      <Choice
        label={words.sort.label}
        value={filter.sort}
        values={stockSorts}
        names={words.sort}
        disabled={fixed}
        onChoose={(sort) => onFilter({ ...filter, sort })}
      />
      {!showsAll(filter) && (
        <button
          type="button"
          className={styles["clear"]}
          onClick={() => onFilter({ ...filter, query: "", show: "all" })}
        >
          {words.clear}
        </button>
      )}
    </search>
  );
}

function Choice<T extends string>(props: {
  readonly label: string;
  readonly value: T;
  readonly values: readonly T[];
  readonly names: Readonly<Record<T, string>>;
  /** Why it is disabled. */
  readonly disabled?: string | undefined;
  readonly onChoose: (value: T) => void;
}) {
  const { label, value, values, names, disabled, onChoose } = props;
  return (
    <label className={styles["choice"]} title={disabled}>
      <span>{label}</span>
      <select
        value={value}
        disabled={disabled !== undefined}
        onChange={(event) => {
          const chosen = values.find((each) => each === event.target.value);
          if (chosen !== undefined) onChoose(chosen);
        }}
      >
        {values.map((each) => (
          <option key={each} value={each}>
            {names[each]}
          </option>
        ))}
      </select>
    </label>
  );
}
