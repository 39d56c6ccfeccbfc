/** A time of day on a day, as a clock on the wall shows it: "2026-11-26T10:00", with ":30" when it has seconds. */
export type WallText = string;

/**
 * The instant at which the clocks of a zone show this, in ms since 1970. When they show it twice (in autumn) the first; when never (in
 * spring) the instant as far after the change. Undefined for what is no time.
 */
export function instantOf(wall: WallText, zone: string): number | undefined {
  const shownMs = parseWall(wall);
  if (shownMs === undefined) return undefined;
  // Offsets on both sides of whatever change is near: no zone changes twice in two days.
  const before = offsetMs(shownMs - dayMs, zone);
  const after = offsetMs(shownMs + dayMs, zone);
  const fits = [shownMs - before, shownMs - after].find(
    (atMs) => atMs + offsetMs(atMs, zone) === shownMs,
  );
  return fits ?? shownMs - before;
}

/** What the clocks of a zone show at an instant. */
export function wallText(atMs: number, zone: string): WallText {
  const text = new Date(atMs + offsetMs(atMs, zone)).toISOString().slice(0, 19);
  return text.endsWith(":00") ? text.slice(0, 16) : text;
}

const dayMs = 24 * 60 * 60 * 1_000;

/** As if the wall were in UTC. Years of four digits from 1000: a field brings 0002 while 2026 is being typed. */
function parseWall(wall: WallText): number | undefined {
  if (!/^[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?$/.test(wall)) return undefined;
  const ms = Date.parse(`${wall}Z`);
  // Engines take the 30th of February for the 2nd of March.
  const real = !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(wall);
  return real ? ms : undefined;
}

/** How far the clocks of a zone are ahead of UTC at an instant. */
function offsetMs(atMs: number, zone: string): number {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(atMs)
      .map(({ type, value }) => [type, value]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? "";
  const year = part("year").padStart(4, "0");
  const day = `${year}-${part("month")}-${part("day")}`;
  const shown = Date.parse(`${day}T${part("hour")}:${part("minute")}:${part("second")}Z`);
  return shown - Math.floor(atMs / 1_000) * 1_000;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const formatsMax = 20;

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  if (formats.size < formatsMax) formats.set(zone, made);
  return made;
}
