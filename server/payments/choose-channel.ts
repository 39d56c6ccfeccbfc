import type { ChannelState } from "./gateway.ts";
import type { Payment } from "./payment.ts";

/**
 * The channel that the next charge of a payment goes to: one that has not had it yet, else one that was not the last to have it,
 * else any. What sent it back may take it later, under another attempt. Undefined when no channel takes charges: it waits.
 */
export function nextChannel(
  payment: Pick<Payment, "attempts">,
  channels: readonly ChannelState[],
  chance: number,
): ChannelState | undefined {
  const tried = triedChannels(payment);
  for (const without of [tried, tried.slice(-1), []]) {
    const channel = chooseChannel(channels, { tried: new Set(without), chance });
    if (channel !== undefined) return channel;
  }
  return undefined;
}

/** Names of the channels that have had a charge of the payment, in the order in which they did. */
export function triedChannels({ attempts }: Pick<Payment, "attempts">): readonly string[] {
  return attempts
    .filter(({ kind, channel }) => kind === "charge" && channel !== "")
    .map(({ channel }) => channel);
}

/**
 * Of the channels that take charges and were not tried, the ones of the lowest priority number, and of those one by chance,
 * as often as its weight says. Undefined when there is none.
 */
export function chooseChannel(
  channels: readonly ChannelState[],
  about: {
    /** Names of channels that are out of the question. */
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
