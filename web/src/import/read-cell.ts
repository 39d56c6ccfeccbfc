import { fractionDigits } from "../ui/money-text.ts";
import { isCurrencyCode } from "./columns.ts";
import type { DecimalMark } from "./columns.ts";

/** What a cell says, or why it says nothing. */
export type CellRead<T> = { readonly kind: "value"; readonly value: T } | CellFault;

export interface CellFault {
  readonly kind: "fault";
  /** What is wrong, for programs; the words for it in other languages are those of faults.zh.ts. */
  readonly reason: string;
  readonly description: string;
  /** The texts in the description, by name. */
  readonly values: Readonly<Record<string, string>>;
}

export interface Price {
  readonly currencyCode: string;
  readonly minorUnits: bigint;
}

/** A whole number, "1,200" or "-3"; a fraction of zeros is let pass, spreadsheets write "5.0". */
export function readCount(cell: string, mark: DecimalMark): CellRead<bigint> {
  const number = readDecimal(cell, mark);
  if (number === undefined) return notA("NOT_A_WHOLE_NUMBER", cell);
  if (/[1-9]/.test(number.fraction)) return notA("NOT_A_WHOLE_NUMBER", cell);
  return value(signed(number.negative, number.whole));
}

/** An exact amount in minor units. The cell may name its currency by code or sign; a sign must be one of `currency`. */
export function readPrice(
  cell: string,
  { currency, mark }: { readonly currency: string; readonly mark: DecimalMark },
): CellRead<Price> {
  const { code = currency, sign, amount } = withoutCurrency(cell);
  if (!isCurrencyCode(code)) return noCurrency(code);
  if (sign !== undefined && !(codesBySign[sign] ?? []).includes(code)) {
    const rest = `is in ${sign}, and the currency of the row is ${code}`;
    return fault("OTHER_CURRENCY", cell, rest, { sign, code });
  }
  const number = readDecimal(amount, mark);
  if (number === undefined) return notA("NOT_A_PRICE", cell);
  const digits = fractionDigits(code);
  if (/[1-9]/.test(number.fraction.slice(digits))) {
    const rest = `has more than the ${digits} decimals of ${code}`;
    return fault("TOO_MANY_DECIMALS", cell, rest, { digits: String(digits), code });
  }
  const units = number.whole + number.fraction.slice(0, digits).padEnd(digits, "0");
  if (units.length > unitsMaxLength) return fault("TOO_LARGE", cell, "is too large");
  return value({ currencyCode: code, minorUnits: signed(number.negative, units) });
}

/** An amount that is given in minor units. */
export function readMinorUnits(cell: string, currency: string): CellRead<Price> {
  if (!isCurrencyCode(currency)) return noCurrency(currency);
  const count = readCount(cell, ".");
  if (count.kind === "fault") return notA("NOT_A_PRICE_IN_MINOR_UNITS", cell);
  return value({ currencyCode: currency, minorUnits: count.value });
}

/** Yes or no, in English or Chinese. */
export function readFlag(cell: string): CellRead<boolean> {
  const text = plain(cell).toLowerCase();
  if (yesWords.has(text)) return value(true);
  if (noWords.has(text)) return value(false);
  return fault("NOT_YES_OR_NO", cell, "is neither yes nor no");
}

const yesWords = new Set(["yes", "y", "true", "t", "1", "x", "on", "paused", "是", "真", "暂停"]);
const noWords = new Set(["no", "n", "false", "f", "0", "off", "-", "否", "假", "不", "正常"]);

const codesBySign: Readonly<Record<string, readonly string[]>> = {
  "€": ["EUR"],
  "£": ["GBP"],
  $: ["USD", "AUD", "CAD", "NZD", "HKD", "SGD", "TWD", "MXN"],
  "¥": ["CNY", "JPY"],
  元: ["CNY"],
  円: ["JPY"],
};

/** More digits than this do not fit 64 bits. */
const unitsMaxLength = 18;
const shownMaxLength = 40;

interface Decimal {
  readonly negative: boolean;
  readonly whole: string;
  readonly fraction: string;
}

/** Digits in groups of three or in none; spaces and apostrophes group as well, whatever the mark is. */
const decimalForms: Readonly<Record<DecimalMark, RegExp>> = {
  ".": /^([+-]?)(\d{1,3}(?:[,' ]\d{3})+|\d+)(?:\.(\d*))?$/,
  ",": /^([+-]?)(\d{1,3}(?:[.' ]\d{3})+|\d+)(?:,(\d*))?$/,
};

function readDecimal(cell: string, mark: DecimalMark): Decimal | undefined {
  const [, sign, grouped, fraction = ""] = decimalForms[mark].exec(plain(cell)) ?? [];
  if (grouped === undefined) return undefined;
  const whole = grouped.replaceAll(/\D/g, "").replace(/^0+(?=\d)/, "");
  if (whole.length > unitsMaxLength) return undefined;
  return { negative: sign === "-", whole, fraction };
}

function withoutCurrency(cell: string): {
  readonly code: string | undefined;
  readonly sign: string | undefined;
  readonly amount: string;
} {
  const text = plain(cell);
  const code = /^[A-Z]{3}(?=[^A-Za-z])|(?<=[^A-Za-z])[A-Z]{3}$/.exec(text)?.[0];
  const bare = code === undefined ? text : text.replace(code, "").trim();
  const sign = /^(-?)\s*([€£$¥元円])|([€£$¥元円])$/.exec(bare);
  const amount =
    sign === null
      ? bare
      : bare
          .replace(/[€£$¥元円]/, "")
          .replace(/^-\s+/, "-")
          .trim();
  return { code, sign: sign?.[2] ?? sign?.[3], amount };
}

/** Wide digits and signs as the narrow ones, every kind of space and minus as the plain one. */
function plain(cell: string): string {
  return cell.normalize("NFKC").replaceAll(/\s+/g, " ").replaceAll("\u2212", "-").trim();
}

function signed(negative: boolean, digits: string): bigint {
  return negative ? -BigInt(digits) : BigInt(digits);
}

/** A formula is the one mistake that has its own way out. */
function notA(reason: keyof typeof expected, cell: string): CellFault {
  if (plain(cell).startsWith("=")) {
    return fault("FORMULA", cell, "is a formula; save the file with values");
  }
  return fault(reason, cell, `is not a ${expected[reason]}`);
}

const expected = {
  NOT_A_WHOLE_NUMBER: "whole number",
  NOT_A_PRICE: "price",
  NOT_A_PRICE_IN_MINOR_UNITS: "price in minor units",
} as const;

function noCurrency(code: string): CellFault {
  return fault("NO_SUCH_CURRENCY", code, 'is not a currency, as in "EUR"');
}

function shown(text: string): string {
  const short = text.length > shownMaxLength ? `${text.slice(0, shownMaxLength)}…` : text;
  return short.toWellFormed();
}

function value<T>(read: T): { readonly kind: "value"; readonly value: T } {
  return { kind: "value", value: read };
}

/** `rest` goes on after what stands in the cell. */
function fault(
  reason: string,
  text: string,
  rest: string,
  more: Readonly<Record<string, string>> = {},
): CellFault {
  const cell = shown(text);
  return { kind: "fault", reason, description: `"${cell}" ${rest}`, values: { cell, ...more } };
}
