import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ask, createItem } from "../storage/contract/requests.ts";
import { openSqliteStorage } from "../storage/sqlite/sqlite-storage.ts";
import type { SqliteStorage } from "../storage/sqlite/sqlite-storage.ts";
import { openTestStorage, sqliteTestOptions } from "./open-test-storage.ts";
import { auditStorage } from "./traced-writes/audit-storage.ts";
import { randomOf } from "./traced-writes/random.ts";

const frameBytes = 4096 + 24;

test("a WAL torn anywhere opens to a whole prefix of the commits", async (t) => {
  const { directory, storage } = await openTestStorage(t);
  const ends = await tenCommits(storage, directory);
  const random = randomOf(3);
  const last = ends.at(-1) ?? 0;
  for (let round = 0; round < 12; round += 1) {
    const cutAt = Math.floor(random() * (last + 1));
    const copy = copyOf(directory, `torn-${round}`);
    truncateSync(join(copy, "sluice.db-wal"), cutAt);
    assert.equal(await headOf(copy), ends.filter((end) => end <= cutAt).length, `cut at ${cutAt}`);
  }
});

test("rubbish behind the last commit of the WAL is ignored, and the next start writes over it", async (t) => {
  const { directory, storage } = await openTestStorage(t);
  await tenCommits(storage, directory);
  const copy = copyOf(directory, "rubbish");
  const path = join(copy, "sluice.db-wal");
  const wal = readFileSync(path);
  const half = wal.subarray(wal.length - frameBytes, wal.length - 100);
  writeFileSync(path, Buffer.concat([wal, half, Buffer.alloc(5_000, 0xa5)]));
  const opened = openSqliteStorage(sqliteTestOptions(copy));
  assert.equal(opened.status().headSeq, 10);
  await opened.apply(ask(createItem("one-more")));
  await opened.close();
  assert.equal(await headOf(copy), 11);
});

test("a byte flipped in the WAL costs the commit it is in and those after, never those before", async (t) => {
  const { directory, storage } = await openTestStorage(t);
  const ends = await tenCommits(storage, directory);
  for (const [commit, end] of ends.entries()) {
    const copy = copyOf(directory, `flipped-${commit}`);
    flip(join(copy, "sluice.db-wal"), end - frameBytes + 24 + 2_000);
    assert.equal(await headOf(copy), commit, `commit ${commit}`);
  }
});

test("a byte flipped in the head of the database stops the start", async (t) => {
  const { directory, storage } = await openTestStorage(t);
  await storage.apply(ask(createItem("A")));
  await storage.close();
  const copy = copyOf(directory, "head");
  flip(join(copy, "sluice.db"), 3);
  assert.throws(() => openSqliteStorage(sqliteTestOptions(copy)), /not a database/);
  flip(join(copy, "sluice.db"), 3);
  assert.equal(await headOf(copy), 1);
});

/** Ten commits of one event each; answers where each ends in the WAL. */
async function tenCommits(storage: SqliteStorage, directory: string): Promise<readonly number[]> {
  const before = readFileSync(join(directory, "sluice.db-wal")).length;
  assert.equal(storage.status().headSeq, 0);
  const ends: number[] = [];
  for (let at = 0; at < 10; at += 1) {
    await storage.apply(ask(createItem(`item-${at}`)));
    ends.push(readFileSync(join(directory, "sluice.db-wal")).length);
  }
  assert(before > 0 && new Set(ends).size === 10, "the WAL was restarted on the way");
  return ends;
}

/** The files as a kill would leave them. */
function copyOf(directory: string, name: string): string {
  const copy = join(directory, name);
  mkdirSync(copy);
  copyFileSync(join(directory, "sluice.db"), join(copy, "sluice.db"));
  try {
    copyFileSync(join(directory, "sluice.db-wal"), join(copy, "sluice.db-wal"));
  } catch {
    // A closed database has none.
  }
  return copy;
}

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ 0x10;
  writeFileSync(path, bytes);
}

async function headOf(directory: string): Promise<number> {
  const storage = openSqliteStorage(sqliteTestOptions(directory));
  const events = await auditStorage(storage);
  await storage.close();
  return events.length;
}
