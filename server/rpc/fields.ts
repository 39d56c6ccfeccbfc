import type { Money as MoneyMessage } from "#gen/sluice/money/v1/money_pb.ts";
import type { Fault } from "../core/fault.ts";
import { isCurrencyCode, moneyMaxMinorUnits } from "../core/money.ts";
import type { Money } from "../core/money.ts";
import { queryWords } from "../core/search-words.ts";
import { priceMaxMinorUnits, skuPattern } from "../inventory/item.ts";
import { emailMaxBytes, emailTooLong, normalizeEmail } from "../users/user.ts";
import { outOfRange, required, tooMany } from "./violations.ts";
import type { Range, Violations } from "./violations.ts";

/** Any version that an item or an order can have; 0 stands for any of them. */
export const expectedVersionRange: Range = { min: 0, max: Number.MAX_SAFE_INTEGER };

const pageSizeRange: Range = { min: 1, max: 1_000 };
const pageSizeDefault = 50;
/** As long as the longest e-mail address. */
const queryMaxLength = emailMaxBytes;
const queryWordsRange: Range = { min: 0, max: 8 };
const priceRange: Range = { min: 0, max: priceMaxMinorUnits };
const amountRange: Range = { min: 0, max: moneyMaxMinorUnits };
const notSku: Fault = {
  reason: "NOT_A_SKU",
  description: 'is not 1 to 64 of A-Z, a-z, 0-9, ".", "_", "-"',
};
const notCurrency: Fault = {
  reason: "NOT_A_CURRENCY",
  description: 'is not three capital letters, as in "EUR"',
};
const notEmailPrefix: Fault = {
  reason: "NOT_AN_EMAIL_PREFIX",
  description: "cannot begin an e-mail address",
};

/** A SKU that must be there. */
export function skuField(violations: Violations, field: string, sku: string): string {
  if (!skuPattern.test(sku)) violations.add(field, sku === "" ? required : notSku);
  return sku;
}

/** A SKU, or the beginning of one; undefined when the field is empty. */
export function optionalSkuField(
  violations: Violations,
  field: string,
  sku: string,
): string | undefined {
  return sku === "" ? undefined : skuField(violations, field, sku);
}

/** A price that must be there: a currency, and 0 to 1,000,000,000,000 minor units. */
export function priceField(
  violations: Violations,
  field: string,
  price: MoneyMessage | undefined,
): Money {
  return moneyField(violations, field, price, priceRange);
}

/** Any amount that can be kept, and must be there: a currency, and 0 to 2^53 - 1 minor units. */
export function amountField(
  violations: Violations,
  field: string,
  amount: MoneyMessage | undefined,
): Money {
  return moneyField(violations, field, amount, amountRange);
}

function moneyField(
  violations: Violations,
  field: string,
  amount: MoneyMessage | undefined,
  range: Range,
): Money {
  if (amount === undefined) {
    violations.add(field, required);
    return { currencyCode: "", minorUnits: 0n };
  }
  const { currencyCode, minorUnits } = amount;
  if (!isCurrencyCode(currencyCode)) {
    violations.add(`${field}.currency_code`, notCurrency);
  }
  if (minorUnits < range.min || minorUnits > range.max) {
    violations.add(`${field}.minor_units`, outOfRange(minorUnits, range));
  }
  return { currencyCode, minorUnits };
}

/** An e-mail address that must be there, normalised. */
export function emailField(violations: Violations, field: string, text: string): string {
  if (text.length > emailTextMax) {
    violations.add(field, emailTooLong);
    return "";
  }
  const normalized = text === "" ? undefined : normalizeEmail(text);
  if (normalized?.kind === "ok") return normalized.email;
  violations.add(field, normalized === undefined ? required : normalized.fault);
  return "";
}

/** The beginning of an e-mail address, normalised as addresses are; empty for all. */
export function emailPrefixField(violations: Violations, field: string, text: string): string {
  if (text.length > emailTextMax) violations.add(field, emailTooLong);
  else if (/[\p{Cc}\p{Cs}]/u.test(text)) violations.add(field, notEmailPrefix);
  else return shortPrefix(violations, field, text.trim().normalize("NFC").toLowerCase());
  return "";
}

/** The words of a search, as they are compared; none for an empty text. */
export function queryField(violations: Violations, field: string, text: string): readonly string[] {
  if (text.trim() === "") return [];
  violations.text(field, text, queryMaxLength);
  const words = text.length > 2 * queryMaxLength ? [] : queryWords(text);
  if (words.length <= queryWordsRange.max) return words;
  violations.add(field, tooMany(words.length, "words", queryWordsRange));
  return [];
}

/** Two times of which the second, when both are set, must be later. */
export function checkLater(
  violations: Violations,
  earlier: { readonly field: string; readonly ms: number | undefined },
  later: { readonly field: string; readonly ms: number | undefined },
): void {
  if (earlier.ms === undefined || later.ms === undefined || later.ms > earlier.ms) return;
  const description = `is not after ${earlier.field}`;
  violations.add(later.field, {
    reason: "NOT_LATER",
    description,
    values: { earlier: earlier.field },
  });
}

/** How many rows a page may have: 1 to 1,000; 0 stands for 50. */
export function pageSizeField(violations: Violations, pageSize: number): number {
  if (pageSize === 0) return pageSizeDefault;
  return violations.integer("page_size", pageSize, pageSizeRange);
}

/** Composing shortens a text; one this long stays too long, and is not worth the walk. */
const emailTextMax = 4 * emailMaxBytes;

function shortPrefix(violations: Violations, field: string, prefix: string): string {
  if (Buffer.byteLength(prefix) > emailMaxBytes) {
    violations.add(field, emailTooLong);
  }
  return prefix;
}
