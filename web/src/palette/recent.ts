import { foundKinds } from "./found.ts";
import type { Found } from "./found.ts";

/** Objects that were looked at last, newest first. */
export const recentMax = 8;

const storageKey = "sluice.recent";
/** Longest text that is looked at: more was not written by us. */
const storedMaxLength = 10_000;

/** The list with an object that was just looked at. */
export function withRecent(list: readonly Found[], found: Found): readonly Found[] {
  const others = list.filter(({ kind, id }) => kind !== found.kind || id !== found.id);
  return [found, ...others].slice(0, recentMax);
}

/** The list in a stored text; what cannot be read is none. */
export function readRecent(text: string | null): readonly Found[] {
  if (text === null || text.length > storedMaxLength) return [];
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.filter(isFound).slice(0, recentMax) : [];
  } catch {
    return [];
  }
}

/** What was looked at last in this tab. */
export function recentObjects(): readonly Found[] {
  try {
    return readRecent(sessionStorage.getItem(storageKey));
  } catch {
    return [];
  }
}

/** Takes note of an object that is looked at, for this tab. */
export function noteRecent(found: Found): void {
  try {
    const next = withRecent(recentObjects(), found);
    sessionStorage.setItem(storageKey, JSON.stringify(next));
  } catch {
    // Storage is switched off or full: nothing else depends on it.
  }
}

function isFound(value: unknown): value is Found {
  if (typeof value !== "object" || value === null) return false;
  const { kind, id, title, detail } = value as Readonly<Record<string, unknown>>;
  const texts = [id, title, detail].every((text) => typeof text === "string");
  return texts && foundKinds.some((each) => each === kind);
}
