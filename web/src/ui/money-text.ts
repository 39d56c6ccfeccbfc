/** An exact amount, as the API has it. */
export interface Amount {
  readonly currencyCode: string;
  readonly minorUnits: bigint;
}

interface CurrencyFormat {
  readonly digits: number;
  readonly format: Intl.NumberFormat;
}

const formats = new Map<string, CurrencyFormat>();
const formatsMax = 200;

/** An amount as digits with the decimals of its currency, "1,234.50": exact, and without the currency. */
export function moneyText(amount: Amount, locale: string): string {
  const { format, digits } = currencyFormat(amount.currencyCode, locale);
  return format.format(decimalText(amount.minorUnits, digits));
}

/** Decimals of a currency: 2 for EUR, none for JPY. */
export function fractionDigits(currency: string): number {
  return currencyFormat(currency, "en").digits;
}

/** Minor units as a decimal number. Intl reads the text exactly; a number would round past 2^53. */
function decimalText(minorUnits: bigint, digits: number): `${number}` {
  const size = (minorUnits < 0n ? -minorUnits : minorUnits).toString().padStart(digits + 1, "0");
  const sign = minorUnits < 0n ? "-" : "";
  const whole = size.slice(0, size.length - digits);
  return `${sign}${whole}.${size.slice(size.length - digits)}0` as `${number}`;
}

/** Asking a format for its digits costs more than a hundred amounts: both are kept. */
function currencyFormat(currency: string, locale: string): CurrencyFormat {
  const key = `${locale} ${currency}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const options = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
  const digits = options.maximumFractionDigits ?? 0;
  const format = new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  const made = { digits, format };
  if (formats.size < formatsMax) formats.set(key, made);
  return made;
}
