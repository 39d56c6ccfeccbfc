import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { ItemSchema } from "#gen/sluice/inventory/v1/item_pb.ts";
import { catalogueOf } from "./catalogue.ts";
import { updateRequest } from "./update-request.ts";

const before = catalogueOf(
  create(ItemSchema, {
    sku: "A",
    name: "Cap",
    price: { currencyCode: "EUR", minorUnits: 900n },
    saleStartsAt: timestampFromMs(1_500),
  }),
);
const request = (changes: Partial<typeof before>) =>
  updateRequest("A", 4n, before, { ...before, ...changes });

test("only what differs is asked for, under the version that was seen", () => {
  const asked = request({ name: "Hat", saleEndsAtMs: 2_000 });
  assert.deepEqual(asked?.updateMask?.paths, ["name", "sale_ends_at"]);
  assert.deepEqual([asked?.sku, asked?.expectedVersion], ["A", 4n]);
  assert.deepEqual(asked?.saleEndsAt, timestampFromMs(2_000));
});

test("a start that is taken away is masked and unset", () => {
  const asked = request({ saleStartsAtMs: undefined });
  assert.deepEqual(asked?.updateMask?.paths, ["sale_starts_at"]);
  assert.equal(asked?.saleStartsAt, undefined);
});

test("no change is no request", () => {
  assert.equal(request({ price: { currencyCode: "EUR", minorUnits: 900n } }), undefined);
});
