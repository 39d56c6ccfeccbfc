import type { Entry } from "./entry.ts";
import { noticeBytes } from "./entry-message.ts";
import { outcomes } from "./outcome.ts";
import type { Outcome } from "./outcome.ts";

/** A callback to send. */
export interface Notice {
  readonly body: Uint8Array;
  readonly dueAtMs: number;
}

/** When the callbacks of an outcome with many of them go, after the result. */
const manyAfterMs = [0, 0, 50, 200, 1_000] as const;
/** When "pending" is told, after the result that came first. */
const pendingAfterMs = 100;

/** The callbacks that an entry gives rise to when it is written: none before it is decided. */
export function noticesOf(entry: Entry, nowMs: number): readonly Notice[] {
  const { callbacks }: Outcome = outcomes[entry.outcome];
  if (entry.result === "pending" || callbacks === "none") return [];
  const result = { body: noticeBytes(entry, nowMs), dueAtMs: nowMs };
  if (callbacks === "many")
    return manyAfterMs.map((afterMs) => ({ ...result, dueAtMs: nowMs + afterMs }));
  if (callbacks === "one") return [result];
  const before: Entry = { ...entry, result: "pending", movedMinor: 0n };
  return [result, { body: noticeBytes(before, nowMs), dueAtMs: nowMs + pendingAfterMs }];
}
