import type { ReactNode } from "react";

/** A column of a table. Make the list of them once, or with `useMemo`: rows are drawn again when it is another one. */
export interface Column<Row> {
  readonly name: string;
  readonly title: string;
  /** A track of the grid: "84px", "minmax(120px, 1fr)". */
  readonly width: string;
  /** "end" for numbers: they align on the decimal point. */
  readonly align?: "start" | "end";
  /** True for the column whose text links to what the row is about. */
  readonly link?: boolean;
  readonly sorted?: "ascending" | "descending";
  /** True for what is left out where there is less than 1,000 px. */
  readonly wideOnly?: boolean;
  /** Where it stands on a phone, in one of two lines; it is left out there without. One column for each place. */
  readonly phone?: "top" | "top-end" | "bottom" | "bottom-end";
  readonly cell: (row: Row) => ReactNode;
  /** Shown on hover: the whole of what is cut off. */
  readonly hint?: (row: Row) => string | undefined;
}

/** The tracks of all columns, and of those that show where there is little room. */
export function tracksOf(
  columns: readonly Pick<Column<never>, "width" | "wideOnly">[],
  selectable: boolean,
): { readonly all: string; readonly narrow: string } {
  const lead = selectable ? ["32px"] : [];
  const narrow = columns.filter(({ wideOnly = false }) => !wideOnly);
  const text = (of: typeof columns): string => [...lead, ...of.map(({ width }) => width)].join(" ");
  return { all: text(columns), narrow: text(narrow) };
}
