/** A part of a long list: rows that are drawn, from `start` up to but without `end`, or the room of rows that are not. */
export interface Segment {
  readonly kind: "rows" | "room";
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts a list into what is drawn and the room between. Drawn is what can be seen, and the row that has the focus wherever it is: taken
 * away, it would take the focus with it.
 */
export function segmentsOf(
  count: number,
  seen: { readonly start: number; readonly end: number },
  focusedIndex: number | undefined,
): readonly Segment[] {
  const away =
    focusedIndex !== undefined &&
    focusedIndex < count &&
    (focusedIndex < seen.start || focusedIndex >= seen.end);
  const drawn = away ? [seen, { start: focusedIndex, end: focusedIndex + 1 }] : [seen];
  const segments: Segment[] = [];
  let done = 0;
  for (const { start, end } of drawn.toSorted((left, right) => left.start - right.start)) {
    if (start > done) segments.push({ kind: "room", start: done, end: start });
    if (end > start) segments.push({ kind: "rows", start, end });
    done = Math.max(done, end);
  }
  if (count > done) segments.push({ kind: "room", start: done, end: count });
  return segments;
}
