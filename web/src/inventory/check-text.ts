import type { Formats } from "../ui/formats.ts";
import type { Amount } from "../ui/money-text.ts";
import type { ItemWords } from "./item-words.ts";
import type { Check } from "./preflight.ts";

/** SKUs that are named before the rest is only counted. */
const namedMax = 3;

interface Tools {
  readonly words: ItemWords["checks"];
  readonly formats: Formats;
  readonly serverNowMs: number;
}

/** A line of the preflight in the reader's words. */
export function checkText(check: Check, tools: Tools): string {
  const { words, formats, serverNowMs } = tools;
  const moment = (ms: number): string => formats.minute(ms, serverNowMs);
  switch (check.kind) {
    case "stock":
      return words.stock(formats.counted(check.available));
    case "no_stock":
      return check.held === 0n ? words.noStock : words.noStockHeld(formats.count(check.held));
    case "not_paused":
      return words.notPaused;
    case "paused":
      return words.paused;
    case "price":
      return words.price(priceText(check.price, formats));
    case "price_zero":
      return words.priceZero(priceText(check.price, formats));
    case "window":
      return windowText(check, tools);
    case "window_empty":
      return words.windowEmpty;
    case "window_over":
      return words.windowOver(moment(check.endsMs));
    case "window_begun":
      return words.windowBegun(moment(check.startsMs));
    case "closes_now":
      return words.closesNow(moment(check.startsMs));
    case "limit":
      return words.limit(formats.count(check.perUserLimit));
    case "limit_above_stock":
      return words.limitAboveStock(formats.count(check.perUserLimit));
    case "no_limit":
      return words.noLimit;
    case "one_currency":
      return check.itemCount === 0
        ? words.oneCurrency
        : words.oneCurrencyWith(formats.counted(check.itemCount));
    case "other_currency":
      return words.otherCurrency(named(check.skus, tools), formats.list(check.currencies));
    case "link_live":
      return words.linkLive;
    case "link_stale":
      return words.linkStale(formats.duration(Math.max(1_000, check.forMs)));
    case "clock_off": {
      const duration = formats.duration(Math.abs(check.aheadMs));
      return check.aheadMs > 0 ? words.clockAhead(duration) : words.clockBehind(duration);
    }
  }
}

function windowText(
  { startsMs, endsMs }: Extract<Check, { readonly kind: "window" }>,
  { words, formats, serverNowMs }: Tools,
): string {
  const moment = (ms: number): string => formats.minute(ms, serverNowMs);
  if (startsMs === undefined) {
    return endsMs === undefined ? words.windowAlways : words.windowUntil(moment(endsMs));
  }
  const lead = formats.duration(Math.max(1_000, startsMs - serverNowMs));
  if (endsMs === undefined) return words.windowFrom(moment(startsMs), lead);
  return words.window(moment(startsMs), lead, formats.duration(endsMs - startsMs));
}

function priceText(price: Amount, formats: Formats): string {
  return `${formats.money(price)} ${price.currencyCode}`;
}

function named(skus: readonly string[], { words, formats }: Tools): string {
  const restCount = skus.length - namedMax;
  const shown = skus.slice(0, namedMax);
  return formats.list(restCount > 0 ? [...shown, words.more(formats.count(restCount))] : shown);
}
