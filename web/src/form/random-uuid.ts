/** A random UUID (version 4). `crypto.randomUUID` is missing on pages that came over plain HTTP from another host. */
export function randomUuid(fill: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): string {
  const bytes = fill(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** A new idempotency key. */
export function newIdempotencyKey(): string {
  return randomUuid((bytes) => crypto.getRandomValues(bytes));
}
