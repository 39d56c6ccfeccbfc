import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { MetricsPointSchema } from "#gen/sluice/live/v1/live_pb.ts";
import { addPoints } from "./metrics-ring.ts";
import type { TimedPoint } from "./metrics-ring.ts";

const point = (second: number, placedCount = 0n) =>
  create(MetricsPointSchema, { at: timestampFromMs(second * 1_000), placedCount });
const seconds = (points: readonly TimedPoint[]) => points.map(({ atMs }) => atMs / 1_000);

test("points are kept oldest first, the last 900", () => {
  let points: readonly TimedPoint[] = [];
  for (let second = 1; second <= 905; second += 1) points = addPoints(points, [point(second)]);
  assert.deepEqual([points.length, seconds(points)[0]], [900, 6]);
});

test("a history that comes again doubles nothing and fills the gap", () => {
  const before = addPoints([], [point(1), point(2)]);
  const after = addPoints(before, [point(1), point(2), point(3), point(4)]);
  assert.deepEqual(seconds(after), [1, 2, 3, 4]);
});

test("a point without a time is none", () => {
  const points = addPoints([], [point(1)]);
  assert.equal(addPoints(points, [create(MetricsPointSchema)]), points);
});
