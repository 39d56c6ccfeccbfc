/** Limits of the time that a call may take, in milliseconds. */
export interface DeadlineLimits {
  /** For a call that names no deadline. */
  readonly defaultMs: number;
  /** A longer deadline is shortened to this, not refused: many clients send one of minutes by habit. */
  readonly maxMs: number;
}

const unitsMs: Readonly<Record<string, number>> = {
  H: 3_600_000,
  M: 60_000,
  S: 1_000,
  m: 1,
  u: 0.001,
  n: 0.000001,
};

/**
 * Brings the deadline header of a request within `limits`, before the stock handler reads it and starts its one timer. This is
 * the whole of default and maximum: no second timer per call, and `context.timeoutMs()` tells the truth. It also keeps
 * away timeouts past 2^31 ms, which setTimeout would turn into 1 ms. What cannot be parsed stays as it is, for the stock
 * handler to refuse.
 */
export function boundDeadline(header: Headers, limits: DeadlineLimits): void {
  if (header.get("content-type")?.startsWith("application/grpc") === true)
    bound(header, "grpc-timeout", limits, grpcTimeoutMs, (ms) => `${ms}m`);
  else bound(header, "connect-timeout-ms", limits, connectTimeoutMs, String);
}

/**
 * The same for a lean path, which sets the timer itself: how long a call may take that sent `text` as its deadline. Undefined for a text
 * that cannot be parsed.
 */
export function deadlineOf(
  text: string | null,
  protocol: "grpc" | "connect",
  limits: DeadlineLimits,
): number | undefined {
  if (text === null) return limits.defaultMs;
  const ms = protocol === "grpc" ? grpcTimeoutMs(text) : connectTimeoutMs(text);
  return ms === undefined ? undefined : Math.min(ms, limits.maxMs);
}

function bound(
  header: Headers,
  name: string,
  limits: DeadlineLimits,
  parse: (text: string) => number | undefined,
  print: (ms: number) => string,
): void {
  const text = header.get(name);
  if (text === null) {
    header.set(name, print(limits.defaultMs));
    return;
  }
  const ms = parse(text);
  if (ms !== undefined && ms > limits.maxMs) header.set(name, print(limits.maxMs));
}

function grpcTimeoutMs(text: string): number | undefined {
  const unitMs = unitsMs[text.at(-1) ?? ""];
  if (unitMs === undefined || !/^\d{1,8}.$/.test(text)) return undefined;
  return Number(text.slice(0, -1)) * unitMs;
}

function connectTimeoutMs(text: string): number | undefined {
  return /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}
