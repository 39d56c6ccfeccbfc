const units = ["B", "kB", "MB", "GB", "TB"] as const;

/** A number of bytes with the unit that leaves it below 1,000: "412 B", "3.7 MB". */
export function bytesText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  const text = unit === 0 || value >= 99.95 ? value.toFixed(0) : value.toFixed(1);
  return `${text} ${units[unit] ?? ""}`;
}

/** How many times smaller it came: "9.1x"; "–" before anything came. */
export function ratioText(inflatedBytes: number, wireBytes: number): string {
  return wireBytes === 0 ? "–" : `${(inflatedBytes / wireBytes).toFixed(1)}x`;
}
