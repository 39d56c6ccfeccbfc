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
    const [x, y] = [left + index, heightOf(share)];
    // A share alone is a line of one step, or nobody would see it.
    path += drawing ? `L${x + 1} ${y}` : `M${x} ${y}L${x + 1} ${y}`;
    drawing = true;
  });
  return path;
}

/** The same shares as a field that stands on the ground, a step for each; none where there is none. */
export function areaPath(shares: readonly (number | undefined)[], width: number): string {
  const left = width - shares.length;
  return shares
    .map((share, index) =>
      share === undefined ? "" : `M${left + index} 100V${heightOf(share)}h1V100z`,
    )
    .join("");
}

function heightOf(share: number): number {
  return Math.round(99 - share * 98);
}
