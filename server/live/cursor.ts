import { createHash } from "node:crypto";
import type { TopicSet } from "./topic-set.ts";

/** Where a stream stands: in which log, for which topics, after which event. It grants nothing. */
export interface Cursor {
  readonly logId: string;
  readonly topicsHash: string;
  readonly seq: number;
}

const hashes = new WeakMap<TopicSet, string>();

/** 16 hex digits that name a canonical topic set. */
export function topicsHash(set: TopicSet): string {
  let hash = hashes.get(set);
  if (hash === undefined) {
    hash = createHash("sha256").update(set.key).digest("hex").slice(0, 16);
    hashes.set(set, hash);
  }
  return hash;
}

/** Prints a cursor: opaque to clients, readable to us. */
export function formatCursor({ logId, topicsHash: hash, seq }: Cursor): string {
  return `1.${logId}.${hash}.${seq.toString(36)}`;
}

const pattern = /^1\.([0-9a-f-]{36})\.([0-9a-f]{16})\.([0-9a-z]{1,11})$/;

/** Reads a cursor; undefined when this program never printed it. */
export function parseCursor(text: string): Cursor | undefined {
  const [, logId, hash, digits] = pattern.exec(text) ?? [];
  if (logId === undefined || hash === undefined || digits === undefined) return undefined;
  const seq = Number.parseInt(digits, 36);
  return Number.isSafeInteger(seq) ? { logId, topicsHash: hash, seq } : undefined;
}

/** True when a cursor was printed for other topics. */
export function isForeignCursor(set: TopicSet, text: string): boolean {
  return parseCursor(text)?.topicsHash !== topicsHash(set);
}
