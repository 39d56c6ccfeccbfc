/**
 * A line through shares of 0 to 1, one a step, in a field of `width` by 100 with the newest at its right end. Where there is none it is
 * broken. Empty without any.
 */
export function trendPath(shares: readonly (number | undefined)[], width: number): string {
  const left = width - shares.length;
  let path = "";
  let drawing = false;
  shares.forEach((share, index) => {
    if (share === undefined) {
      drawing = false;
      return;
    }
    const [x, y] = [left + index, Math.round(99 - share * 98)];
    // A share alone is a line of one step, or nobody would see it.
    path += drawing ? `L${x + 1} ${y}` : `M${x} ${y}L${x + 1} ${y}`;
    drawing = true;
  });
  return path;
}
