import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import type { MessageInitShape } from "@bufbuild/protobuf";
import { MetricsPointSchema } from "#gen/sluice/live/v1/live_pb.ts";
import { lastMinute } from "./last-minute.ts";

const at = (second: number, fields: MessageInitShape<typeof MetricsPointSchema>) => ({
  atMs: second * 1_000,
  point: create(MetricsPointSchema, fields),
});

const money = (currencyCode: string, minorUnits: bigint) => ({ currencyCode, minorUnits });
const times = (p50: number, p99: number) => ({
  placeP50Us: BigInt(p50),
  placeP99Us: BigInt(p99),
});

test("the last 60 s are added up, what is older is left out", () => {
  const minute = lastMinute([
    at(10, { placedCount: 1_000n }),
    at(11, { placedCount: 2n, refused: [{ reason: "OUT_OF_STOCK", count: 1n }] }),
    at(70, {
      placedCount: 3n,
      refused: [
        { reason: "OUT_OF_STOCK", count: 1n },
        { reason: "PER_USER_LIMIT", count: 4n },
      ],
      heldUnits: 7n,
      soldUnits: 9n,
    }),
  ]);
  assert.deepEqual([minute?.placed, minute?.held, minute?.sold, minute?.seconds], [5, 7n, 9n, 2]);
  assert.deepEqual(minute?.refused, [
    { reason: "PER_USER_LIMIT", count: 4 },
    { reason: "OUT_OF_STOCK", count: 2 },
  ]);
  assert.equal(minute?.refusedTotal, 6);
});

test("revenue stays apart by currency, exactly", () => {
  const minute = lastMinute([
    at(1, { revenue: [money("EUR", 100n), money("JPY", 5n)] }),
    at(2, { revenue: [money("EUR", 23n)] }),
  ]);
  assert.deepEqual(minute?.revenue, [money("EUR", 123n), money("JPY", 5n)]);
});

test("times are of the last 5 s that had an order", () => {
  const minute = lastMinute([
    at(1, times(90_000, 90_000)),
    at(7, times(2_000, 30_000)),
    at(8, {}),
    at(10, times(4_000, 8_000)),
  ]);
  assert.deepEqual(minute?.place, { p50Ms: 3, p99Ms: 30 });
  assert.equal(lastMinute([at(1, {})])?.place, undefined);
});

test("without a point nothing is known", () => {
  assert.equal(lastMinute([]), undefined);
});
