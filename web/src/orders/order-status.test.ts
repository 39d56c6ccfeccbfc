import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { HoldStatus, OrderSchema, OrderStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import { statusWords } from "./status-words.ts";
import { zh } from "./status-words.zh.ts";
import { holdLeftMs, linesText, orderMark } from "./order-status.ts";

const order = (holdStatus: HoldStatus, endsMs = 10_000) =>
  create(OrderSchema, { holdStatus, holdExpiresAt: timestampFromMs(endsMs) });

test("every status of the contract has words of its own", () => {
  const statuses = Object.values(OrderStatus).filter((value) => typeof value === "number");
  for (const words of [statusWords.en, zh]) {
    const told = new Set(statuses.map((status) => orderMark(status, words).word));
    assert.equal(told.size, statuses.length);
  }
});

test("no two statuses that end differently look the same without colour", () => {
  const { PAID, EXPIRED, CANCELLED } = OrderStatus;
  const shapes = [PAID, EXPIRED, CANCELLED].map(
    (status) => orderMark(status, statusWords.en).shape,
  );
  assert.equal(new Set(shapes).size, 3);
});

test("a status from a newer server is told as unknown", () => {
  assert.equal(orderMark(99 as OrderStatus, statusWords.en).word, "Unknown");
});

test("only a hold that stands has time left, and never less than none", () => {
  assert.equal(holdLeftMs(order(HoldStatus.HELD), 4_000), 6_000);
  assert.equal(holdLeftMs(order(HoldStatus.HELD), 12_000), 0);
  assert.equal(holdLeftMs(order(HoldStatus.EXPIRED), 4_000), undefined);
});

test("lines are told by the first, how many more there are, and all in full", () => {
  const { lines } = create(OrderSchema, {
    lines: [
      { sku: "DROP-01", quantity: 2n },
      { sku: "MUG-02", quantity: 1n },
    ],
  });
  const all = "2 × DROP-01\n1 × MUG-02";
  assert.deepEqual(linesText(lines), { first: "2 × DROP-01", moreCount: 1, all });
});
