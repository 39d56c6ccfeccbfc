/**
 * Minor units of an amount as people type it, exactly: with 2 digits "39.98", "39,98" and "39" are 3998, 3998 and 3900; "1,234.50" is
 * 123450. Groups have three digits, so "1,234" is 1234 whole units, never 1.234. Undefined when it is no amount, or has more decimals
 * than its currency.
 */
export function parseAmount(text: string, digits: number): bigint | undefined {
  const typed = text
    .normalize("NFKC")
    .replaceAll("。", ".")
    .replaceAll(/[\s'’]/g, "")
    .replaceAll("−", "-");
  const match = /^(-?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/.exec(withPoint(typed, digits));
  if (match === null) return undefined;
  const [, sign = "", whole = "", fraction = ""] = match;
  if (fraction.length > digits || whole.length > wholeMax) return undefined;
  const minorUnits = BigInt(whole.replaceAll(",", "") + fraction.padEnd(digits, "0"));
  return sign === "" ? minorUnits : -minorUnits;
}

/** Minor units as they stand in a field: "39.98", without groups. */
export function amountText(minorUnits: bigint, digits: number): string {
  const size = (minorUnits < 0n ? -minorUnits : minorUnits).toString().padStart(digits + 1, "0");
  const sign = minorUnits < 0n ? "-" : "";
  const whole = `${sign}${size.slice(0, size.length - digits)}`;
  return digits === 0 ? whole : `${whole}.${size.slice(-digits)}`;
}

/** A comma that can only be a decimal comma becomes a point: one, with as many digits behind it as decimals, and not three. */
function withPoint(typed: string, digits: number): string {
  const match = /^(-?(?:\d+|\d{1,3}(?:\.\d{3})+)),(\d+)$/.exec(typed);
  if (match === null) return typed;
  const [, whole = "", fraction = ""] = match;
  const grouped = whole.includes(".");
  if (fraction.length > digits || (fraction.length === 3 && !grouped)) return typed;
  return `${whole.replaceAll(".", "")}.${fraction}`;
}

const wholeMax = 24;
