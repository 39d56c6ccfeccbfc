import { useWords } from "../words/use-words.ts";
import { FilterChips } from "./filter-chips.tsx";
import { FilterTabs } from "./filter-tabs.tsx";
import { partText } from "./filter-text.ts";
import type { FilterTeller } from "./filter-text.ts";
import { listWords } from "./list-words.ts";
import { groupOf, noFilter, partsOf, statusGroups, withoutPart } from "./order-filter.ts";
import type { OrderFilter, StatusGroup } from "./order-filter.ts";
import styles from "./filter-bar.module.css";

const groups = Object.keys(statusGroups) as readonly StatusGroup[];

/** The states as tabs, and every part of the filter as something that can be taken away. */
export function FilterBar(props: {
  readonly filter: OrderFilter;
  readonly teller: FilterTeller;
  readonly go: (filter: OrderFilter) => void;
}) {
  const { filter, teller, go } = props;
  const words = useWords(listWords);
  // One of the groups, or none when the states are a mix of one's own. On hold goes with any of them.
  const current = groupOf(filter.statuses);
  const onHold = filter.onHold === true;
  return (
    <div className={styles["bar"]}>
      <FilterTabs
        label={words.groups.label}
        tabs={[
          ...groups.map((group) => ({
            key: group,
            text: words.groups[group],
            pressed: group === current,
            choose: () => go({ ...filter, statuses: statusGroups[group] }),
          })),
          {
            key: "on hold",
            text: words.filters.onHold,
            pressed: onHold,
            apart: true,
            choose: () => go({ ...filter, onHold: onHold ? undefined : true }),
          },
        ]}
      />
      <FilterChips
        chips={partsOf(filter).map((part) => ({
          text: partText(part, teller),
          takeAway: () => go(withoutPart(filter, part)),
        }))}
        words={words.filters}
        clear={() => go(noFilter)}
      />
    </div>
  );
}
