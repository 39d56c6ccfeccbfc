/** Moments, in ms since 1970, as the reader of a locale writes them, in one time zone. */
export interface TimeFormats {
  /** The zone by its name in the IANA list, "Europe/Berlin". */
  readonly zone: string;
  /** Time of day to the second, "22:41:07". */
  readonly clock: (ms: number) => string;
  /** Time of day to the minute, "22:41". */
  readonly hourMinute: (ms: number) => string;
  /** In a list: to the tenth of a second today, "22:41:07.3"; with its day otherwise, "20 Nov, 22:41". */
  readonly listTime: (ms: number, nowMs: number) => string;
  /** What will come or has gone: to the minute, with its day unless that is today. */
  readonly minute: (ms: number, nowMs: number) => string;
  /** Day and time to the second, "20 Nov 2026, 22:41:07". */
  readonly dateTime: (ms: number) => string;
  /** The day, "20 Nov 2026". */
  readonly date: (ms: number) => string;
  /** Day, date, time and zone, for titles. */
  readonly wholeTime: (ms: number) => string;
}

/** The formats of moments for a locale, "en-GB", in a zone: "local" or a name of the IANA list. */
export function timeFormats(locale: string, zone: string): TimeFormats {
  const inZone = zone === "local" ? {} : { timeZone: zone };
  const formatOf = (options: Intl.DateTimeFormatOptions): ((ms: number) => string) => {
    const format = new Intl.DateTimeFormat(locale, { hourCycle: "h23", ...options, ...inZone });
    return (ms) => format.format(ms);
  };
  const time = { hour: "2-digit", minute: "2-digit" } as const;
  const day = { month: "short", day: "numeric" } as const;
  const clockWithTenths = formatOf({ ...time, second: "2-digit", fractionalSecondDigits: 1 });
  const dayAndMinute = formatOf({ ...day, ...time });
  const hourMinute = formatOf(time);
  const dayKey = formatOf({ dateStyle: "short" });
  const isSameDay = (left: number, right: number): boolean => dayKey(left) === dayKey(right);
  return {
    zone: new Intl.DateTimeFormat(locale, inZone).resolvedOptions().timeZone,
    clock: formatOf({ ...time, second: "2-digit" }),
    hourMinute,
    listTime: (ms, nowMs) => (isSameDay(ms, nowMs) ? clockWithTenths(ms) : dayAndMinute(ms)),
    minute: (ms, nowMs) => (isSameDay(ms, nowMs) ? hourMinute(ms) : dayAndMinute(ms)),
    dateTime: formatOf({ ...day, year: "numeric", ...time, second: "2-digit" }),
    date: formatOf({ ...day, year: "numeric" }),
    wholeTime: formatOf({ dateStyle: "full", timeStyle: "long" }),
  };
}
