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

/** The tracks of a table, for each room it may have. */
export interface Tracks {
  readonly all: string;
  /** Of the columns that show where there is little room. */
  readonly narrow: string;
  /**
   * Of all where there is so much room that each gets a share of it: one column with the whole rest would put a screen of nothing between
   * the two sides of a row.
   */
  readonly wide: string;
  /** Of those where there is little room, within the width of a sheet of paper, where nothing is selected. */
  readonly print: string;
}

/** The tracks of a table with these columns. */
export function tracksOf(
  columns: readonly Pick<Column<never>, "width" | "wideOnly">[],
  selectable: boolean,
): Tracks {
  const lead = selectable ? ["32px"] : [];
  const all = columns.map(({ width }) => width);
  const narrow = columns.filter(({ wideOnly = false }) => !wideOnly).map(({ width }) => width);
  return {
    all: [...lead, ...all].join(" "),
    narrow: [...lead, ...narrow].join(" "),
    wide: [...lead, ...all.map((width) => sharedTrack(width, 320, "wide"))].join(" "),
    print: narrow.map((width) => sharedTrack(width, 160, "print")).join(" "),
  };
}

/** A column as a share of the room; one that takes the rest counts for `restPx` among the others. */
function sharedTrack(width: string, restPx: number, room: "wide" | "print"): string {
  const [, min = "0", max = min, unit = "px"] =
    /^(?:minmax\()?(\d+)px(?:, ([\d.]+)(fr|px)\))?$/.exec(width) ?? [];
  const weight = unit === "fr" ? Number(max) * restPx : Number(max);
  return `minmax(${room === "wide" ? min : 0}px, ${weight}fr)`;
}
