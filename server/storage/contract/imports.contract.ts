import assert from "node:assert/strict";
import { test } from "node:test";
import type { Imported } from "../../commands/command.ts";
import type { ImportRow } from "../../inventory/import.ts";
import { auditStorage } from "../../test/traced-writes/audit-storage.ts";
import type { OpenForContract } from "./harness.ts";
import { ask, createItem, importRow, importRows, reasonsOf } from "./requests.ts";

const importId = "0d3f6d0a-55b2-4d0e-8f3c-6a3f1b8b9c01";

/** Imports go on where they stopped; a dry run changes nothing but says the same. */
export function importsContract(open: OpenForContract): void {
  test("an import goes on after a reopen, and rows that come again are skipped", async (t) => {
    const { storage, reopen } = await open(t);
    await storage.apply(ask(createItem("A", { onHand: 1 })));
    await storage.apply(ask(importRows(importId, [importRow(1, "A"), importRow(2, "B")])));
    const reopened = await reopen();
    assert.equal((await reopened.getImport(importId))?.lastRow, 2);
    const rest = [importRow(1, "A"), importRow(2, "B"), importRow(3, "C")];
    const outcome = await reopened.apply(ask(importRows(importId, rest, { complete: true })));
    assert(outcome.kind === "imported");
    const { createdCount, updatedCount, skippedCount, lastRow, complete } = outcome.import;
    const counts = [createdCount, updatedCount, skippedCount, lastRow, complete];
    assert.deepEqual(counts, [2, 1, 2, 3, true]);
    assert.deepEqual(await reopened.getImport(importId), outcome.import);
    assert.equal((await reopened.getItem("A"))?.onHand, 6);
    assert.equal((await reopened.getItem("B"))?.onHand, 5);
    await auditStorage(reopened);
  });

  test("a complete import takes no more rows, and one does not change its mode", async (t) => {
    const { storage } = await open(t);
    await storage.apply(ask(importRows(importId, [importRow(1, "A")], { complete: true })));
    const more = await storage.apply(ask(importRows(importId, [importRow(2, "B")])));
    assert.deepEqual(reasonsOf(more), ["IMPORT_COMPLETE"]);
    const dry = await storage.apply(ask(importRows(importId, [], { dryRun: true })));
    assert.deepEqual(reasonsOf(dry), ["IMPORT_MODE_CHANGED"]);
    assert.equal(await storage.getItem("B"), undefined);
  });

  test("a dry run sees its own earlier rows, over commands and reopens, and changes no item", async (t) => {
    const { storage, reopen } = await open(t);
    await storage.apply(ask(createItem("A", { onHand: 1 })));
    const before = await storage.getItem("A");
    await storage.apply(
      ask(importRows(importId, [importRow(1, "B", 3), take(2, "A", 4)], { dryRun: true })),
    );
    const reopened = await reopen();
    const rows = [take(3, "B", -3), take(4, "A", -5), take(5, "A", -1)];
    const options = { dryRun: true, complete: true };
    const outcome = (await reopened.apply(ask(importRows(importId, rows, options)))) as Imported;
    assert.deepEqual(
      outcome.errors.map(({ row, field }) => `${row} ${field}`),
      ["5 stock_delta"],
    );
    const { createdCount, updatedCount, errorCount } = outcome.import;
    assert.deepEqual([createdCount, updatedCount, errorCount], [1, 3, 1]);
    assert.deepEqual(await reopened.getItem("A"), before);
    assert.equal(await reopened.getItem("B"), undefined);
    assert.equal(reopened.status().headSeq, 1);
  });

  test("the problems of an import are paged by row", async (t) => {
    const { storage } = await open(t);
    const rows = [1, 2, 3].map((row) => take(row, `S${row}`, -1));
    await storage.apply(ask(importRows(importId, rows.slice(0, 2))));
    await storage.apply(ask(importRows(importId, rows.slice(2))));
    const found: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await storage.listImportErrors({ importId, limit: 2, after });
      found.push(...page.rows.map(({ row, sku, field }) => `${row} ${sku} ${field}`));
      if (page.next === undefined) break;
      after = page.next;
    }
    const fields = ["name", "price", "stock_delta"];
    assert.deepEqual(
      found,
      [1, 2, 3].flatMap((row) => fields.map((field) => `${row} S${row} ${field}`)),
    );
  });

  test("a problem is listed as it was told, with its reason and its values", async (t) => {
    const { storage, reopen } = await open(t);
    const values = { min: "1", max: "64" };
    const told = { field: "sku", reason: "NOT_A_SKU", description: "is no SKU", values };
    const bad = { ...importRow(1, "A"), problems: [told] };
    await storage.apply(ask(importRows(importId, [bad, take(2, "B", -1)])));
    const page = { importId, limit: 2, after: undefined };
    const { rows } = await (await reopen()).listImportErrors(page);
    assert.deepEqual(rows[0], { row: 1, sku: "A", ...told });
    assert.deepEqual([rows[1]?.field, rows[1]?.reason], ["name", "REQUIRED_FOR_NEW_SKU"]);
  });

  test("an unknown import is not there", async (t) => {
    const { storage } = await open(t);
    assert.equal(await storage.getImport(importId), undefined);
    const page = { importId, limit: 5, after: undefined };
    assert.deepEqual(await storage.listImportErrors(page), { rows: [], next: undefined });
  });
}

/** A row that only moves stock: of a new SKU it is wrong three times. */
function take(row: number, sku: string, stockDelta: number): ImportRow {
  return { ...importRow(row, sku, stockDelta), change: {} };
}
