import type { Formats } from "../ui/formats.ts";

/** A change of a count with its sign: "+5", "−3"; "0" for none. */
export function signed(delta: bigint, { count }: Pick<Formats, "count">): string {
  if (delta === 0n) return "0";
  return delta > 0n ? `+${count(delta)}` : `−${count(-delta)}`;
}
