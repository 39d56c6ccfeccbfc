import type { Bounds } from "./time-span.ts";

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const headPattern = /^01[0-9a-f]{6}(-([0-9a-f]{1,4}|[0-9a-f]{4}-[0-9a-f-]{0,21}))?$/;
/** Digits of the time at the head of a UUIDv7, in milliseconds since 1970. */
const timeDigits = 12;
/** An id is made in the batch that places its order, after the batch has looked at the clock: at most this much later. */
const madeLaterMs = 1_000;

/** True for a whole id in lower case, of whatever noun. */
export function isUuid(text: string): boolean {
  return uuidPattern.test(text);
}

/** True for the beginning of an order's id, 8 digits or more: they begin with 01 until the year 2039. */
export function isIdHead(text: string): boolean {
  return text.length < 36 && headPattern.test(text);
}

/**
 * Between which times an order was placed whose id begins like this. The head of a UUIDv7 is its time, so the beginning of an id is
 * a span of time: the API needs no index of its own for it.
 */
export function placedAround(head: string): Bounds {
  const digits = head.replaceAll("-", "").slice(0, timeDigits);
  const fromMs = Number.parseInt(digits.padEnd(timeDigits, "0"), 16);
  const beforeMs = fromMs + 16 ** (timeDigits - digits.length);
  return { fromMs: Math.max(0, fromMs - madeLaterMs), beforeMs };
}
