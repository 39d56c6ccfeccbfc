/** What a reader chose for this browser. */
export interface Preferences {
  readonly theme: "light" | "dark" | "system";
  readonly language: "en" | "zh" | "system";
  /** "local", "UTC", or a name of the IANA list, "Asia/Shanghai". */
  readonly zone: string;
  /** Height of a row: 32 px, or 28. */
  readonly density: "comfortable" | "dense";
}

export const defaultPreferences: Preferences = {
  theme: "system",
  language: "system",
  zone: "local",
  density: "comfortable",
};

/** What web/public/before-paint.js reads, and this page. */
export const preferencesKey = "sluice.preferences";

/** Longest text that is looked at: more was not written by us. */
const textMaxLength = 1_000;

/** The preferences in a stored text. What is missing or cannot be read stands as if it was never chosen. */
export function readPreferences(text: string | null): Preferences {
  const stored = fieldsOf(text);
  const oneOf = <T extends string>(key: string, values: readonly T[], otherwise: T): T =>
    values.find((value) => value === stored[key]) ?? otherwise;
  const { zone } = stored;
  return {
    theme: oneOf("theme", ["light", "dark"], defaultPreferences.theme),
    language: oneOf("language", ["en", "zh"], defaultPreferences.language),
    zone: typeof zone === "string" && isZone(zone) ? zone : defaultPreferences.zone,
    density: oneOf("density", ["dense"], defaultPreferences.density),
  };
}

/** The text that keeps preferences: only what differs from the defaults, null when nothing does. */
export function writePreferences(preferences: Preferences): string | null {
  const chosen = Object.entries(preferences).filter(
    ([key, value]) => value !== defaultPreferences[key as keyof Preferences],
  );
  return chosen.length === 0 ? null : JSON.stringify(Object.fromEntries(chosen));
}

/** True for "local" and for each zone that this browser knows. */
export function isZone(zone: string): boolean {
  if (zone === "local") return true;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

function fieldsOf(text: string | null): Readonly<Record<string, unknown>> {
  if (text === null || text.length > textMaxLength) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
