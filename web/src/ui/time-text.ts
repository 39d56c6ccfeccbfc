import type { Timestamp } from "@bufbuild/protobuf/wkt";

/** Milliseconds since 1970, with the fraction cut; undefined for a time that is not set. */
export function millisecondsOf(at: Timestamp | undefined): number | undefined {
  return at && Number(at.seconds) * 1_000 + Math.floor(at.nanos / 1e6);
}
