import type { Nothing, Request } from "../commands/command.ts";
import type { SwitchChannel } from "../commands/payment-command.ts";
import type { Stamp } from "../commands/stamp.ts";
import type { BatchState } from "../commands/state.ts";

/** Keeps the mode of a channel. No event tells of it: channels are of the process, and the log is of orders and their money. */
export function decideSwitchChannel(
  state: BatchState,
  { actor }: Request,
  { channel, mode, reason }: SwitchChannel,
  { nowMs: atMs }: Stamp,
): Nothing {
  state.switchChannel({ channel, mode, actor, reason, atMs });
  return { kind: "nothing" };
}
