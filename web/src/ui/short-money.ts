import { fractionDigits, moneyText } from "./money-text.ts";
import type { Amount } from "./money-text.ts";

/** An amount short enough for a figure, with its unit: "812.50" "EUR", "96.2" "k EUR", "1.2" "M EUR". Rounded from 10,000 on. */
export function shortMoney(amount: Amount): readonly [value: string, unit: string] {
  const digits = fractionDigits(amount.currencyCode);
  const whole = Number(amount.minorUnits) / 10 ** digits;
  const size = Math.abs(whole);
  if (size < 10_000) return [moneyText(amount), amount.currencyCode];
  const [divisor, prefix] = size < 999_950 ? [1e3, "k"] : size < 999.95e6 ? [1e6, "M"] : [1e9, "G"];
  return [(whole / divisor).toFixed(1), `${prefix} ${amount.currencyCode}`];
}
