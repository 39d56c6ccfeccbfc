import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import type { Timestamp } from "@bufbuild/protobuf/wkt";

/** A window as requests have it: an end that is open is not set. */
export function saleTimes(
  startsMs: number | undefined,
  endsMs: number | undefined,
): { readonly saleStartsAt?: Timestamp; readonly saleEndsAt?: Timestamp } {
  return {
    ...(startsMs !== undefined && { saleStartsAt: timestampFromMs(startsMs) }),
    ...(endsMs !== undefined && { saleEndsAt: timestampFromMs(endsMs) }),
  };
}

/** What is wrong with the end of a window, told at its field. */
export function windowCheck(
  values: {
    readonly sale_starts_at?: number | undefined;
    readonly sale_ends_at?: number | undefined;
  },
  told: string,
): { readonly sale_ends_at?: string } {
  const { sale_starts_at: startsMs, sale_ends_at: endsMs } = values;
  const empty = startsMs !== undefined && endsMs !== undefined && endsMs <= startsMs;
  return empty ? { sale_ends_at: told } : {};
}
