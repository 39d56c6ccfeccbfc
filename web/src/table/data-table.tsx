import { useMemo, useRef } from "react";
import type { CSSProperties, RefObject } from "react";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import type { Column } from "./column.ts";
import { tracksOf } from "./column.ts";
import { segmentsOf } from "./segments.ts";
import { SelectionStore } from "./selection.ts";
import { TableHead } from "./table-head.tsx";
import { TableRow } from "./table-row.tsx";
import { useActiveRow } from "./use-active-row.ts";
import type { ActiveRowHandle } from "./use-active-row.ts";
import { useHeldRows } from "./use-held-rows.ts";
import { useInside } from "./use-inside.ts";
import { useLatest } from "./use-latest.ts";
import { useRowSlots } from "./use-row-slots.ts";
import { useSeenRows } from "./use-seen-rows.ts";
import type { SeenRows } from "./use-seen-rows.ts";
import { useSelected } from "./use-selection.ts";
import { useTableKeys } from "./use-table-keys.ts";
import { tableWords } from "./words.ts";
import styles from "./data-table.module.css";

export interface DataTableProps<Row> {
  /** Names the table, "Orders". */
  readonly label: string;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  /** What a row is called, "DROP-01"; its key without. */
  readonly nameOf?: (row: Row) => string;
  /** The page of what a row is about: a press on the row, and Enter, go there. */
  readonly hrefOf?: (row: Row) => string;
  readonly selection?: SelectionStore;
  /** Filters and page of the list as a text: with another one, all rows are shown anew. */
  readonly listKey: string;
  /** Rows of the whole list, when that is known; -1 when there are more than are shown and nobody counted them. */
  readonly totalCount?: number;
  /** True while what is shown is old: it dims. */
  readonly old?: boolean;
  /** False for the second table of a page: then j and k are the first one's. */
  readonly pageKeys?: boolean;
}

/**
 * Rows of one height with a head that stays in sight. One row can be reached with Tab; keys move, open and select from there. While
 * somebody reads (the focus is in it, something is selected, or its top is scrolled away) rows change in their place, and new ones wait.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, keyOf, columns, selection, listKey, hrefOf, pageKeys = true } = props;
  const { label, old = false, totalCount = rows.length } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const [inside, insideEvents] = useInside();
  const selected = useSelected(selection ?? noSelection);
  const seen = useSeenRows(body, rows.length);
  const reading = inside || seen.scrolled || selected.size > 0;
  const held = useHeldRows({ rows, keyOf, held: reading, listKey });
  const keys = useMemo(() => held.rows.map(keyOf), [held.rows, keyOf]);
  const row = useActiveRow(body, keys, inside);
  const activeRow = held.rows[row.active.index];
  useTableKeys({
    body,
    row,
    keys,
    href: activeRow && hrefOf?.(activeRow),
    selection,
    selectedCount: selected.size,
    newCount: held.newCount,
    showNew: held.showNew,
    pageKeys,
  });
  const tracks = tracksOf(columns, selection !== undefined);
  return (
    <div
      className={styles["frame"]}
      style={
        {
          "--tracks": tracks.all,
          "--tracks-narrow": tracks.narrow,
          "--tracks-wide": tracks.wide,
          "--tracks-print": tracks.print,
        } as CSSProperties
      }
    >
      {held.newCount > 0 && <NewRows count={held.newCount} body={body} showNew={held.showNew} />}
      <table
        // Rows have the focus and are selected; a plain table knows neither.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
        role="grid"
        className={styles["table"]}
        aria-label={label}
        aria-rowcount={totalCount < 0 ? -1 : totalCount + 1}
        aria-multiselectable={selection && true}
        data-old={old}
        data-selectable={selection !== undefined}
        data-links={hrefOf !== undefined}
      >
        <TableHead columns={columns} selection={selection} keys={keys} />
        <tbody ref={body} {...insideEvents(row.activate)}>
          <Rows
            {...props}
            rows={held.rows}
            keys={keys}
            gone={held.gone}
            row={row}
            inside={inside}
            seen={seen}
            selected={selected}
          />
        </tbody>
      </table>
    </div>
  );
}

const noSelection = new SelectionStore();

function Rows<Row>(
  props: DataTableProps<Row> & {
    readonly keys: readonly string[];
    readonly gone: ReadonlySet<string>;
    readonly row: ActiveRowHandle;
    readonly inside: boolean;
    readonly seen: SeenRows;
    readonly selected: ReadonlySet<string>;
  },
) {
  const { rows, keys, gone, row, inside, seen, selected } = props;
  const { columns, nameOf, hrefOf, selection } = props;
  const [from, to] = [Math.min(seen.start, rows.length), Math.min(seen.end, rows.length)];
  const focused = inside ? row.active.index : undefined;
  const segments = useMemo(
    () => segmentsOf(rows.length, { start: from, end: to }, focused),
    [rows.length, from, to, focused],
  );
  const drawn = useMemo(
    () =>
      segments.flatMap((each) => (each.kind === "rows" ? keys.slice(each.start, each.end) : [])),
    [segments, keys],
  );
  const slots = useRowSlots(drawn, !inside);
  const keysNow = useLatest(keys);
  // One flat list: a row that goes from one part to another stays the same element, and keeps the focus.
  return segments.flatMap(({ kind, start, end }) =>
    kind === "room"
      ? [<Room key={`room ${start}`} heightPx={(end - start) * seen.rowPx} />]
      : rows.slice(start, end).map((each, offset) => {
          const rowKey = keys[start + offset] ?? "";
          return (
            <TableRow
              key={slots.get(rowKey)}
              row={each}
              rowKey={rowKey}
              rowIndex={start + offset + 2}
              columns={columns}
              href={hrefOf?.(each)}
              name={nameOf?.(each) ?? rowKey}
              selection={selection}
              selected={selected.has(rowKey)}
              active={rowKey === row.active.key}
              gone={gone.has(rowKey)}
              keysNow={keysNow}
            />
          );
        }),
  );
}

/** The room of rows that are not drawn. */
function Room({ heightPx }: { readonly heightPx: number }) {
  return <tr aria-hidden="true" className={styles["room"]} style={{ height: `${heightPx}px` }} />;
}

function NewRows(props: {
  readonly count: number;
  readonly body: RefObject<HTMLTableSectionElement | null>;
  readonly showNew: () => void;
}) {
  const { count, body, showNew } = props;
  const words = useWords(tableWords);
  const formats = useFormats();
  return (
    <button
      type="button"
      className={styles["new"]}
      onClick={() => {
        // On the button it would be lost: it goes away.
        body.current?.querySelector<HTMLElement>("[data-key]")?.focus();
        showNew();
      }}
    >
      <span aria-hidden="true">↑ </span>
      {words.newRows(formats.count(count))}
    </button>
  );
}
