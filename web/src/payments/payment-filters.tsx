import { useWords } from "../words/use-words.ts";
import { shortId } from "../ui/short-id.ts";
import { listWords } from "./list-words.ts";
import type { PaymentListWords } from "./list-words.ts";
import { groupNames, groupOf, noFilter, statusGroups, statusOf } from "./payment-address.ts";
import type { PaymentFilter } from "./payment-address.ts";
import { paymentMark } from "./payment-mark.ts";
import { paymentWords } from "./payment-words.ts";
import type { PaymentWords } from "./payment-words.ts";
import styles from "../orders/filter-bar.module.css";

/** The states as tabs, whether somebody should look, and the rest of the filter as chips that can be taken away. */
export function PaymentFilters(props: {
  readonly filter: PaymentFilter;
  readonly go: (filter: PaymentFilter) => void;
}) {
  const { filter, go } = props;
  const words = useWords(listWords);
  const states = useWords(paymentWords);
  const current = groupOf(filter.statuses);
  const review = filter.review === true;
  const chips = chipsOf(filter, words, states);
  return (
    <div className={styles["bar"]}>
      <fieldset className={styles["tabs"]} aria-label={words.groups.label}>
        {groupNames.map((group) => (
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
          aria-pressed={review}
          onClick={() => go({ ...filter, review: review ? undefined : true })}
        >
          {words.filters.review}
        </button>
      </fieldset>
      {chips.length > 0 && (
        <ul className={styles["chips"]} aria-label={words.filters.label}>
          {chips.map(({ text, without }) => (
            <li key={text}>
              <button
                type="button"
                className={styles["chip"]}
                aria-label={words.filters.remove(text)}
                onClick={() => go(without)}
              >
                {text}
                <svg viewBox="0 0 8 8" aria-hidden="true">
                  <path d="m1 1 6 6m0-6-6 6" stroke="currentColor" strokeWidth="1.25" />
                </svg>
              </button>
            </li>
          ))}
          <li>
            <button type="button" className={styles["clear"]} onClick={() => go(noFilter)}>
              {words.filters.clear}
            </button>
          </li>
        </ul>
      )}
    </div>
  );
}

interface Chip {
  readonly text: string;
  readonly without: PaymentFilter;
}

/** What no tab shows. */
function chipsOf(
  filter: PaymentFilter,
  { filters }: PaymentListWords,
  states: PaymentWords,
): readonly Chip[] {
  const { order, user, statuses, review } = filter;
  const chips: Chip[] = [];
  if (order !== undefined) {
    chips.push({ text: filters.order(shortId(order)), without: { ...filter, order: undefined } });
  }
  if (user !== undefined) {
    chips.push({ text: filters.user(shortId(user)), without: { ...filter, user: undefined } });
  }
  if (review === false) {
    chips.push({ text: filters.noReview, without: { ...filter, review: undefined } });
  }
  if (groupOf(statuses) !== undefined) return chips;
  const named = statuses.map((name) => ({
    text: filters.status(paymentMark(statusOf(name), states).word),
    without: { ...filter, statuses: statuses.filter((each) => each !== name) },
  }));
  return [...chips, ...named];
}
