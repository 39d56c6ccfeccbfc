import type { ChannelState } from "./gateway.ts";

/**
 * The channel that a charge goes to: of those that take charges and were not tried for it, the ones of the lowest priority
 * number, and of those one by chance, as often as its weight says. Undefined when there is none: the payment waits.
 */
export function chooseChannel(
  channels: readonly ChannelState[],
  about: {
    /** Names of channels that have declined or not taken it. */
    readonly tried: ReadonlySet<string>;
    /** From 0 to 1. */
    readonly chance: number;
  },
): ChannelState | undefined {
  const open = channels.filter(({ name, takesCharges }) => takesCharges && !about.tried.has(name));
  const priority = Math.min(...open.map((channel) => channel.priority));
  const first = open.filter((channel) => channel.priority === priority);
  let left = about.chance * first.reduce((sum, { weight }) => sum + weight, 0);
  for (const channel of first) {
    left -= channel.weight;
    if (left < 0) return channel;
  }
  return first.at(-1);
}
