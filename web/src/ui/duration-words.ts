const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A length of time in its one or two largest units: "now", "8 s", "2 min", "1 h 5 min", "3 d 2 h". */
export function durationWords(ms: number): string {
  if (ms < secondMs) return "now";
  if (ms < minuteMs) return `${Math.floor(ms / secondMs)} s`;
  if (ms < hourMs) return `${Math.floor(ms / minuteMs)} min`;
  if (ms < dayMs) return twoUnits(ms, [hourMs, "h"], [minuteMs, "min"]);
  return twoUnits(ms, [dayMs, "d"], [hourMs, "h"]);
}

/** How old something is: "now", "8 s ago". A time ahead of the clock counts as now. */
export function ageWords(ms: number): string {
  return ms < secondMs ? "now" : `${durationWords(ms)} ago`;
}

/** Time left as a clock shows it: "14:58", "1:04:58", and from a day on "6 d 23 h". Never below "0:00". */
export function countdown(ms: number): string {
  if (ms >= dayMs) return durationWords(ms);
  const seconds = Math.max(0, Math.ceil(ms / secondMs));
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const tail = String(seconds % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}

/** A time on the wire: "0.4 ms", "12 ms", "1.3 s". */
export function latencyWords(ms: number): readonly [value: string, unit: string] {
  if (ms >= secondMs) return [(ms / secondMs).toFixed(1), "s"];
  return [ms < 9.95 ? ms.toFixed(1) : ms.toFixed(0), "ms"];
}

function twoUnits(ms: number, large: readonly [number, string], small: readonly [number, string]) {
  const rest = Math.floor((ms % large[0]) / small[0]);
  const head = `${Math.floor(ms / large[0])} ${large[1]}`;
  return rest === 0 ? head : `${head} ${rest} ${small[1]}`;
}
