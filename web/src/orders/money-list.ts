import type { Formats } from "../ui/formats.ts";
import type { Amount } from "../ui/money-text.ts";

/** Amounts of several currencies in a row: "1,234.50 EUR and 700 JPY". */
export function moneyList(amounts: readonly Amount[], formats: Formats): string {
  return formats.list(amounts.map((amount) => `${formats.money(amount)} ${amount.currencyCode}`));
}
