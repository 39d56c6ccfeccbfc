import assert from "node:assert/strict";
import { test } from "node:test";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { updateRequest } from "./update-request.ts";

const wanted = {
  name: "Hat",
  price: { currencyCode: "EUR", minorUnits: 900n },
  perUserLimit: 2n,
  saleStartsAtMs: undefined,
  saleEndsAtMs: 2_000,
  paused: false,
};
const request = (...changed: string[]) => updateRequest("A", 4n, wanted, changed);

test("only what was changed is asked for, under the version that was seen", () => {
  const asked = request("name", "sale_ends_at");
  assert.deepEqual(asked?.updateMask?.paths, ["name", "sale_ends_at"]);
  assert.deepEqual([asked?.sku, asked?.expectedVersion], ["A", 4n]);
  assert.deepEqual(asked?.saleEndsAt, timestampFromMs(2_000));
});

test("an amount and its currency are one field of the item", () => {
  const asked = request("price.currency_code", "price.minor_units");
  assert.deepEqual(asked?.updateMask?.paths, ["price"]);
});

test("a start that is taken away is masked and unset", () => {
  const asked = request("sale_starts_at");
  assert.deepEqual(asked?.updateMask?.paths, ["sale_starts_at"]);
  assert.equal(asked?.saleStartsAt, undefined);
});

test("no change is no request, and neither is the version", () => {
  assert.equal(request(), undefined);
  assert.equal(request("expected_version"), undefined);
});
