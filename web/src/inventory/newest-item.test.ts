import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { ItemSchema } from "#gen/sluice/inventory/v1/item_pb.ts";
import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import type { RefreshState } from "../refresh/refresh-state.ts";
import { newestItem } from "./newest-item.ts";

const item = (held: bigint) => create(ItemSchema, { sku: "A", held });
const failing = {
  failure: { kind: "unreachable", code: "UNAVAILABLE", message: "", retryAfterMs: undefined },
  sinceMs: 40,
  failureCount: 1,
} as const;
const read = (atMs: number): RefreshState<Item> => ({
  phase: "fresh",
  data: item(1n),
  asOfMs: 90,
  sinceMs: atMs,
});
const failed = { phase: "failed", ...failing } as const;
const stale = (asOfMs: number) => ({ phase: "stale", data: item(1n), asOfMs, ...failing }) as const;
/** With a row of the stream that holds 2 and broke off at `asOfMs`. */
function newest(state: RefreshState<Item>, asOfMs: number | undefined): string {
  const known = newestItem(state, { item: item(2n), asOfMs }, 90);
  return "data" in known ? `${known.phase} ${known.data.held} ${known.asOfMs}` : known.phase;
}

test("while the stream is live its row stands, whatever was read", () => {
  for (const state of [read(80), { phase: "loading" }, failed, stale(80)] as const) {
    assert.equal(newest(state, undefined), "fresh 2 90");
  }
});

test("when the stream broke off, what was read since then stands, and else its last row", () => {
  assert.equal(newest(read(50), 50), "fresh 1 90");
  assert.equal(newest(read(49), 50), "fresh 2 50");
  assert.equal(newest({ phase: "loading" }, 50), "fresh 2 50");
});

test("when reads fail too, the newer of the two is shown as old", () => {
  assert.equal(newest(failed, 50), "stale 2 50");
  assert.equal(newest(stale(60), 50), "stale 1 60");
  assert.equal(newest(stale(40), 50), "stale 2 50");
});

test("an item that the stream does not bring is what was read", () => {
  assert.equal(newestItem(failed, undefined, 90), failed);
});

test("what we may not see is not shown, though a row is left of it", () => {
  assert.equal(newest({ phase: "denied", ...failing }, undefined), "denied");
});
