import type { Nothing } from "../commands/command.ts";
import type { MoveLook } from "../commands/payment-command.ts";
import type { BatchState } from "../commands/state.ts";

/**
 * Notes down how the looks at an attempt go on. What a look has found is recorded before, by record_attempt: a process that ends in between
 * looks again. No event tells of it, for nothing has happened to the payment.
 */
export function decideMoveLook(state: BatchState, { from, to }: MoveLook): Nothing {
  state.moveLook({ from, to });
  return { kind: "nothing" };
}
