/** An exact amount of one currency in its smallest unit (cents for EUR). */
export interface Money {
  readonly currencyCode: string;
  readonly minorUnits: bigint;
}

/** Largest amount that is kept: 2^53 - 1, so that JSON clients and SQL tools read it exactly. */
export const moneyMaxMinorUnits = 9_007_199_254_740_991n;

/** True for the shape of an ISO 4217 code: three capital letters. */
export function isCurrencyCode(text: string): boolean {
  return /^[A-Z]{3}$/.test(text);
}

/** An amount in English, with its currency: "1,234.50 EUR", and "700 JPY", which has no smaller unit. */
export function moneyText({ currencyCode, minorUnits }: Money): string {
  if (!isCurrencyCode(currencyCode)) return `${minorUnits} smallest units of ${currencyCode}`;
  const digits = fractionDigits(currencyCode);
  const size = (minorUnits < 0n ? -minorUnits : minorUnits).toString().padStart(digits + 1, "0");
  const whole = groups.format(BigInt(size.slice(0, size.length - digits)));
  const fraction = digits === 0 ? "" : `.${size.slice(-digits)}`;
  return `${minorUnits < 0n ? "-" : ""}${whole}${fraction} ${currencyCode}`;
}

const groups = new Intl.NumberFormat("en-US");

function fractionDigits(currency: string): number {
  const format = new Intl.NumberFormat("en-US", { style: "currency", currency });
  return format.resolvedOptions().maximumFractionDigits ?? 0;
}
