/** Makes a new id: a UUIDv7 in canonical form, greater than every one it made before. */
export type NewId = () => string;

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Brings a UUID to canonical form, or answers undefined for anything else. Capital letters are accepted. */
export function parseUuid(text: string): string | undefined {
  if (text.length !== 36) return undefined;
  const lower = text.toLowerCase();
  return uuidPattern.test(lower) ? lower : undefined;
}

/**
 * UUIDv7 ids on the process clock (node's own randomUUIDv7 reads the wall). The 12 bits after the time count the ids of
 * one millisecond (RFC 9562, section 6.2, method 1), so ids sort in the order they were made; past 4,096 in one
 * millisecond the time part borrows from the next. `randomTail` gives the variant and 62 random bits as the last two
 * groups of a UUID, 17 characters: `randomUUID().slice(19)`, 15 times cheaper than random bytes of its own.
 */
export function uuidV7Maker(now: () => number, randomTail: () => string): NewId {
  let lastMs = -1;
  let count = 0;
  let prefix = "";
  return () => {
    const ms = now();
    if (ms > lastMs || count === 0xfff) {
      lastMs = Math.max(ms, lastMs + 1);
      count = 0;
      const time = lastMs.toString(16).padStart(12, "0");
      prefix = `${time.slice(0, 8)}-${time.slice(8)}-7`;
    } else {
      count += 1;
    }
    return `${prefix}${count.toString(16).padStart(3, "0")}-${randomTail()}`;
  };
}
