/** Rows drawn beyond what can be seen, on each side: a scroll of a few lines shows no gap. */
const overscan = 4;

/**
 * The rows of a long list of equal heights that can be seen, from `start` up to but without `end`. Only these are drawn: 2,000 rows
 * cost as much as 20.
 */
export function windowRows(options: {
  readonly count: number;
  readonly rowPx: number;
  readonly scrollTopPx: number;
  readonly heightPx: number;
}): { readonly start: number; readonly end: number } {
  const { count, rowPx, scrollTopPx, heightPx } = options;
  const first = Math.floor(Math.max(0, scrollTopPx) / rowPx);
  const afterLast = Math.ceil((Math.max(0, scrollTopPx) + heightPx) / rowPx);
  const end = Math.min(count, afterLast + overscan);
  return { start: Math.max(0, Math.min(first - overscan, end)), end };
}
