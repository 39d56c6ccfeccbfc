import { useFormats } from "../ui/use-formats.ts";

/** Writes amounts of a currency, with its code. */
export function useMoneyText(currencyCode: string): (minorUnits: bigint) => string {
  const { money } = useFormats();
  return (minorUnits) => `${money({ currencyCode, minorUnits })} ${currencyCode}`;
}
