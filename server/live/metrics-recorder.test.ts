import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { TestContext } from "node:test";
import { fromBinary } from "@bufbuild/protobuf";
import { timestampMs } from "@bufbuild/protobuf/wkt";
import { MetricsSchema } from "#gen/sluice/live/v1/live_pb.ts";
import type { MetricsPoint } from "#gen/sluice/live/v1/live_pb.ts";
import type { StockMove } from "../inventory/stock-move.ts";
import { placed } from "../test/live/fake-log.ts";
import type { Piece } from "./frame.ts";
import { MetricsRecorder } from "./metrics-recorder.ts";

function record(t: TestContext) {
  t.mock.timers.enable({ apis: ["setInterval"] });
  const points: MetricsPoint[] = [];
  const clock = { nowMs: 1_800_000_000_000 };
  const recorder = new MetricsRecorder({
    clock: () => clock.nowMs,
    totals: { heldUnits: 10, soldUnits: 5 },
    subscriberCount: () => 3,
    onPoint: (piece) => points.push(...pointsOf(piece)),
  });
  t.after(() => recorder.stop());
  const passSeconds = (count: number): void => {
    for (let second = 0; second < count; second += 1) {
      clock.nowMs += 1_000;
      t.mock.timers.tick(1_000);
    }
  };
  return { recorder, points, passSeconds };
}

function pointsOf({ bytes }: Piece): readonly MetricsPoint[] {
  return fromBinary(MetricsSchema, bytes).points;
}

function move(heldDelta: number, soldDelta: number): StockMove {
  const kind = "held";
  return { sku: "A", seq: 1, kind, onHandDelta: 0, heldDelta, soldDelta, placedSeq: undefined };
}

suite("the metrics recorder", () => {
  test("makes a point a second of what was committed, refused and answered", (t) => {
    const { recorder, points, passSeconds } = record(t);
    const total = { currencyCode: "USD", minorUnits: 7n };
    const events = [placed(1), placed(2), placed(3, { total })];
    recorder.committed(events, { stockMoves: [move(4, 0), move(-1, 1)] });
    for (const reason of ["OUT_OF_STOCK", "OVERLOADED", "OUT_OF_STOCK"]) recorder.refused(reason);
    for (let ms = 1; ms <= 100; ms += 1) recorder.answered(ms);
    passSeconds(1);
    const [point] = points;
    assert(point?.at !== undefined);
    assert.equal(timestampMs(point.at), 1_800_000_001_000);
    assert.deepEqual([point.placedCount, point.eventCount, point.subscriberCount], [3n, 3n, 3n]);
    assert.deepEqual([point.heldUnits, point.soldUnits], [13n, 6n]);
    assert.deepEqual(
      point.refused.map(({ reason, count }) => [reason, count]),
      [
        ["OUT_OF_STOCK", 2n],
        ["OVERLOADED", 1n],
      ],
    );
    assert.deepEqual(
      point.revenue.map(({ currencyCode, minorUnits }) => [currencyCode, minorUnits]),
      [
        ["EUR", 2_000n],
        ["USD", 7n],
      ],
    );
    assert(point.placeP50Us > 49_000n && point.placeP50Us < 52_000n, `${point.placeP50Us} µs`);
    assert(point.placeP99Us > 98_000n && point.placeP99Us < 101_000n, `${point.placeP99Us} µs`);
  });

  test("counts each second by itself, and keeps the totals of the stock", (t) => {
    const { recorder, points, passSeconds } = record(t);
    recorder.committed([placed(1)], { stockMoves: [move(4, 0)] });
    recorder.refused("OUT_OF_STOCK");
    recorder.answered(3);
    passSeconds(2);
    const quiet = points[1];
    assert(quiet !== undefined);
    assert.deepEqual([quiet.placedCount, quiet.eventCount, quiet.placeP99Us], [0n, 0n, 0n]);
    assert.deepEqual([quiet.refused, quiet.revenue], [[], []]);
    assert.equal(quiet.heldUnits, 14n);
  });

  test("keeps the last 15 minutes, oldest first, in small messages", (t) => {
    const { recorder, points, passSeconds } = record(t);
    passSeconds(1_000);
    const history = recorder.history();
    assert.deepEqual(history.flatMap(pointsOf), points.slice(-900));
    for (const { bytes } of history) assert(bytes.length < 15 * 1024);
  });
});
