import { memo } from "react";
import { Link } from "wouter";
import { useWords } from "../words/use-words.ts";
import type { Column } from "./column.ts";
import type { SelectionStore } from "./selection.ts";
import { tableWords } from "./words.ts";
import styles from "./data-table.module.css";

export interface TableRowProps<Row> {
  readonly row: Row;
  readonly rowKey: string;
  /** Number of the row, from 1 with the head, for assistive technology. */
  readonly rowIndex: number;
  readonly columns: readonly Column<Row>[];
  readonly href: string | undefined;
  /** What the row is called, for its checkbox. */
  readonly name: string;
  readonly selection: SelectionStore | undefined;
  readonly selected: boolean;
  readonly active: boolean;
  /** True for a row that is no longer part of the list. */
  readonly gone: boolean;
  /** Keys of the list as it is then; a list that changes draws no row anew for it. */
  readonly keysNow: () => readonly string[];
}

/** A row. Drawn again only when what it is about, or what is done with it, has changed. */
export const TableRow = memo(TableRowView) as typeof TableRowView;

function TableRowView<Row>(props: TableRowProps<Row>) {
  const { row, rowKey, rowIndex, columns, href, selection, selected, active, gone } = props;
  const words = useWords(tableWords);
  return (
    <tr
      className={styles["row"]}
      aria-rowindex={rowIndex}
      aria-selected={selection && selected}
      tabIndex={active ? 0 : -1}
      data-key={rowKey}
      data-gone={gone}
      title={gone ? words.gone : undefined}
    >
      {selection && <SelectCell {...props} selection={selection} />}
      {columns.map((column) => (
        <td
          key={column.name}
          className={styles["cell"]}
          data-column={column.name}
          data-align={column.align}
          data-wide={column.wideOnly}
          data-phone={column.phone ?? "none"}
          title={column.hint?.(row)}
        >
          {column.link === true && href !== undefined ? (
            <Link href={href} className={styles["link"]} tabIndex={-1}>
              {column.cell(row)}
            </Link>
          ) : (
            column.cell(row)
          )}
        </td>
      ))}
    </tr>
  );
}

function SelectCell<Row>(props: TableRowProps<Row> & { readonly selection: SelectionStore }) {
  const { rowKey, name, selection, selected, keysNow } = props;
  const words = useWords(tableWords);
  return (
    <td className={styles["select"]}>
      <label>
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={words.selectRow(name)}
          checked={selected}
          onChange={(event) => {
            const { shiftKey } = event.nativeEvent as MouseEvent;
            if (shiftKey) selection.extend(rowKey, keysNow());
            else selection.toggle(rowKey);
          }}
        />
      </label>
    </td>
  );
}
