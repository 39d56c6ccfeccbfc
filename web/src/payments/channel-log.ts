import type { BreakerState, Channel, ChannelMode } from "#gen/sluice/payments/v1/channel_pb.ts";
import { errorShare, trafficShare } from "./channel-figures.ts";

/** A breaker or a switch that moved while the page looked. */
export interface ChannelMove {
  readonly name: string;
  readonly atMs: number;
  readonly breaker: BreakerState;
  readonly mode: ChannelMode;
  /** What moved. */
  readonly kind: "breaker" | "mode";
  /** Of the mode: who switched, and why. */
  readonly actor: string;
  readonly reason: string;
  /** Calls in the window of the breaker when it moved, and those of them that had failed. */
  readonly callCount: bigint;
  readonly failureCount: bigint;
}

/** A channel in one second. Shares are 0 to 1, undefined where there were no calls. */
export interface ChannelSecond {
  /** Its calls that failed. */
  readonly errors: number | undefined;
  /** Its calls among those of all channels. */
  readonly traffic: number | undefined;
}

/** What the page saw of the channels: second by second, and what moved, newest first. */
export interface ChannelLog {
  /** By name, oldest first, at most `secondsMax`. */
  readonly seconds: ReadonlyMap<string, readonly ChannelSecond[]>;
  readonly moves: readonly ChannelMove[];
}

export const secondsMax = 120;
const movesMax = 20;

export const emptyLog: ChannelLog = { seconds: new Map(), moves: [] };

/** The log with the channels as they are at `atMs`; `before` as they were told last. A second is added once a second, whatever comes. */
export function logged(
  log: ChannelLog,
  before: readonly Channel[],
  now: { readonly channels: readonly Channel[]; readonly atMs: number; readonly aSecond: boolean },
): ChannelLog {
  const { channels, atMs, aSecond } = now;
  const moves = channels.flatMap((channel) => movesOf(before, channel, atMs));
  const seconds = aSecond
    ? new Map(channels.map((channel) => [channel.name, withSecond(log, channel, channels)]))
    : log.seconds;
  return { seconds, moves: [...moves.toReversed(), ...log.moves].slice(0, movesMax) };
}

function withSecond(
  { seconds }: ChannelLog,
  channel: Channel,
  all: readonly Channel[],
): readonly ChannelSecond[] {
  const known = seconds.get(channel.name) ?? [];
  const second = { errors: errorShare(channel), traffic: trafficShare(channel, all) };
  return [...known.slice(1 - secondsMax), second];
}

function movesOf(
  before: readonly Channel[],
  { name, breaker, mode, modeActor, modeReason, callCount, failureCount }: Channel,
  atMs: number,
): readonly ChannelMove[] {
  const last = before.find((channel) => channel.name === name);
  if (last === undefined) return [];
  const by = { actor: modeActor, reason: modeReason };
  const moved = { name, atMs, breaker, mode, callCount, failureCount, ...by };
  const moves: ChannelMove[] = [];
  if (last.mode !== mode) moves.push({ ...moved, kind: "mode" });
  if (last.breaker !== breaker) moves.push({ ...moved, kind: "breaker" });
  return moves;
}
