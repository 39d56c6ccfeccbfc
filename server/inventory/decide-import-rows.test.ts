import assert from "node:assert/strict";
import { test } from "node:test";
import { reasonsOf, Shop } from "../test/shop.ts";
import type { Import, ImportRow } from "./import.ts";
import { stockMaxUnits } from "./item.ts";

const importId = "0a000000-0000-4000-8000-000000000001";
const price = { currencyCode: "EUR", minorUnits: 500n };

function row(number: number, sku: string, fields: Partial<ImportRow> = {}): ImportRow {
  return { row: number, sku, change: {}, stockDelta: 0, problems: [], ...fields };
}

function importInto(shop: Shop, rows: readonly ImportRow[], how = {}) {
  const command = { type: "import_rows", importId, dryRun: false, rows, complete: false } as const;
  const outcome = shop.send({ ...command, ...how });
  assert(outcome.kind === "imported", JSON.stringify(outcome));
  return outcome;
}

function countsOf(state: Import) {
  const { createdCount, updatedCount, unchangedCount, errorCount, skippedCount } = state;
  return [createdCount, updatedCount, unchangedCount, errorCount, skippedCount];
}

const tooLong = { field: "sku", reason: "TOO_LONG", description: "is too long" };

test("rows create, change and leave items, each on its own", () => {
  const shop = new Shop();
  shop.item("A", { onHand: 5 });
  const { import: state, errors } = importInto(shop, [
    row(1, "NEW", { change: { name: "New", price }, stockDelta: 3 }),
    row(2, "A", { change: { name: "Renamed" }, stockDelta: -2 }),
    row(3, "A", { change: { name: "Renamed" } }),
    row(4, "BAD", { problems: [tooLong] }),
  ]);
  assert.deepEqual(countsOf(state), [1, 1, 1, 1, 0]);
  assert.deepEqual([state.lastRow, state.complete], [4, false]);
  assert.deepEqual(errors, [{ row: 4, sku: "BAD", ...tooLong }]);
  assert.deepEqual(shop.counts("NEW"), [3, 0, 0]);
  assert.deepEqual(shop.counts("A"), [3, 0, 0]);
  const edited = shop.store.items.get("A");
  assert.deepEqual([edited?.name, edited?.version], ["Renamed", 3]);
});

test("the log names the import and the row behind a change", () => {
  const shop = new Shop();
  importInto(shop, [row(7, "NEW", { change: { name: "New", price } })]);
  assert.equal(shop.store.events.at(-1)?.cause, `import ${importId} row 7`);
});

test("a new SKU says all that it lacks at once", () => {
  const { errors } = importInto(new Shop(), [row(1, "NEW", { stockDelta: -1 })]);
  assert.deepEqual(
    errors.map(({ field }) => field),
    ["name", "price", "stock_delta"],
  );
});

test("a row that would take stock below what is held, or too high, fails as a whole", () => {
  const shop = new Shop();
  shop.item("A", { onHand: 5 });
  shop.placed(shop.user("ann@x.test"), { A: 4 });
  const { errors } = importInto(shop, [
    row(1, "A", { change: { name: "Renamed" }, stockDelta: -2 }),
    row(2, "A", { stockDelta: stockMaxUnits }),
  ]);
  assert.deepEqual(
    errors.map(({ description }) => description),
    [
      "is -2, which leaves 3 on hand, below the 4 that are held",
      `is ${stockMaxUnits}, which takes on hand past its limit`,
    ],
  );
  assert.deepEqual(
    errors.map(({ reason, values }) => [reason, values]),
    [
      ["BELOW_HELD", { value: "-2", onHandAfter: "3", held: "4" }],
      ["STOCK_TOO_LARGE", { value: String(stockMaxUnits) }],
    ],
  );
  assert.equal(shop.store.items.get("A")?.name, "Shirt");
});

test("rows that were done are skipped when they come again, failed ones too", () => {
  const shop = new Shop();
  shop.item("A", { onHand: 5 });
  const rows = [row(1, "A", { stockDelta: 1 }), row(2, "B")];
  importInto(shop, rows);
  const again = importInto(shop, [...rows, row(3, "A", { stockDelta: 1 })]);
  assert.deepEqual(countsOf(again.import), [0, 2, 0, 1, 2]);
  assert.deepEqual(again.errors, []);
  assert.deepEqual(shop.counts("A"), [7, 0, 0]);
});

test("a dry run changes nothing, and its rows see what those before would have left", () => {
  const shop = new Shop();
  shop.item("A", { onHand: 5 });
  const dryRun = true;
  const first = [
    row(1, "A", { stockDelta: -3 }),
    row(2, "NEW", { change: { name: "New", price }, stockDelta: 1 }),
  ];
  importInto(shop, first, { dryRun });
  const second = [row(3, "A", { stockDelta: -3 }), row(4, "NEW", { stockDelta: -1 })];
  const { import: state, errors } = importInto(shop, second, { dryRun });
  assert.deepEqual(countsOf(state), [1, 2, 0, 1, 0]);
  assert.deepEqual(
    errors.map((error) => error.row),
    [3],
  );
  assert.deepEqual(shop.counts("A"), [5, 0, 0]);
  assert.equal(shop.store.items.has("NEW"), false);
  assert.equal(shop.store.events.length, 1);
});

test("a dry run cannot turn into a real one under the same id", () => {
  const shop = new Shop();
  importInto(shop, [], { dryRun: true });
  const outcome = shop.send({
    type: "import_rows",
    importId,
    dryRun: false,
    rows: [],
    complete: true,
  });
  assert.deepEqual(outcome.kind === "rejected" && outcome.problems, [
    { reason: "IMPORT_MODE_CHANGED", importId, dryRun: true },
  ]);
});

test("a complete import takes old rows again and no new ones", () => {
  const shop = new Shop();
  shop.item("A");
  const rows = [row(1, "A", { stockDelta: 1 })];
  const { import: state } = importInto(shop, rows, { complete: true });
  assert.equal(state.complete, true);
  const again = importInto(shop, rows);
  assert.deepEqual([again.import.complete, again.import.skippedCount], [true, 1]);
  const later = { type: "import_rows", importId, dryRun: false, complete: false } as const;
  const outcome = shop.send({ ...later, rows: [row(2, "A", { stockDelta: 1 })] });
  assert.deepEqual(reasonsOf(outcome), ["IMPORT_COMPLETE"]);
  assert.deepEqual(shop.counts("A"), [11, 0, 0]);
});
