import { FilterChips } from "../orders/filter-chips.tsx";
import { FilterTabs } from "../orders/filter-tabs.tsx";
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
  return (
    <div className={styles["bar"]}>
      <FilterTabs
        label={words.groups.label}
        tabs={[
          ...groupNames.map((group) => ({
            key: group,
            text: words.groups[group],
            pressed: group === current,
            choose: () => go({ ...filter, statuses: statusGroups[group] }),
          })),
          {
            key: "review",
            text: words.filters.review,
            pressed: review,
            apart: true,
            choose: () => go({ ...filter, review: review ? undefined : true }),
          },
        ]}
      />
      <FilterChips
        chips={chipsOf(filter, words, states).map(({ text, without }) => ({
          text,
          takeAway: () => go(without),
        }))}
        words={words.filters}
        clear={() => go(noFilter)}
      />
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
