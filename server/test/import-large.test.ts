import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { ImportStatus } from "#gen/sluice/inventory/v1/import_pb.ts";
import { testServer } from "./server-process.ts";
import type { ServerProcess } from "./server-process.ts";
import { clientsOf, createItem, createUser, eur, failure } from "./sluice-test-server.ts";
import type { Clients } from "./sluice-test-server.ts";
import { tempDirectory } from "./temp-directory.ts";

const rowCount = 100_000;
const rowsPerMessage = 500;
/** Rows that may be sent and not imported: windows and buffers of both sides hold half a megabyte, 10,400 rows of it were seen. */
const aheadMax = 20_000;
/** 64 MB are the pages that SQLite keeps and fills as it goes; the rest is room that V8 takes before it collects. */
const growthMaxMb = 144;

function connect({ url }: ServerProcess): Clients {
  return clientsOf(createGrpcTransport({ baseUrl: url, defaultTimeoutMs: 120_000 }));
}

/** Messages with the rows from `first` to `last`, each made when it is asked for. */
function* messages(importId: string, first: number, last: number) {
  for (let row = first; row <= last; row += rowsPerMessage) {
    const count = Math.min(rowsPerMessage, last - row + 1);
    const rows = Array.from({ length: count }, (_, index) => newRow(row + index));
    yield { importId, rows };
  }
}

/** Looks at a running import every now and then: the memory of the server, and how far its reader is behind. */
function watchImport(server: ServerProcess, importId: string, sentRow: () => number) {
  const { inventory } = connect(server);
  const seen = { peakMb: 0, aheadMax: 0 };
  const look = async (): Promise<void> => {
    seen.peakMb = Math.max(seen.peakMb, residentMb(server.pid));
    const { import: found } = await inventory.getImport({ importId });
    seen.aheadMax = Math.max(seen.aheadMax, sentRow() - Number(found?.lastRow));
  };
  const timer = setInterval(() => void look().catch(() => {}), 50);
  return { seen, stop: () => clearInterval(timer) };
}

function newRow(row: number) {
  const sku = `BIG-${String(row).padStart(6, "0")}`;
  return { row: BigInt(row), sku, name: `Item ${row}`, price: eur(100n), stockDelta: 1n };
}

/** Memory of the process that is really in use, in MB, from the kernel's point of view. */
function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
}

/** Places orders one after the other until told to stop; answers how long the slowest took, and how many there were. */
async function buyMeanwhile(clients: Clients, until: () => boolean) {
  await createItem(clients, { sku: "MEANWHILE", onHand: 1_000_000n });
  const { userId } = await createUser(clients);
  let [count, slowestMs] = [0, 0];
  while (!until()) {
    const startedMs = performance.now();
    const lines = [{ sku: "MEANWHILE", quantity: 1n }];
    await clients.orders.placeOrder({ idempotencyKey: randomUUID(), userId, lines });
    slowestMs = Math.max(slowestMs, performance.now() - startedMs);
    count += 1;
  }
  return { count, slowestMs };
}

test("100,000 rows go in over one stream that breaks midway, in flat memory, while orders are answered", async (t) => {
  // The ring of recent events is a cache of its own; here it shall not hide what an import keeps.
  const server = await testServer(t, { env: { LIVE_RING_BYTES: String(1024 * 1024) } });
  const clients = connect(server);
  const importId = randomUUID();
  let [sentRow, imported] = [0, false];
  const { seen, stop } = watchImport(server, importId, () => sentRow);
  t.after(stop);
  const startedMs = performance.now();
  const buying = buyMeanwhile(clients, () => imported);

  const cutAt = rowCount / 2;
  async function* untilCut() {
    for (const message of messages(importId, 1, cutAt)) {
      sentRow += message.rows.length;
      yield message;
    }
    await Promise.resolve();
    throw new Error("the cable was pulled");
  }
  await failure(clients.inventory.importItems(untilCut()));
  const halfway = (await clients.inventory.getImport({ importId })).import;
  assert(halfway !== undefined && halfway.status === ImportStatus.RUNNING);
  assert(halfway.lastRow > 0n && halfway.lastRow <= cutAt, `row ${halfway.lastRow}`);
  assert.equal(halfway.createdCount, halfway.lastRow);
  const { peakMb: warmMb } = seen;

  async function* again() {
    await Promise.resolve();
    for (const message of messages(importId, 1, rowCount)) {
      sentRow = Number(message.rows.at(-1)?.row);
      yield message;
    }
  }
  const { import: done, errors } = await clients.inventory.importItems(again());
  imported = true;
  const tookMs = performance.now() - startedMs;
  const { count, slowestMs } = await buying;
  stop();

  const { COMPLETE } = ImportStatus;
  const all = BigInt(rowCount);
  assert.deepEqual([done?.status, done?.lastRow, done?.createdCount], [COMPLETE, all, all]);
  assert.deepEqual([done?.skippedCount, errors.length], [halfway.lastRow, 0]);
  t.diagnostic(`at most ${seen.aheadMax} rows were sent and not imported`);
  t.diagnostic(`${warmMb.toFixed(0)} MB until the cut, ${seen.peakMb.toFixed(0)} MB at most`);
  t.diagnostic(`${count} orders meanwhile, the slowest took ${slowestMs.toFixed(0)} ms`);
  assert(seen.aheadMax < aheadMax, `${seen.aheadMax} rows were sent and not imported`);
  assert(seen.peakMb - warmMb < growthMaxMb, `grew from ${warmMb} to ${seen.peakMb} MB`);
  // An order waits for a batch or two, on a busy machine too: never for the import.
  const isShort = slowestMs < tookMs / 4;
  assert(count > 20 && isShort, `${count} orders, the slowest took ${slowestMs} of ${tookMs} ms`);
  await assertImported(clients);
});

test("an import in chunks goes on after a kill where it was, and ends once", async (t) => {
  const dataDir = tempDirectory(t);
  const first = await testServer(t, { dataDir });
  let clients = connect(first);
  const importId = randomUUID();
  const send = (from: number, to: number, complete = false) => {
    const rows = Array.from({ length: to - from + 1 }, (_, index) => newRow(from + index));
    return clients.inventory.importItemsChunk({ importId, rows, complete });
  };
  for (let row = 1; row <= 10_000; row += 1_000) await send(row, row + 999);
  await first.kill();
  clients = connect(await testServer(t, { dataDir }));
  const repeated = (await send(9_501, 10_500)).import;
  assert.deepEqual([repeated?.skippedCount, repeated?.createdCount], [500n, 10_500n]);
  const done = (await send(10_501, 11_000, true)).import;
  assert.deepEqual([done?.status, done?.lastRow], [ImportStatus.COMPLETE, 11_000n]);
  const late = await failure(send(11_001, 11_001));
  assert.match(late.message, /complete/);
  const { items } = await clients.inventory.listItems({ skuPrefix: "BIG-0110", pageSize: 10 });
  assert.deepEqual(
    items.map(({ sku, onHand }) => [sku, onHand]),
    [["BIG-011000", 1n]],
  );
});

/** Every thousandth item, and how many there are: none twice, none left out. */
async function assertImported({ inventory }: Clients): Promise<void> {
  let [count, pageToken] = [0, ""];
  do {
    const page = await inventory.listItems({ skuPrefix: "BIG-", pageSize: 1_000, pageToken });
    count += page.items.length;
    const wrong = page.items.filter(({ onHand, version }) => onHand !== 1n || version !== 1n);
    assert.deepEqual(wrong, []);
    pageToken = page.nextPageToken;
  } while (pageToken !== "");
  assert.equal(count, rowCount);
}
