import type { Amount } from "../ui/money-text.ts";

/** Sums by currency, in the order the currencies come. */
export function sumsOf(amounts: readonly Amount[]): readonly Amount[] {
  const sums = new Map<string, Amount>();
  for (const { currencyCode, minorUnits } of amounts) {
    const sum = sums.get(currencyCode)?.minorUnits ?? 0n;
    sums.set(currencyCode, { currencyCode, minorUnits: sum + minorUnits });
  }
  return [...sums.values()];
}
