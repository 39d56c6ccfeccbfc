import type { BatchState } from "../commands/state.ts";
import type { Stamp } from "../commands/stamp.ts";
import type { Attempt } from "./payment.ts";

/** Has the channel of an attempt asked about it again some time after its end, which comes with this very commit. */
export function lookLater(
  state: BatchState,
  { channel, attemptId }: Pick<Attempt, "channel" | "attemptId">,
  { nowMs, payments }: Stamp,
): void {
  const dueAtMs = nowMs + payments.lookSoonMs;
  const look = { channel, attemptId, dueAtMs, answeredCount: 0, failedCount: 0 };
  state.moveLook({ from: undefined, to: look });
}
