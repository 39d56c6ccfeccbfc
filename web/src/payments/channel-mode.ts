import { ChannelMode } from "#gen/sluice/payments/v1/channel_pb.ts";

/** What a channel can be switched to, in the order of the switch. */
export const modeNames = ["automatic", "on", "off"] as const;

export type ModeName = (typeof modeNames)[number];

/** As the API has them. */
export const modeOf: Readonly<Record<ModeName, ChannelMode>> = {
  automatic: ChannelMode.AUTOMATIC,
  on: ChannelMode.ON,
  off: ChannelMode.OFF,
};

/** The name of a mode; "unknown" for one that is newer than this page. */
export function modeName(mode: ChannelMode): ModeName | "unknown" {
  return modeNames.find((name) => modeOf[name] === mode) ?? "unknown";
}
