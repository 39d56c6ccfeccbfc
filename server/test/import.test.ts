import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import test from "node:test";
import { ImportStatus } from "#gen/sluice/inventory/v1/import_pb.ts";
import { createItem, eur, failure, startSluice, summary } from "./sluice-test-server.ts";

/** Rows `from` to `to`, each of a new SKU. */
function newRows(from: number, to: number) {
  return Array.from({ length: to - from + 1 }, (_, index) => ({
    row: BigInt(from + index),
    sku: `SKU-${String(from + index).padStart(5, "0")}`,
    name: "Imported",
    price: eur(100n),
    stockDelta: 3n,
  }));
}

async function* stream<T>(...messages: readonly T[]): AsyncGenerator<T> {
  await Promise.resolve();
  yield* messages;
}

test("a stream imports every good row, and says of every bad one what is wrong with it", async (t) => {
  const { clients, logged } = await startSluice(t);
  await createItem(clients);
  const importId = randomUUID();
  const bad = { row: 702n, sku: "no good", name: " ", price: eur(-1n), stockDelta: 2_000_000_000n };
  const result = await clients.inventory.importItems(
    stream(
      { importId, rows: newRows(1, 650) },
      { rows: [...newRows(651, 700), { row: 701n, sku: "DROP-01", stockDelta: -11n }, bad] },
      { importId, rows: [{ row: 900n, sku: "DROP-01", name: "Renamed", stockDelta: 5n }] },
    ),
  );
  const counts = result.import;
  assert.equal(counts?.status, ImportStatus.COMPLETE);
  assert.deepEqual(
    [counts.createdCount, counts.updatedCount, counts.errorCount, counts.lastRow],
    [700n, 1n, 2n, 900n],
  );
  assert.deepEqual(
    result.errors.map(({ row, field }) => `${row} ${field}`),
    ["701 stock_delta", "702 sku", "702 name", "702 price.minor_units", "702 stock_delta"],
  );
  const { item } = await clients.inventory.getItem({ sku: "DROP-01" });
  assert.deepEqual([item?.name, item?.onHand], ["Renamed", 15n]);
  const listed = await clients.inventory.listImportErrors({ importId });
  assert.deepEqual(listed.errors, result.errors);
  assert.deepEqual(logged, []);
});

test("what a sender could not read of a row fails that row, in the sender's words and cut to length", async (t) => {
  const { clients } = await startSluice(t);
  const { inventory } = clients;
  const importId = randomUUID();
  await createItem(clients);
  const price = {
    field: "price",
    description: '"=A1*2" is a formula',
    reason: "FORMULA",
    values: { cell: "=A1*2" },
  };
  const long = {
    field: "f".repeat(65),
    description: "d".repeat(301),
    reason: "no reason",
    values: Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [`${index}${"n".repeat(64)}`, "v".repeat(101)]),
    ),
  };
  const many = Array.from({ length: 9 }, () => ({ field: "", description: " " }));
  const rows = [
    { row: 1n, sku: "DROP-01", name: "Never taken", faults: [price] },
    { row: 2n, sku: "no good", faults: [long] },
    { row: 3n, sku: "DROP-01", faults: many },
    { row: 4n, sku: "DROP-01", stockDelta: 1n, faults: [] },
  ];
  const chunk = await inventory.importItemsChunk({ importId, rows, complete: true });
  assert.deepEqual([chunk.import?.errorCount, chunk.import?.updatedCount], [3n, 1n]);
  const { errors } = await inventory.listImportErrors({ importId });
  assert.deepEqual(errors, chunk.errors);
  const said = errors.map(({ row, field, description }) => `${row} ${field}: ${description}`);
  assert.equal(said[0], '1 price: "=A1*2" is a formula');
  assert.deepEqual([errors[0]?.reason, { ...errors[0]?.values }], ["FORMULA", { cell: "=A1*2" }]);
  assert.match(said[1] ?? "", /^2 sku: is not/);
  assert.deepEqual([errors[1]?.reason, errors[2]?.reason], ["NOT_A_SKU", ""]);
  const cut = Object.entries(errors[2]?.values ?? {});
  assert.deepEqual(
    cut.map(([name, { length }]) => [name.length, length]),
    Array.from({ length: 8 }, () => [64, 100]),
  );
  assert.equal(said[2], `2 ${"f".repeat(64)}: ${"d".repeat(300)}`);
  const blanks = said.slice(3);
  assert.deepEqual(
    blanks,
    Array.from({ length: 8 }, () => "3 : could not be read"),
  );
  const { item } = await inventory.getItem({ sku: "DROP-01" });
  assert.deepEqual([item?.name, item?.onHand], ["Drop", 11n]);
});

test("a stream that goes wrong midway keeps what is done, and sent again goes on after it", async (t) => {
  const { clients } = await startSluice(t);
  const importId = randomUUID();
  const broken = clients.inventory.importItems(
    stream({ importId, rows: newRows(1, 450) }, { rows: newRows(450, 460) }),
  );
  assert.equal(summary(await failure(broken)), "InvalidArgument INVALID_ARGUMENT rows[0].row");
  const { import: halfway } = await clients.inventory.getImport({ importId });
  assert.deepEqual([halfway?.status, halfway?.lastRow], [ImportStatus.RUNNING, 400n]);
  const again = await clients.inventory.importItems(stream({ importId, rows: newRows(1, 460) }));
  assert.deepEqual(
    [again.import?.createdCount, again.import?.skippedCount, again.import?.errorCount],
    [460n, 400n, 0n],
  );
});

test("a stream must name its import, keep to it, and send at most 1,000 rows a message", async (t) => {
  const { clients } = await startSluice(t);
  const importId = randomUUID();
  const { inventory } = clients;
  const calls = [
    inventory.importItems(stream()),
    inventory.importItems(stream({ rows: newRows(1, 1) })),
    inventory.importItems(stream({ importId, rows: [] }, { importId: randomUUID(), rows: [] })),
    inventory.importItems(stream({ importId, rows: newRows(1, 1_001) })),
    inventory.importItems(stream({ importId, rows: [{ row: 0n }] })),
  ].map(failure);
  const found = (await Promise.all(calls)).map(summary);
  const fields = ["import_id", "import_id", "import_id", "rows", "rows[0].row"];
  assert.deepEqual(
    found,
    fields.map((field) => `InvalidArgument INVALID_ARGUMENT ${field}`),
  );
});

test("a stream is a dry run when its first message says so, whatever the others say", async (t) => {
  const { clients, storage } = await startSluice(t);
  const first = { importId: randomUUID(), dryRun: true, rows: newRows(1, 300) };
  const { import: counts } = await clients.inventory.importItems(
    stream<Partial<typeof first>>(first, { rows: newRows(301, 302) }),
  );
  assert.deepEqual([counts?.dryRun, counts?.createdCount], [true, 302n]);
  assert.equal(storage.status().headSeq, 0);
});

test("chunks make one import, a dry run of them changes nothing", async (t) => {
  const { clients, storage } = await startSluice(t);
  const { inventory } = clients;
  const importId = randomUUID();
  const rows = [...newRows(1, 249), { row: 250n, sku: "NAMELESS" }];
  const dry = await inventory.importItemsChunk({ importId, dryRun: true, rows, complete: true });
  assert.deepEqual([dry.import?.createdCount, dry.import?.errorCount], [249n, 1n]);
  assert.equal(storage.status().headSeq, 0);
  const mixed = inventory.importItemsChunk({ importId, rows: newRows(300, 300) });
  assert.equal(summary(await failure(mixed)), "FailedPrecondition IMPORT_MODE_CHANGED");
  const real = { importId: randomUUID() };
  const first = await inventory.importItemsChunk({ ...real, rows });
  assert.deepEqual(
    first.errors.map(({ row, field }) => `${row} ${field}`),
    ["250 name", "250 price"],
  );
  const last = await inventory.importItemsChunk({
    ...real,
    rows: newRows(251, 251),
    complete: true,
  });
  assert.deepEqual(last.errors, []);
  assert.deepEqual(
    [last.import?.status, last.import?.createdCount, last.import?.errorCount],
    [ImportStatus.COMPLETE, 250n, 1n],
  );
  const late = inventory.importItemsChunk({ ...real, rows: newRows(300, 300) });
  assert.equal(summary(await failure(late)), "FailedPrecondition IMPORT_COMPLETE");
});
