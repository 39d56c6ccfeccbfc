import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { ask, createItem } from "../storage/contract/requests.ts";
import { DirectoryInUse } from "../storage/sqlite/directory-lock.ts";
import { DatabaseTooNew } from "../storage/sqlite/migrate.ts";
import { openSqliteStorage } from "../storage/sqlite/sqlite-storage.ts";
import { openTestStorage, sqliteTestOptions } from "./open-test-storage.ts";
import { tempDirectory } from "./temp-directory.ts";

const child = new URL("traced-writes/fault-child.ts", import.meta.url).pathname;

test("a data directory is refused to a second process, and free again after a kill -9", async (t) => {
  const directory = tempDirectory(t);
  const holder = spawn(process.execPath, [child, directory, "hold"]);
  t.after(() => holder.kill("SIGKILL"));
  const [said] = (await once(holder.stdout, "data")) as [Buffer];
  assert.equal(said.toString(), "READY\n");
  assert.throws(() => openSqliteStorage(sqliteTestOptions(directory)), DirectoryInUse);
  holder.kill("SIGKILL");
  await once(holder, "close");
  await openSqliteStorage(sqliteTestOptions(directory)).close();
});

test("a data directory is refused a second time in one process, and the first goes on", async (t) => {
  const { storage, directory } = await openTestStorage(t);
  assert.throws(() => openSqliteStorage(sqliteTestOptions(directory)), DirectoryInUse);
  assert.equal((await storage.apply(ask(createItem("A")))).kind, "done");
  const second = spawn(process.execPath, [child, directory, "hold"]);
  const [code] = (await once(second, "close")) as [number];
  assert.equal(code, 1);
});

test("a database of a newer program is refused and left as it is", async (t) => {
  const directory = tempDirectory(t);
  const storage = openSqliteStorage(sqliteTestOptions(directory));
  await storage.apply(ask(createItem("A")));
  await storage.close();
  const path = join(directory, "sluice.db");
  const version = versionOf(path);
  setVersion(path, 999);
  const before = readFileSync(path);
  const open = (): unknown => openSqliteStorage(sqliteTestOptions(directory));
  assert.throws(open, (error: unknown) => {
    assert(error instanceof DatabaseTooNew, String(error));
    assert.match(error.message, /schema 999.*newer program/);
    return true;
  });
  assert.deepEqual(readFileSync(path), before);
  setVersion(path, version);
  const reopened = openSqliteStorage(sqliteTestOptions(directory));
  assert.equal((await reopened.getItem("A"))?.sku, "A");
  await reopened.close();
});

function versionOf(path: string): number {
  const database = new DatabaseSync(path);
  const row = database.prepare("PRAGMA user_version").get();
  database.close();
  return Number(row?.["user_version"]);
}

function setVersion(path: string, version: number): void {
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA user_version = ${version}`);
  database.close();
}
