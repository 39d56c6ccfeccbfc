import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ask, adjustStock, createItem } from "../storage/contract/requests.ts";
import { openSqliteStorage } from "../storage/sqlite/sqlite-storage.ts";
import { DiskNearlyFull } from "../storage/storage.ts";
import { openTestStorage, sqliteTestOptions } from "./open-test-storage.ts";
import { tempDirectory } from "./temp-directory.ts";
import { auditStorage } from "./traced-writes/audit-storage.ts";
import type { FaultReport } from "./traced-writes/fault-child.ts";
import { canTrace } from "./traced-writes/replay.ts";

const child = new URL("traced-writes/fault-child.ts", import.meta.url).pathname;
const untraced = canTrace() ? false : "strace is not installed here, or may not trace";
const unmounted =
  spawnSync("unshare", ["-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).status === 0
    ? false
    : "no leave to mount a file system here";

test("on a disk that is nearly full callers are told to come back, timers go on", async (t) => {
  const { storage, reopen } = await openTestStorage(t);
  await storage.apply(ask(createItem("A")));
  const full = await reopen({ diskFreeMinBytes: 2 ** 60 });
  assert.equal(full.status().writable, false);
  for (const lane of ["normal", "low"] as const) {
    await assert.rejects(full.apply(ask(adjustStock("A", 1)), { lane }), (error: unknown) => {
      assert(error instanceof DiskNearlyFull, String(error));
      assert(error.retryAfterMs > 0);
      return true;
    });
  }
  const internal = await full.apply(ask(adjustStock("A", 5)), { lane: "internal" });
  assert.equal(internal.kind, "done");
  assert.equal((await full.getItem("A"))?.onHand, 15);
});

test(
  "a full disk fails the whole batch, ends the storage, and keeps what was acknowledged",
  { skip: unmounted },
  async (t) => {
    const root = tempDirectory(t);
    for (const name of ["small", "copy"]) mkdirSync(join(root, name));
    const script = `mount -t tmpfs -o size=4m tmpfs "$1/small" && "$2" "$3" "$1/small" && cp "$1"/small/sluice.db* "$1/copy/"`;
    const args = ["-m", "sh", "-c", script, "sh", root, process.execPath, child];
    const said = execFileSync("unshare", args, { encoding: "utf8", maxBuffer: 2 ** 26 });
    const { acknowledged, read } = assertFailed(said);
    assert.equal(read, "answered", "what was committed before can still be read");
    assert(acknowledged.length > 1_000, `${acknowledged.length} orders fitted`);
    await assertThere(join(root, "copy"), acknowledged);
  },
);

test(
  "an fsync error fails the batch, and nothing is answered or shown after it",
  { skip: untraced },
  async (t) => {
    const directory = tempDirectory(t);
    const inject = ["-e", "trace=fdatasync", "-e", "inject=fdatasync:error=EIO:when=12"];
    const options = ["-f", "--seccomp-bpf", "-o", "/dev/null", ...inject];
    const said = execFileSync("strace", [...options, process.execPath, child, directory], {
      encoding: "utf8",
      // One thread syncs, so that its twelfth sync is the twelfth of all; it comes before the first checkpoint, which has syncs of its own.
      env: { ...process.env, UV_THREADPOOL_SIZE: "1" },
    });
    const { acknowledged, read } = assertFailed(said);
    assert.equal(read, "StorageUnavailable", "it would show what the disk did not take");
    assert(
      existsSync(join(directory, "sluice.db-wal")),
      "a doubtful WAL was moved into the database",
    );
    assert.equal(acknowledged.length, 9 * 8, "11 syncs went well, two of them before the orders");
    await assertThere(directory, acknowledged);
  },
);

/** The child has refused a whole batch and all that came after; answers what it had acknowledged before. */
function assertFailed(said: string) {
  const lines = said.trimEnd().split("\n");
  const report = JSON.parse(lines.pop() ?? "") as FaultReport;
  assert.deepEqual(
    report.refused,
    Array.from({ length: 8 }, () => "StorageUnavailable"),
  );
  assert.deepEqual(report.fatal, ["StorageUnavailable"]);
  assert.equal(report.applied, "StorageUnavailable");
  assert.equal(report.swept, "StorageUnavailable");
  assert.equal(report.roomed, "answered");
  assert.equal(report.writable, false);
  return { acknowledged: lines.map((line) => line.replace("ACK ", "")), read: report.read };
}

async function assertThere(directory: string, acknowledged: readonly string[]): Promise<void> {
  const storage = openSqliteStorage(sqliteTestOptions(directory));
  for (const orderId of acknowledged) {
    assert((await storage.getOrder(orderId)) !== undefined, `${orderId} is lost`);
  }
  await auditStorage(storage);
  await storage.close();
}
