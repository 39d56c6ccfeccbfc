import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import type { Channel } from "#gen/sluice/payments/v1/channel_pb.ts";
import {
  BreakerState as WireBreaker,
  ChannelMode as WireMode,
} from "#gen/sluice/payments/v1/channel_pb.ts";
import type { BreakerState, ChannelMode, ChannelState, ChannelSwitch } from "./gateway.ts";

const modeNumbers = {
  automatic: WireMode.AUTOMATIC,
  on: WireMode.ON,
  off: WireMode.OFF,
} as const satisfies Record<ChannelMode, WireMode>;

const breakerNumbers = {
  closed: WireBreaker.CLOSED,
  open: WireBreaker.OPEN,
  half_open: WireBreaker.HALF_OPEN,
} as const satisfies Record<BreakerState, WireBreaker>;

/** A channel as the contract shows it. */
export function channelMessage(state: ChannelState): Channel {
  const { openUntilMs, switched, latencyP50Ms, latencyP99Ms } = state;
  return {
    $typeName: "sluice.payments.v1.Channel",
    name: state.name,
    address: state.address,
    priority: state.priority,
    weight: state.weight,
    deadlineMs: BigInt(state.deadlineMs),
    mode: modeNumbers[state.mode],
    ...switchFields(switched),
    breaker: breakerNumbers[state.breaker],
    ...(openUntilMs !== undefined && { openUntil: timestampFromMs(openUntilMs) }),
    takesCharges: state.takesCharges,
    inFlight: BigInt(state.inFlight),
    inFlightMax: BigInt(state.inFlightMax),
    callCount: BigInt(state.calls),
    failureCount: BigInt(state.failures),
    latencyP50Us: microseconds(latencyP50Ms),
    latencyP99Us: microseconds(latencyP99Ms),
  };
}

/** The mode in a request; undefined for one that is not set or not known. */
export function channelModeOf(mode: WireMode): ChannelMode | undefined {
  const modes = Object.keys(modeNumbers) as (keyof typeof modeNumbers)[];
  return modes.find((name) => modeNumbers[name] === mode);
}

function switchFields(
  switched: ChannelSwitch | undefined,
): Pick<Channel, "modeReason" | "modeActor" | "modeSince"> {
  if (switched === undefined) return { modeReason: "", modeActor: "" };
  const { reason, actor, atMs } = switched;
  return { modeReason: reason, modeActor: actor, modeSince: timestampFromMs(atMs) };
}

function microseconds(durationMs: number | undefined): bigint {
  return durationMs === undefined ? 0n : BigInt(Math.round(durationMs * 1_000));
}
