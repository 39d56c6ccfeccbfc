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
