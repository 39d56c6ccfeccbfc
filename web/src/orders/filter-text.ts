import type { Formats } from "../ui/formats.ts";
import { dayStartMs } from "./calendar-day.ts";
import type { ListWords } from "./list-words.ts";
import { isUuid } from "./order-id.ts";
import type { FilterPart, StatusName } from "./order-filter.ts";
import { shortId } from "../ui/short-id.ts";
import type { TimeSpan } from "./time-span.ts";

/** What filters are told with. */
export interface FilterTeller {
  readonly words: ListWords;
  readonly formats: Formats;
  readonly nowMs: number;
  /** The word for a state, "Placed". */
  readonly statusWord: (status: StatusName) => string;
}

/** A part of a filter in words, "SKU DROP-01", "Placed in the last 2 hours". */
export function partText(part: FilterPart, teller: FilterTeller): string {
  const { filters, groups, times } = teller.words;
  switch (part.kind) {
    case "order":
      return isUuid(part.value)
        ? filters.order(shortId(part.value))
        : filters.orderHead(part.value);
    case "user":
      return filters.user(shortId(part.value));
    case "email":
      return filters.email(part.value);
    case "sku":
      return filters.sku(part.value);
    case "group":
      return groups[part.group];
    case "status":
      return teller.statusWord(part.status);
    case "on_hold":
      return part.onHold ? filters.onHold : filters.notOnHold;
    case "placed":
      return times.placed(spanText(part.span, teller));
  }
}

function spanText(span: TimeSpan, teller: FilterTeller): string {
  const { words, formats } = teller;
  const { times } = words;
  switch (span.kind) {
    case "day":
      return times[span.day];
    case "last": {
      const count = formats.counted(span.count);
      if (span.unit === "min") return times.lastMinutes(count);
      return span.unit === "h" ? times.lastHours(count) : times.lastDays(count);
    }
    case "between":
      return betweenText(span.bounds, teller);
  }
}

/** Whole days are told as days: "on 20 Nov 2026" instead of from midnight until midnight. */
function betweenText(
  { fromMs, beforeMs }: Extract<TimeSpan, { kind: "between" }>["bounds"],
  { words, formats, nowMs }: FilterTeller,
): string {
  const { times } = words;
  const isDay = (ms: number): boolean => dayStartMs(ms, formats.zone) === ms;
  const text = (ms: number): string => (isDay(ms) ? formats.date(ms) : formats.minute(ms, nowMs));
  if (fromMs === undefined) return times.before(text(beforeMs ?? 0));
  if (beforeMs === undefined) return times.since(text(fromMs));
  if (!isDay(fromMs) || !isDay(beforeMs)) return times.between(text(fromMs), text(beforeMs));
  const lastMs = dayStartMs(beforeMs, formats.zone, -1);
  return lastMs === fromMs
    ? times.on(formats.date(fromMs))
    : times.days(formats.date(fromMs), formats.date(lastMs));
}
