import { useWords } from "../words/use-words.ts";
import type { Column } from "./column.ts";
import type { SelectionStore } from "./selection.ts";
import { useSelected } from "./use-selection.ts";
import { tableWords } from "./words.ts";
import styles from "./data-table.module.css";

/** The titles of the columns, which stay in sight, and a box for all rows. */
export function TableHead<Row>(props: {
  readonly columns: readonly Column<Row>[];
  readonly selection: SelectionStore | undefined;
  readonly keys: readonly string[];
}) {
  const { columns, selection, keys } = props;
  return (
    <thead className={styles["head"]}>
      <tr aria-rowindex={1} className={styles["row"]}>
        {selection && (
          <th scope="col" className={styles["select"]}>
            <SelectAll selection={selection} keys={keys} />
          </th>
        )}
        {columns.map(({ name, title, align, sorted, wideOnly, phone }) => (
          <th
            key={name}
            scope="col"
            className={styles["cell"]}
            data-column={name}
            data-align={align}
            data-wide={wideOnly}
            data-phone={phone ?? "none"}
            aria-sort={sorted}
          >
            {title}
            {sorted && <span aria-hidden="true">{sorted === "ascending" ? " ↑" : " ↓"}</span>}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function SelectAll(props: {
  readonly selection: SelectionStore;
  readonly keys: readonly string[];
}) {
  const { selection, keys } = props;
  const words = useWords(tableWords);
  const selected = useSelected(selection);
  const count = keys.filter((key) => selected.has(key)).length;
  const all = keys.length > 0 && count === keys.length;
  return (
    <label>
      <input
        type="checkbox"
        aria-label={words.selectAll}
        checked={all}
        ref={(box) => {
          if (box) box.indeterminate = count > 0 && !all;
        }}
        onChange={() => selection.toggleAll(keys)}
      />
    </label>
  );
}
