/** An id shortened in the middle: "019a…3f9c". The head of a UUIDv7 is its time, the tail tells it apart. */
export function shortId(id: string): string {
  return id.length <= 11 ? id : `${id.slice(0, 4)}…${id.slice(-4)}`;
}
