import type { Counted } from "../words/plural.ts";
import { fractionDigits, moneyText } from "./money-text.ts";
import type { Amount } from "./money-text.ts";

/** Numbers as the reader of a locale writes them. Texts with a unit come as a pair: the unit is drawn small. */
export interface NumberFormats {
  /** A whole number with its separators, "1,200". */
  readonly count: (count: bigint | number) => string;
  /** The same for words that count. */
  readonly counted: (count: bigint | number) => Counted;
  /** A number with so many decimals, "3.1". */
  readonly decimal: (value: number, digits: number) => string;
  /** A share of 0 to 1, "12%"; one that would round to nothing is "<1%". */
  readonly percent: (share: number) => string;
  /** An exact amount without its currency, "1,234.50". */
  readonly money: (amount: Amount) => string;
  /** An amount for a figure: "812.50" "EUR", "96.2" "k EUR". Rounded from 10,000 on. */
  readonly shortMoney: (amount: Amount) => readonly [value: string, unit: string];
  /** A time on the wire, in ms: "0.4" "ms", "1.3" "s". */
  readonly latency: (ms: number) => readonly [value: string, unit: string];
  /** Something a second: "3.1" below ten, "412" above. */
  readonly rate: (perSecond: number) => string;
  /** A number of bytes with the unit that leaves it below 1,000: "412 B", "3.7 MB". */
  readonly bytes: (bytes: number) => string;
}

/** The formats of numbers for a locale, "en-GB". */
export function numberFormats(locale: string): NumberFormats {
  const whole = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: "percent" });
  const decimals = [0, 1, 2, 3].map((digits) => decimalFormat(locale, digits));
  const count = (value: bigint | number): string => whole.format(value);
  const decimal = (value: number, digits: number): string =>
    (decimals[digits] ?? decimalFormat(locale, digits)).format(value);
  return {
    count,
    counted: (value) => ({ value, text: count(value) }),
    decimal,
    percent: (share) =>
      share > 0 && share < 0.01 ? `<${percent.format(0.01)}` : percent.format(share),
    money: (amount) => moneyText(amount, locale),
    shortMoney: (amount) => shortMoney(amount, locale, decimal),
    latency: (ms) =>
      ms >= 1_000 ? [decimal(ms / 1_000, 1), "s"] : [decimal(ms, ms < 9.95 ? 1 : 0), "ms"],
    rate: (perSecond) => decimal(perSecond, perSecond > 0 && perSecond < 9.95 ? 1 : 0),
    bytes: (bytes) => bytesText(bytes, decimal),
  };
}

type Decimal = NumberFormats["decimal"];

/** For figures: they have no separators. */
function decimalFormat(locale: string, digits: number): Intl.NumberFormat {
  const exact = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(locale, { ...exact, useGrouping: false });
}

/** How large amounts are cut short: English counts by thousands, Chinese by ten thousands. */
const scales = {
  en: [
    [1e3, "k"],
    [1e6, "M"],
    [1e9, "G"],
  ],
  zh: [
    [1e4, "万"],
    [1e8, "亿"],
    [1e12, "万亿"],
  ],
} as const;
const exactBelow = 10_000;

function shortMoney(
  amount: Amount,
  locale: string,
  decimal: Decimal,
): readonly [value: string, unit: string] {
  const { currencyCode, minorUnits } = amount;
  const whole = Number(minorUnits) / 10 ** fractionDigits(currencyCode);
  if (Math.abs(whole) < exactBelow) return [moneyText(amount, locale), currencyCode];
  const [first, ...larger] = locale.startsWith("zh") ? scales.zh : scales.en;
  // 999,960 is 1.0 M, not 1000.0 k.
  const fits = larger.findLast(
    ([divisor]) => Math.abs(whole) >= divisor * (1 - first[0] ** -1 / 20),
  );
  const [divisor, prefix] = fits ?? first;
  return [decimal(whole / divisor, 1), `${prefix} ${currencyCode}`];
}

const byteUnits = ["B", "kB", "MB", "GB", "TB"] as const;

function bytesText(bytes: number, decimal: Decimal): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < byteUnits.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${decimal(value, unit === 0 || value >= 99.95 ? 0 : 1)} ${byteUnits[unit] ?? ""}`;
}
