import { BreakerState, ChannelMode } from "#gen/sluice/payments/v1/channel_pb.ts";
import type { Channel } from "#gen/sluice/payments/v1/channel_pb.ts";

/** The share of failed calls in the window of the breaker, 0 to 1; undefined when there were no calls. */
export function errorShare({
  callCount,
  failureCount,
}: Pick<Channel, "callCount" | "failureCount">): number | undefined {
  return callCount === 0n ? undefined : Number(failureCount) / Number(callCount);
}

/** The share of a channel in the calls of all, 0 to 1, in the windows of their breakers; undefined when there were none. */
export function trafficShare(
  { callCount }: Pick<Channel, "callCount">,
  all: readonly Pick<Channel, "callCount">[],
): number | undefined {
  const total = all.reduce((sum, each) => sum + each.callCount, 0n);
  return total === 0n ? undefined : Number(callCount) / Number(total);
}

/** How a channel stands, in one word: what a person did to it goes before what its breaker does. */
export type ChannelStanding = "takes" | "forced" | "off" | "open" | "half_open";

/** How a channel stands. */
export function standingOf({ mode, breaker }: Pick<Channel, "mode" | "breaker">): ChannelStanding {
  if (mode === ChannelMode.OFF) return "off";
  if (mode === ChannelMode.ON) return "forced";
  if (breaker === BreakerState.OPEN) return "open";
  return breaker === BreakerState.HALF_OPEN ? "half_open" : "takes";
}

/** Whether payments go on: with none configured there are no payments, with none that takes charges they wait. */
export type ChannelsVerdict =
  | { readonly kind: "none" }
  | { readonly kind: "down"; readonly count: number }
  | { readonly kind: "some"; readonly taking: number; readonly count: number }
  | { readonly kind: "all"; readonly count: number };

/** What can be said of all channels together. */
export function channelsVerdict(
  channels: readonly Pick<Channel, "takesCharges">[],
): ChannelsVerdict {
  const count = channels.length;
  const taking = channels.filter(({ takesCharges }) => takesCharges).length;
  if (count === 0) return { kind: "none" };
  if (taking === 0) return { kind: "down", count };
  return taking < count ? { kind: "some", taking, count } : { kind: "all", count };
}
