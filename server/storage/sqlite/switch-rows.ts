import type { ChannelMode, KeptSwitch } from "../../payments/gateway.ts";
import type { Statements } from "./connection.ts";
import { intOf, textOf } from "./row.ts";

/** The last switch of every channel that was ever given a mode. */
export function readChannelSwitches(statements: Statements): readonly KeptSwitch[] {
  const rows = statements.prepare("SELECT * FROM channel_switches ORDER BY channel").all();
  return rows.map((row) => ({
    channel: textOf(row, "channel"),
    mode: textOf(row, "mode") as ChannelMode,
    actor: textOf(row, "actor"),
    reason: textOf(row, "reason"),
    atMs: intOf(row, "at_ms"),
  }));
}

const upsertSwitch = "INSERT OR REPLACE INTO channel_switches VALUES (?, ?, ?, ?, ?)";

/** Writes the last switch of a channel. */
export function writeChannelSwitch(
  statements: Statements,
  { channel, mode, actor, reason, atMs }: KeptSwitch,
): void {
  statements.prepare(upsertSwitch).run(channel, mode, actor, reason, atMs);
}
