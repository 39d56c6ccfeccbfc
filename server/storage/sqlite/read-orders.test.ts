import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { TestContext } from "node:test";
import { newLine } from "../../orders/order.ts";
import type { Order } from "../../orders/order.ts";
import { openDatabase, Statements } from "./connection.ts";
import { writeStockMove } from "./item-rows.ts";
import { insertPlacedOrder, writeMovedOrder } from "./order-rows.ts";
import { readOrders } from "./read-orders.ts";

const orderCount = 1_200;

/** Orders of SKU A by one user, seq 1 and up; `statusOf` says where each stands. */
function openWith(t: TestContext, statusOf: (seq: number) => Order["status"]): Statements {
  const directory = mkdtempSync(join(tmpdir(), "sluice-"));
  const database = openDatabase(join(directory, "sluice.db"));
  t.after(() => {
    database.close();
    rmSync(directory, { recursive: true });
  });
  const statements = new Statements(database);
  database.exec("BEGIN");
  for (let seq = 1; seq <= orderCount; seq += 1) {
    insertPlacedOrder(statements, orderOf(seq, statusOf(seq)));
    const move = { sku: "A", seq, placedSeq: seq, onHandDelta: 0, heldDelta: 1, soldDelta: 0 };
    writeStockMove(statements, { ...move, kind: "held" }, seq);
  }
  database.exec("COMMIT");
  return statements;
}

function orderOf(seq: number, status: Order["status"]): Order {
  return {
    orderId: `order-${seq}`,
    placedSeq: seq,
    userId: "u",
    lines: [newLine("A", 1, 1_000n)],
    total: { currencyCode: "EUR", minorUnits: 1_000n },
    status,
    hold: "held",
    holdExpiresAtMs: 1,
    paymentStatus: "none",
    version: 1,
    createdAtMs: seq,
    updatedAtMs: seq,
    cancelReason: "",
    onHold: undefined,
    paymentId: undefined,
  };
}

function seqsOf(rows: readonly Order[]): readonly number[] {
  return rows.map(({ placedSeq }) => placedSeq);
}

for (const [name, filter] of [
  ["SKU", { sku: "A" }],
  ["user", { userId: "u" }],
] as const) {
  test(`a rare state is found behind more orders of a ${name} than one page may scan`, (t) => {
    const statements = openWith(t, (seq) => (seq === 1 ? "cancelled" : "placed"));
    const query = { limit: 50, position: undefined };
    const page = readOrders(
      statements,
      { ...query, filter: { ...filter, statuses: ["cancelled"] } },
      600,
    );
    assert.deepEqual(seqsOf(page.rows), [1]);
    assert.equal(page.older, undefined);
  });
}

test("the one order on hold is found behind more orders than one page may scan", (t) => {
  const statements = openWith(t, () => "placed");
  const onHold = { reason: "looks like fraud", sinceMs: 1 };
  writeMovedOrder(statements, { ...orderOf(1, "placed"), onHold });
  for (const filter of [
    { statuses: [] },
    { userId: "u", sku: "A", statuses: ["placed"] },
  ] as const) {
    const query = { limit: 50, position: undefined, filter: { ...filter, onHold: true } };
    const page = readOrders(statements, query, 600);
    assert.deepEqual([seqsOf(page.rows), page.older], [[1], undefined]);
  }
});

test("of two long scans the sparser one leads, in both directions", (t) => {
  const statements = openWith(t, (seq) => (seq % 2 === 0 ? "expired" : "placed"));
  const filter = { sku: "A", statuses: ["expired"] } as const;
  const older = readOrders(statements, { limit: 510, filter, position: undefined }, 510);
  assert.equal(older.rows.length, 510);
  assert.deepEqual(seqsOf(older.rows).slice(0, 2), [1_200, 1_198]);
  const position = { direction: "newer", placedSeq: 0 } as const;
  const newer = readOrders(statements, { limit: 510, filter, position }, 510);
  assert.equal(newer.rows.length, 510);
  assert.deepEqual(seqsOf(newer.rows).slice(-2), [4, 2]);
});
