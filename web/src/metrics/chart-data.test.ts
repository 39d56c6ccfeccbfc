import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import type { MessageInitShape } from "@bufbuild/protobuf";
import { MetricsPointSchema } from "#gen/sluice/live/v1/live_pb.ts";
import { minuteRows, rateColumns, timeColumns, windowSeconds } from "./chart-data.ts";

const at = (second: number, fields: MessageInitShape<typeof MetricsPointSchema>) => ({
  atMs: second * 1_000,
  point: create(MetricsPointSchema, fields),
});
const placed = (second: number, count: number) => at(second, { placedCount: BigInt(count) });

test("rates are means of five seconds, and of fewer at the start", () => {
  const [times, rates] = rateColumns(
    [1, 2, 3, 4, 5, 6].map((second) => placed(second, 10 * second)),
  );
  assert.deepEqual(times, [1, 2, 3, 4, 5, 6]);
  assert.deepEqual(rates, [10, 15, 20, 25, 30, 40]);
});

test("what was before a gap does not count for what is after it", () => {
  const [, rates] = rateColumns([placed(1, 100), placed(60, 10)]);
  assert.deepEqual(rates, [100, 10]);
});

test("a second without an order has no time", () => {
  const [, p50, p99] = timeColumns([at(1, { placeP50Us: 1_500n, placeP99Us: 9_000n }), at(2, {})]);
  assert.deepEqual(
    [p50, p99],
    [
      [1.5, null],
      [9, null],
    ],
  );
});

test("the table has the minutes of the clock, newest first", () => {
  const rows = minuteRows([
    at(60, { placedCount: 1n }),
    at(61, { placedCount: 2n, refused: [{ reason: "OUT_OF_STOCK", count: 3n }] }),
    at(120, { placedCount: 4n, placeP50Us: 2_000n, placeP99Us: 8_000n }),
  ]);
  assert.deepEqual(rows, [
    { startMs: 60_000, placed: 6, refused: 3, p50Ms: 2, p99Ms: 8 },
    { startMs: 0, placed: 1, refused: 0, p50Ms: undefined, p99Ms: undefined },
  ]);
});

test("a chart shows whole minutes, three at least", () => {
  assert.deepEqual([0, 179, 181, 899].map(windowSeconds), [180, 180, 240, 900]);
});
