import { useWords } from "../words/use-words.ts";
import { partText } from "./filter-text.ts";
import type { FilterTeller } from "./filter-text.ts";
import { listWords } from "./list-words.ts";
import {
  groupOf,
  isNoFilter,
  noFilter,
  partsOf,
  statusGroups,
  withoutPart,
} from "./order-filter.ts";
import type { OrderFilter, StatusGroup } from "./order-filter.ts";
import styles from "./filter-bar.module.css";

/** The states as tabs, and every part of the filter as something that can be taken away. */
export function FilterBar(props: {
  readonly filter: OrderFilter;
  readonly teller: FilterTeller;
  readonly go: (filter: OrderFilter) => void;
}) {
  const { filter, teller, go } = props;
  const words = useWords(listWords).filters;
  return (
    <div className={styles["bar"]}>
      <StatusTabs filter={filter} go={go} />
      {!isNoFilter(filter) && (
        <ul className={styles["chips"]} aria-label={words.label}>
          {partsOf(filter).map((part) => {
            const text = partText(part, teller);
            return (
              <li key={text}>
                <button
                  type="button"
                  className={styles["chip"]}
                  aria-label={words.remove(text)}
                  onClick={() => go(withoutPart(filter, part))}
                >
                  {text}
                  <svg viewBox="0 0 8 8" aria-hidden="true">
                    <path d="m1 1 6 6m0-6-6 6" stroke="currentColor" strokeWidth="1.25" />
                  </svg>
                </button>
              </li>
            );
          })}
          <li>
            <button type="button" className={styles["clear"]} onClick={() => go(noFilter)}>
              {words.clear}
            </button>
          </li>
        </ul>
      )}
    </div>
  );
}

const groups = Object.keys(statusGroups) as readonly StatusGroup[];

/** One of these, or none when the states are a mix of one's own. On hold stands beside them: it goes with any of them. */
function StatusTabs(props: {
  readonly filter: OrderFilter;
  readonly go: (filter: OrderFilter) => void;
}) {
  const { filter, go } = props;
  const words = useWords(listWords);
  const current = groupOf(filter.statuses);
  const onHold = filter.onHold === true;
  return (
    <fieldset className={styles["tabs"]} aria-label={words.groups.label}>
      {groups.map((group) => (
        <button
          key={group}
          type="button"
          className={styles["tab"]}
          aria-pressed={group === current}
          onClick={() => go({ ...filter, statuses: statusGroups[group] })}
        >
          {words.groups[group]}
        </button>
      ))}
      <button
        type="button"
        className={styles["tab"]}
        data-apart="true"
        aria-pressed={onHold}
        onClick={() => go({ ...filter, onHold: onHold ? undefined : true })}
      >
        {words.filters.onHold}
      </button>
    </fieldset>
  );
}
