/** A time zone as Intl names it, "Europe/Berlin"; undefined stands for the zone of the machine. */
export type Zone = string | undefined;

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** A day of the calendar and a time of day, without a zone. */
export interface LocalTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/**
 * The moment at which clocks of a zone show a local time. One that they skip (spring) is counted as if they had not; of one
 * that they show twice (autumn) it is the first. Undefined for a day or time that no calendar has: 31 February, 25:00.
 */
export function momentOf(local: LocalTime, zone: Zone): number | undefined {
  const { year, month, day, hour, minute } = local;
  const asUtcMs = Date.UTC(year, month - 1, day, hour, minute);
  const date = new Date(asUtcMs);
  const shown = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  const real = shown.join() === [year, month, day].join() && date.getUTCHours() === hour;
  if (!real || minute > 59) return undefined;
  // The offsets a day before and after are those on both sides of a change.
  const [before, after] = [offsetMs(asUtcMs - dayMs, zone), offsetMs(asUtcMs + dayMs, zone)];
  const fits = [asUtcMs - before, asUtcMs - after].find(
    (moment) => moment + offsetMs(moment, zone) === asUtcMs,
  );
  return fits ?? asUtcMs - before;
}

/** The first moment of the day, `daysLater` days after the one that a moment is in. */
export function dayStartMs(momentMs: number, zone: Zone, daysLater = 0): number {
  const { year, month, day } = localTimeOf(momentMs, zone);
  const shifted = new Date(Date.UTC(year, month - 1, day + daysLater));
  const start = {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: 0,
    minute: 0,
  };
  return momentOf(start, zone) ?? momentMs;
}

/** What clocks of a zone show at a moment. */
export function localTimeOf(momentMs: number, zone: Zone): LocalTime {
  const shown = new Date(momentMs + offsetMs(momentMs, zone));
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
  };
}

/** How far clocks of a zone are ahead of UTC. */
function offsetMs(momentMs: number, zone: Zone): number {
  const parts = new Map(
    clockOf(zone)
      .formatToParts(momentMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const at = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const shownMs = Date.UTC(
    at("year"),
    at("month") - 1,
    at("day"),
    at("hour"),
    at("minute"),
    at("second"),
  );
  return shownMs - Math.floor(momentMs / 1_000) * 1_000;
}

const clocks = new Map<string, Intl.DateTimeFormat>();
const clocksMax = 50;

/** Making a format costs more than a hundred uses of it. */
function clockOf(zone: Zone): Intl.DateTimeFormat {
  const known = clocks.get(zone ?? "");
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  if (clocks.size < clocksMax) clocks.set(zone ?? "", made);
  return made;
}
