const format = new Intl.NumberFormat();

/** A count with the separators of the reader's locale. */
export function countText(count: bigint | number): string {
  return format.format(count);
}
