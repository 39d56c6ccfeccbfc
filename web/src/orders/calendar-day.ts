import { instantOf, wallText } from "../form/zoned-time.ts";

/** A day of the calendar, "2026-11-20". */
export type DayText = string;

/** The day that clocks of a zone show at a moment, or another one, `daysLater` days after it. */
export function dayTextAt(momentMs: number, zone: string, daysLater = 0): DayText {
  const day = wallText(momentMs, zone).slice(0, 10);
  if (daysLater === 0) return day;
  const shifted = new Date(`${day}T00:00Z`);
  shifted.setUTCDate(shifted.getUTCDate() + daysLater);
  return shifted.toISOString().slice(0, 10);
}

/** The first moment of the day, `daysLater` days after the one that a moment is in. */
export function dayStartMs(momentMs: number, zone: string, daysLater = 0): number {
  return instantOf(`${dayTextAt(momentMs, zone, daysLater)}T00:00`, zone) ?? momentMs;
}
