import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { MetricsPointSchema } from "#gen/sluice/live/v1/live_pb.ts";
import { sparkCount, sparkPath, sparkTop, sparkValues } from "./spark.ts";

const at = (second: number, placed: number) => ({
  atMs: second * 1_000,
  point: create(MetricsPointSchema, { placedCount: BigInt(placed) }),
});
const placed = ({ placedCount }: { readonly placedCount: bigint }) => Number(placedCount);

test("five seconds become one mean, the unfinished ones wait", () => {
  const points = [at(601, 10), at(605, 20), at(606, 30), at(610, 50), at(611, 999)];
  const values = sparkValues(points, placed);
  assert.equal(values.length, sparkCount);
  assert.deepEqual(values.slice(-2), [15, 40]);
  assert.equal(values[0], undefined);
});

test("a finished mean does not change as time goes on", () => {
  const points = [at(601, 10), at(605, 20), at(606, 30)];
  assert.equal(sparkValues(points, placed).at(-1), 15);
  assert.equal(sparkValues([...points, at(607, 90)], placed).at(-1), 15);
});

test("a path leaves gaps open and fills its scale", () => {
  assert.equal(sparkPath([1, 2, undefined, 4], 4), "M0 0.750L1 0.500M3 0.000");
  assert.equal(sparkPath([1, 2], 4), "M0 0.750L1 0.500");
  assert.equal(sparkPath([0, 0], sparkTop([0, 0])), "M0 1.000L1 1.000");
  assert.equal(sparkPath([undefined], sparkTop([undefined])), "");
});
