import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import {
  HoldStatus,
  OrderSchema,
  OrderStatus,
  PaymentStatus,
} from "#gen/sluice/orders/v1/order_pb.ts";
import { exportFormats } from "./export-format.ts";

const at = timestampFromMs(Date.parse("2026-11-26T14:30:00.250Z"));
const money = (minorUnits: bigint, currencyCode = "EUR") => ({ currencyCode, minorUnits });
const order = create(OrderSchema, {
  orderId: "019ac0de-1234-7abc-8def-0123456789ab",
  userId: "019ac0de-1234-7abc-8def-ffffffffffff",
  lines: [
    { sku: "DROP-01", quantity: 2n, unitPrice: money(3_998n) },
    { sku: "MUG", quantity: 1n, unitPrice: money(5n) },
  ],
  total: money(9_007_199_254_740_991n),
  status: OrderStatus.CANCELLED,
  paymentStatus: PaymentStatus.NONE,
  holdStatus: HoldStatus.CANCELLED,
  cancelReason: '=cmd|"/c calc"',
  version: 3n,
  createdAt: at,
  updatedAt: at,
});

/** The row of an order by column. */
function row(fields: Partial<typeof order> = {}): Readonly<Record<string, string | undefined>> {
  const { head, line } = exportFormats.csv;
  const names = head.slice(1).trimEnd().split(",");
  const cells = line({ ...order, cancelReason: "", ...fields })
    .trimEnd()
    .split(",");
  assert.equal(cells.length, names.length);
  return Object.fromEntries(names.map((name, index) => [name, cells[index]]));
}

test("a row has every amount to the last unit, in the decimals of its currency", () => {
  assert.equal(row()["total"], "90071992547409.91");
  assert.equal(row()["lines"], "2 x DROP-01 at 39.98; 1 x MUG at 0.05");
  assert.equal(row()["units"], "3");
  assert.equal(
    row({ total: order.total && { ...order.total, currencyCode: "JPY" } })["total"],
    "9007199254740991",
  );
  assert.equal(
    row({ total: order.total && { ...order.total, currencyCode: "KWD" } })["total"],
    "9007199254740.991",
  );
});

test("a row has times in UTC and states as the API names them", () => {
  assert.equal(row()["placed_at"], "2026-11-26T14:30:00.250Z");
  assert.equal(row()["hold_expires_at"], "");
  assert.equal(row()["status"], "CANCELLED");
  assert.equal(row({ status: 99 as OrderStatus })["status"], "99");
  assert.equal(row()["on_hold"], "false");
});

test("a reason that would be a formula is text", () => {
  assert.match(exportFormats.csv.line(order), /,"'=cmd\|""\/c calc""",/);
});

test("a spreadsheet is told that the file is UTF-8", () => {
  assert.equal(exportFormats.csv.head.codePointAt(0), 0xfe_ff);
});

test("a JSON line is one line with everything, 64-bit numbers as text", () => {
  const line = exportFormats.jsonl.line({ ...order, cancelReason: "two\nlines" });
  assert.equal(line.indexOf("\n"), line.length - 1);
  const read = JSON.parse(line) as { total: object; cancelReason: string; placedSeq?: string };
  assert.deepEqual(read.total, { currencyCode: "EUR", minorUnits: "9007199254740991" });
  assert.equal(read.cancelReason, "two\nlines");
});
