import type { Compression } from "@connectrpc/connect/protocol";
import { compressMinBytes } from "../compression.ts";

/** Bytes, compressed if it is worth it; `coding` is undefined if they are not. */
export interface Shrunk {
  readonly data: Uint8Array;
  readonly coding: string | undefined;
}

/** Compresses what is large enough, for a reader that takes `compression`. */
export async function shrink(
  data: Uint8Array<ArrayBuffer>,
  compression: Compression | null,
): Promise<Shrunk> {
  if (compression === null || data.byteLength < compressMinBytes)
    return { data, coding: undefined };
  return { data: await compression.compress(data), coding: compression.name };
}
