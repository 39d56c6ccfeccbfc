import assert from "node:assert/strict";
import { test } from "node:test";
import type { DescMessage } from "@bufbuild/protobuf";
import { fromJsonString } from "@bufbuild/protobuf";
import {
  CreateItemRequestSchema,
  UpdateItemRequestSchema,
} from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import { WatchRequestSchema } from "#gen/sluice/live/v1/live_service_pb.ts";
import {
  ListOrdersRequestSchema,
  PlaceOrderRequestSchema,
} from "#gen/sluice/orders/v1/order_service_pb.ts";
import { jsonViolations } from "./json-violations.ts";

/** Path and description of each, of a text that the library refuses. */
function told(schema: DescMessage, request: unknown): readonly string[] {
  const text = typeof request === "string" ? request : JSON.stringify(request);
  assert.throws(() => fromJsonString(schema, text, { ignoreUnknownFields: false }));
  return jsonViolations(schema, text).map(({ field, description }) => `${field} ${description}`);
}

test("a name that no enum has is told with its path and the names there are", () => {
  const [first, ...others] = told(ListOrdersRequestSchema, {
    statuses: ["ORDER_STATUS_PAID", "PAYED"],
  });
  assert.deepEqual(others, []);
  assert.match(first ?? "", /^statuses\[1\] is none of ORDER_STATUS_QUEUED, .*ORDER_STATUS_PAID/);
  assert.doesNotMatch(first ?? "", /UNSPECIFIED|PAYED/);
});

test("everything that is wrong is told at once, by its path in the schema", () => {
  const lines = [
    { sku: "A", quantity: 1 },
    { sku: 7, quantity: "1.5", colour: "red" },
    null,
    { quantity: "9223372036854775808" },
  ];
  assert.deepEqual(told(PlaceOrderRequestSchema, { userId: true, lines, idempotency_key: "x" }), [
    "user_id is not a text",
    "lines[1].sku is not a text",
    "lines[1].quantity is not a whole number from -9,223,372,036,854,775,808 to 9,223,372,036,854,775,807",
    "lines[1].colour is not a field of this message",
    "lines[2] is not an object",
    "lines[3].quantity is not a whole number from -9,223,372,036,854,775,808 to 9,223,372,036,854,775,807",
  ]);
});

test("a limit is there for programs too", () => {
  const text = JSON.stringify({ pageSize: 2 ** 31 });
  const [violation] = jsonViolations(ListOrdersRequestSchema, text);
  const values = { type: "int32", min: "-2147483648", max: "2147483647" };
  assert.deepEqual([violation?.reason, violation?.values], ["NOT_OF_TYPE", values]);
});

test("lists, objects, times, truth and masks are told apart", () => {
  assert.deepEqual(
    told(CreateItemRequestSchema, { price: "1 EUR", saleStartsAt: "soon", saleEndsAt: {} }),
    [
      "price is not an object",
      "sale_starts_at is not a time, as in 2026-11-27T09:00:00Z",
      "sale_ends_at is not a time, as in 2026-11-27T09:00:00Z",
    ],
  );
  assert.deepEqual(told(PlaceOrderRequestSchema, { lines: {} }), ["lines is not a list"]);
  assert.deepEqual(told(UpdateItemRequestSchema, { paused: "yes", updateMask: ["paused"] }), [
    "paused is not true or false",
    "update_mask is not names of fields with commas between them, as in name,price",
  ]);
  assert.deepEqual(told(WatchRequestSchema, { topics: [{ orders: { mode: "ALL" } }] }).length, 1);
});

test("what is right is not told, nor what has no field that is wrong", () => {
  assert.deepEqual(jsonViolations(PlaceOrderRequestSchema, `{"userId":null,"lines":[]}`), []);
  assert.deepEqual(told(PlaceOrderRequestSchema, `{"userId":"a","user_id":"b"}`), []);
  assert.deepEqual(told(PlaceOrderRequestSchema, `{"userId":`), []);
  assert.deepEqual(told(PlaceOrderRequestSchema, `"text"`), []);
});

test("a request that is wrong all over is looked through no further than people would", () => {
  const statuses = Array.from({ length: 100_000 }, () => "PAYED");
  assert.equal(told(ListOrdersRequestSchema, { statuses }).length, 20);
  const lines = Array.from({ length: 100_000 }, () => ({}));
  assert.deepEqual(told(PlaceOrderRequestSchema, { lines, x: 1 }), []);
  const key = "k".repeat(1_000);
  assert.equal(told(PlaceOrderRequestSchema, { [key]: 1 })[0]?.indexOf(" "), 200);
  const deep = `${`{"lines":[`.repeat(5_000)}${"]}".repeat(5_000)}`;
  assert.deepEqual(told(PlaceOrderRequestSchema, deep), [
    "lines[0].lines is not a field of this message",
  ]);
});

test("names that every object has are no fields", () => {
  assert.deepEqual(told(PlaceOrderRequestSchema, `{"__proto__":{},"constructor":1}`), [
    "__proto__ is not a field of this message",
    "constructor is not a field of this message",
  ]);
});
