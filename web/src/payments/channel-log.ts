import type { BreakerState, Channel, ChannelMode } from "#gen/sluice/payments/v1/channel_pb.ts";
import { errorShare } from "./channel-figures.ts";

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
}

/** What the page saw of the channels: error rates second by second, and what moved, newest first. */
export interface ChannelLog {
  /** Shares of 0 to 1, oldest first, at most `secondsMax`; undefined where there were no calls. */
  readonly shares: ReadonlyMap<string, readonly (number | undefined)[]>;
  readonly moves: readonly ChannelMove[];
}

export const secondsMax = 120;
const movesMax = 20;

export const emptyLog: ChannelLog = { shares: new Map(), moves: [] };

/** The log with the channels as they are at `atMs`; `before` as they were told last. A share is added once a second, whatever comes. */
export function logged(
  log: ChannelLog,
  before: readonly Channel[],
  now: { readonly channels: readonly Channel[]; readonly atMs: number; readonly aSecond: boolean },
): ChannelLog {
  const { channels, atMs, aSecond } = now;
  const moves = channels.flatMap((channel) => movesOf(before, channel, atMs));
  const shares = aSecond
    ? new Map(channels.map((channel) => [channel.name, withShare(log, channel)]))
    : log.shares;
  return { shares, moves: [...moves.toReversed(), ...log.moves].slice(0, movesMax) };
}

function withShare({ shares }: ChannelLog, channel: Channel): readonly (number | undefined)[] {
  const known = shares.get(channel.name) ?? [];
  return [...known.slice(1 - secondsMax), errorShare(channel)];
}

function movesOf(
  before: readonly Channel[],
  { name, breaker, mode, modeActor, modeReason }: Channel,
  atMs: number,
): readonly ChannelMove[] {
  const last = before.find((channel) => channel.name === name);
  if (last === undefined) return [];
  const moved = { name, atMs, breaker, mode, actor: modeActor, reason: modeReason };
  const moves: ChannelMove[] = [];
  if (last.mode !== mode) moves.push({ ...moved, kind: "mode" });
  if (last.breaker !== breaker) moves.push({ ...moved, kind: "breaker" });
  return moves;
}
