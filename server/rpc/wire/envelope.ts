/** A message as gRPC, gRPC-Web and Connect streams carry it: a byte of flags, four of length, the data. */
export interface Envelope {
  readonly flags: number;
  readonly data: Uint8Array;
}

const headBytes = 5;

/** The bytes of envelopes, one behind the other. */
export function envelope(...envelopes: readonly Envelope[]): Uint8Array {
  let sizeBytes = 0;
  for (const { data } of envelopes) sizeBytes += headBytes + data.byteLength;
  const bytes = Buffer.allocUnsafe(sizeBytes);
  let at = 0;
  for (const { flags, data } of envelopes) {
    bytes[at] = flags;
    bytes.writeUInt32BE(data.byteLength, at + 1);
    bytes.set(data, at + headBytes);
    at += headBytes + data.byteLength;
  }
  return bytes;
}

/** The envelope that `bytes` is, if it is exactly one. */
export function onlyEnvelope(bytes: Uint8Array): Envelope | undefined {
  const lengthBytes = declaredBytes(bytes);
  if (lengthBytes === undefined || bytes.byteLength !== headBytes + lengthBytes) return undefined;
  return { flags: bytes[0] ?? 0, data: bytes.subarray(headBytes) };
}

/** Whether a body that begins with `first` may still become one envelope of at most `maxBytes`. */
export function mayBeOne(first: Uint8Array, countBytes: number, maxBytes: number): boolean {
  const lengthBytes = declaredBytes(first);
  if (lengthBytes === undefined || lengthBytes > maxBytes) return false;
  return countBytes <= headBytes + lengthBytes;
}

/** The length that the first five bytes name. */
function declaredBytes(bytes: Uint8Array): number | undefined {
  if (bytes.byteLength < headBytes) return undefined;
  const [, a = 0, b = 0, c = 0, d = 0] = bytes;
  return a * 2 ** 24 + (b << 16) + (c << 8) + d;
}
