/** Moments, in ms since 1970, as the reader of a locale writes them, in one time zone. */
export interface TimeFormats {
  /** The zone by its name in the IANA list, "Europe/Berlin". */
  readonly zone: string;
  /** Time of day to the second, "22:41:07". */
  readonly clock: (ms: number) => string;
  /** Time of day to the minute, "22:41". */
  readonly hourMinute: (ms: number) => string;
  /** In a list: to the tenth of a second today, "22:41:07.3"; else with its day, "20 Nov, 22:41"; the day alone of another year, "20 Nov 2025". */
  readonly listTime: (ms: number, nowMs: number) => string;
  /** What will come or has gone: to the minute, with its day unless that is today, and the year unless it is this one. */
  readonly minute: (ms: number, nowMs: number) => string;
  /** Day and time to the second, "20 Nov 2026, 22:41:07". */
  readonly dateTime: (ms: number) => string;
  /** The day, "20 Nov 2026". */
  readonly date: (ms: number) => string;
  /** Day, date, time and zone, for titles. */
  readonly wholeTime: (ms: number) => string;
}

type Format = (ms: number) => string;

/** The formats of moments for a locale, "en-GB", in a zone: "local" or a name of the IANA list. */
export function timeFormats(locale: string, zone: string): TimeFormats {
  const inZone = zone === "local" ? {} : { timeZone: zone };
  const formatOf = (options: Intl.DateTimeFormatOptions): Format => {
    const format = new Intl.DateTimeFormat(locale, { hourCycle: "h23", ...options, ...inZone });
    return (ms) => format.format(ms);
  };
  const time = { hour: "2-digit", minute: "2-digit" } as const;
  const day = { month: "short", day: "numeric" } as const;
  const clockWithTenths = formatOf({ ...time, second: "2-digit", fractionalSecondDigits: 1 });
  const dayAndMinute = formatOf({ ...day, ...time });
  const dateAndMinute = formatOf({ ...day, year: "numeric", ...time });
  const date = formatOf({ ...day, year: "numeric" });
  const hourMinute = formatOf(time);
  const dayKey = formatOf({ dateStyle: "short" });
  const yearKey = formatOf({ year: "numeric" });
  const byNearness =
    (today: Format, thisYear: Format, otherYear: Format) =>
    (ms: number, nowMs: number): string => {
      if (dayKey(ms) === dayKey(nowMs)) return today(ms);
      return yearKey(ms) === yearKey(nowMs) ? thisYear(ms) : otherYear(ms);
    };
  return {
    zone: new Intl.DateTimeFormat(locale, inZone).resolvedOptions().timeZone,
    clock: formatOf({ ...time, second: "2-digit" }),
    hourMinute,
    listTime: byNearness(clockWithTenths, dayAndMinute, date),
    minute: byNearness(hourMinute, dayAndMinute, dateAndMinute),
    dateTime: formatOf({ ...day, year: "numeric", ...time, second: "2-digit" }),
    date,
    wholeTime: formatOf({ dateStyle: "full", timeStyle: "long" }),
  };
}
