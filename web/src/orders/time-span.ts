import { dayStartMs } from "./calendar-day.ts";

/** When orders were placed. What is relative stays relative: a link to "today" means today tomorrow too. */
export type TimeSpan =
  | { readonly kind: "last"; readonly count: number; readonly unit: TimeUnit }
  | { readonly kind: "day"; readonly day: "today" | "yesterday" }
  /** From a moment on, up to but without another; at least one of them is there. */
  | { readonly kind: "between"; readonly bounds: Bounds };

export type TimeUnit = "min" | "h" | "d";

/** Milliseconds since 1970; undefined where there is no bound. */
export interface Bounds {
  readonly fromMs: number | undefined;
  readonly beforeMs: number | undefined;
}

export const unitMs: Readonly<Record<TimeUnit, number>> = {
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Most of a unit that "last" takes: longer ago than any order. */
export const lastCountMax = 10_000;

/** The moments that bound a span, as of `nowMs`. */
export function boundsOf(span: TimeSpan, nowMs: number, zone: string): Bounds {
  switch (span.kind) {
    case "last":
      return { fromMs: Math.max(0, nowMs - span.count * unitMs[span.unit]), beforeMs: undefined };
    case "day":
      return span.day === "today"
        ? { fromMs: dayStartMs(nowMs, zone), beforeMs: undefined }
        : { fromMs: dayStartMs(nowMs, zone, -1), beforeMs: dayStartMs(nowMs, zone) };
    case "between":
      return span.bounds;
  }
}

/** True for a span whose moments move with the clock. */
export function isRelative(span: TimeSpan | undefined): boolean {
  return span !== undefined && span.kind !== "between";
}

/** The span from one moment to another; undefined when nothing can lie in it. */
export function between(
  fromMs: number | undefined,
  beforeMs: number | undefined,
): TimeSpan | undefined {
  if (fromMs === undefined && beforeMs === undefined) return undefined;
  if (fromMs !== undefined && beforeMs !== undefined && fromMs >= beforeMs) return undefined;
  return { kind: "between", bounds: { fromMs, beforeMs } };
}
