import { mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { TraceEvent } from "./parse-trace.ts";

const pageBytes = 4096;

type Op =
  | { readonly at: number; readonly offset: number; readonly bytes: Buffer }
  | { readonly at: number; readonly sizeBytes: number };

interface File {
  /** What no power cut takes. */
  content: Buffer;
  /** What was written since, in order. */
  pending: Op[];
  /** The directory was synced after the name was made. */
  named: boolean;
}

/**
 * A disk as a power cut would leave it, for one directory: bytes are safe when a sync of their file that began after
 * the write has ended, names when the directory was synced after they were made. All else may be there or not, page by
 * page. Memory-mapped files (-shm) and the lock do not outlive the process and are left out.
 */
export class DiskModel {
  readonly #directory: string;
  readonly #files = new Map<string, File>();
  readonly #begun = new Map<number, number>();
  #clock = 0;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Takes in what happened next. */
  apply(event: TraceEvent): void {
    if (event.type === "said") return;
    this.#clock += 1;
    if (event.type === "syncBegin") return void this.#begun.set(event.syncId, this.#clock);
    if (event.type === "syncEnd")
      return this.#synced(event.path, this.#begun.get(event.syncId) ?? 0);
    if (!this.#isOurs(event.path)) return;
    const file = this.#fileAt(event.path);
    if (event.type === "write") file.pending.push({ ...event, at: this.#clock });
    if (event.type === "truncate") file.pending.push({ ...event, at: this.#clock });
    if (event.type === "unlink") this.#files.delete(event.path);
  }

  /**
   * Writes what a power cut at this moment leaves into `directory`. Without `random` that is only what is safe; with it
   * (0 to 1) each page has also got some of the writes that were on their way to it.
   */
  cutPower(directory: string, random?: () => number): void {
    mkdirSync(directory);
    for (const [path, file] of this.#files) {
      if (!file.named && (random === undefined || random() < 0.5)) continue;
      const content = random === undefined ? file.content : withSomePages(file, random);
      writeFileSync(join(directory, basename(path)), content);
    }
  }

  #synced(path: string, begunAt: number): void {
    if (path === this.#directory) {
      for (const file of this.#files.values()) file.named = true;
      return;
    }
    const file = this.#files.get(path);
    if (file === undefined) return;
    for (const op of file.pending) if (op.at <= begunAt) file.content = applied(file.content, op);
    file.pending = file.pending.filter((op) => op.at > begunAt);
  }

  #isOurs(path: string): boolean {
    return dirname(path) === this.#directory && /^sluice\.db(-wal)?$/.test(basename(path));
  }

  #fileAt(path: string): File {
    const file = this.#files.get(path) ?? { content: Buffer.alloc(0), pending: [], named: false };
    this.#files.set(path, file);
    return file;
  }
}

function applied(content: Buffer, op: Op): Buffer {
  if (!("bytes" in op)) return resized(content, op.sizeBytes);
  const endAt = op.offset + op.bytes.length;
  const grown = endAt > content.length ? resized(content, endAt) : content;
  op.bytes.copy(grown, op.offset);
  return grown;
}

function resized(content: Buffer, sizeBytes: number): Buffer {
  const other = Buffer.alloc(sizeBytes);
  content.copy(other, 0, 0, Math.min(content.length, sizeBytes));
  return other;
}

/**
 * The kernel writes a page as it stands at some moment: it has the first so many of the writes that touched it. Half of
 * the disks got a run of neighbouring pages whole and no others, as writeback goes; the other half any pages.
 */
function withSomePages(file: File, random: () => number): Buffer {
  const perPage = new Map<number, Op[]>();
  for (const op of file.pending) {
    if (!("bytes" in op)) continue;
    for (const piece of piecesOf(op.at, op.offset, op.bytes)) {
      const page = Math.floor(piece.offset / pageBytes);
      perPage.set(page, [...(perPage.get(page) ?? []), piece]);
    }
  }
  const share = random() < 0.5 ? aRun(perPage.size, random) : () => random();
  let content: Buffer = Buffer.from(file.content);
  let number = 0;
  for (const [, pieces] of [...perPage].toSorted(([a], [b]) => a - b)) {
    const count = Math.round(share(number) * pieces.length);
    number += 1;
    for (const piece of pieces.slice(0, count)) content = applied(content, piece);
  }
  return content;
}

/** 1 for the numbers of a run somewhere below `count`, 0 for all others. */
function aRun(count: number, random: () => number): (number: number) => number {
  const from = Math.floor(random() * count);
  const to = from + Math.floor(random() * (count - from + 1));
  return (number) => (number >= from && number < to ? 1 : 0);
}

function piecesOf(at: number, offset: number, bytes: Buffer) {
  const pieces: { readonly at: number; readonly offset: number; readonly bytes: Buffer }[] = [];
  for (let from = 0; from < bytes.length;) {
    const room = pageBytes - ((offset + from) % pageBytes);
    pieces.push({ at, offset: offset + from, bytes: bytes.subarray(from, from + room) });
    from += room;
  }
  return pieces;
}
