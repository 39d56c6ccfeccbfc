import type { Stamp } from "../commands/stamp.ts";
import { addAttempt, newRefund } from "./attempts.ts";
import type { Attempt, Payment } from "./payment.ts";
import type { Repeated } from "./possible-actions.ts";

/** The attempts with one more try of a refund, for so much. */
export function repeatRefund(
  { attempts }: Pick<Payment, "attempts">,
  { last, amountMinor }: Repeated,
  stamp: Stamp,
): readonly Attempt[] {
  const { attemptId: repeats, channel, reason, due } = last;
  const fields = { channel, reason, due, amountMinor, repeats, createdAtMs: stamp.nowMs };
  return addAttempt(attempts, newRefund({ ...fields, attemptId: stamp.newId() }));
}
