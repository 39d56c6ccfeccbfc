import { right, wrong } from "./field-spec.ts";
import type { FieldSpec } from "./field-spec.ts";
import { instantOf, wallText } from "./zoned-time.ts";
import type { WallText } from "./zoned-time.ts";

/** A time, in ms since 1970. What stands in the field names its zone, so that a draft means the same in another one. */
export function timeSpec(): FieldSpec<number> {
  return {
    blank: "",
    read: (raw) => {
      if (raw === "") return wrong({ kind: "required" });
      const atMs = readTime(raw);
      return atMs === undefined ? wrong({ kind: "not_time" }) : right(atMs);
    },
  };
}

/** What stands in a field for a wall clock in a zone; empty for an empty clock. */
export function rawTime(wall: WallText, zone: string): string {
  return wall === "" ? "" : `${wall}[${zone}]`;
}

/** What stands in a field for an instant; empty for none. */
export function rawTimeAt(atMs: number | undefined, zone: string): string {
  return atMs === undefined ? "" : rawTime(wallText(atMs, zone), zone);
}

/** What a clock in a zone shows for what stands in the field: as it was typed, if it was typed for this zone. */
export function wallIn(raw: string, zone: string): WallText {
  const { wall, typedZone } = parts(raw);
  if (typedZone === zone) return wall;
  const atMs = readTime(raw);
  return atMs === undefined ? wall : wallText(atMs, zone);
}

/** The instant that stands in a field; undefined when it is none. */
export function readTime(raw: string): number | undefined {
  const { wall, typedZone } = parts(raw);
  return typedZone === "" ? undefined : instantOf(wall, typedZone);
}

function parts(raw: string): { readonly wall: WallText; readonly typedZone: string } {
  const [, wall = raw, typedZone = ""] = /^([^[]*)\[(.+)\]$/.exec(raw) ?? [];
  return { wall, typedZone };
}
