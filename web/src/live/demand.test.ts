import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { ItemSchema } from "#gen/sluice/inventory/v1/item_pb.ts";
import { DemandMeter, soldOutInMs } from "./demand.ts";

const row = (onHand: number, held: number, sold = 0) =>
  create(ItemSchema, {
    sku: "A",
    onHand: BigInt(onHand),
    held: BigInt(held),
    sold: BigInt(sold),
    available: BigInt(onHand - held),
  });

function meterFrom(atMs: number): DemandMeter {
  const meter = new DemandMeter();
  meter.rebase(atMs);
  return meter;
}

test("what orders take is told a minute, and what came back apart", () => {
  const meter = meterFrom(0);
  meter.record(row(100, 0), 0);
  for (let second = 1; second <= 60; second += 1) meter.record(row(100, second), second * 1_000);
  meter.record(row(100, 50), 60_000);
  assert.deepEqual(meter.of("A", 60_000), { takenPerMinute: 56, netPerMinute: 46 });
});

test("a minute that is not over yet is told as if it went on", () => {
  const meter = meterFrom(0);
  meter.record(row(100, 0), 0);
  meter.record(row(100, 10), 20_000);
  assert.equal(meter.of("A", 9_999), undefined);
  assert.equal(meter.of("A", 20_000)?.takenPerMinute, 30);
});

test("an item without a row stood still", () => {
  assert.equal(meterFrom(0).of("B", 10_000)?.takenPerMinute, 0);
});

test("payment and edits by hand are no demand", () => {
  const meter = meterFrom(0);
  meter.record(row(100, 10), 0);
  meter.record(row(90, 0, 10), 5_000);
  meter.record(row(500, 0, 10), 6_000);
  assert.equal(meter.of("A", 20_000)?.takenPerMinute, 0);
});

test("what changed while the page was away counts for no rate", () => {
  const meter = meterFrom(0);
  meter.record(row(100, 0), 0);
  meter.rebase(50_000);
  meter.record(row(100, 90), 51_000);
  assert.equal(meter.of("A", 59_999), undefined);
  assert.equal(meter.of("A", 60_000)?.takenPerMinute, 0);
  meter.record(row(100, 95), 61_000);
  assert.equal(meter.of("A", 70_000)?.takenPerMinute, 15);
});

test("the end of stock is told by the net rate", () => {
  const demand = { takenPerMinute: 90, netPerMinute: 60 };
  assert.equal(soldOutInMs(row(100, 60), demand), 40_000);
  assert.equal(soldOutInMs(row(100, 100), demand), undefined);
  assert.equal(soldOutInMs(row(100, 60), { ...demand, netPerMinute: 0 }), undefined);
  assert.equal(soldOutInMs(row(100, 60), undefined), undefined);
});
