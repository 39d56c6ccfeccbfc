import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { timestampMs } from "@bufbuild/protobuf/wkt";
import { OrderSchema, OrderStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import { ListOrdersRequestSchema } from "#gen/sluice/orders/v1/order_service_pb.ts";
import { isEmptySpan, listRequest, matchingHead } from "./list-request.ts";
import { noFilter, statusNames } from "./order-filter.ts";
import type { OrderFilter } from "./order-filter.ts";
import { between } from "./time-span.ts";

const asOfMs = Date.parse("2026-11-26T14:30:00Z");
const page = { token: "", asOfMs, zone: "UTC" };
const id = "019ac0de-1234-7abc-8def-0123456789ab";
const idMs = Number.parseInt("019ac0de1234", 16);

function ask(filter: Partial<OrderFilter>, token = "") {
  const init = listRequest({ ...noFilter, ...filter }, { ...page, token });
  return create(ListOrdersRequestSchema, init);
}

test("no filter asks for the newest of all", () => {
  const request = ask({});
  assert.deepEqual(request, create(ListOrdersRequestSchema, { pageSize: 50 }));
  assert.equal(request.onHold, undefined);
});

test("each part of a filter is a field of the request", () => {
  const request = ask(
    { order: id, user: id, email: "a@b.c", sku: "DROP-01", statuses: ["review"], onHold: false },
    "token",
  );
  assert.deepEqual(
    request,
    create(ListOrdersRequestSchema, {
      pageSize: 50,
      pageToken: "token",
      orderId: id,
      userId: id,
      email: "a@b.c",
      sku: "DROP-01",
      statuses: [OrderStatus.PAYMENT_REVIEW],
      onHold: false,
    }),
  );
});

test("every state of the address is a state of the API", () => {
  const { statuses } = ask({ statuses: statusNames });
  assert.equal(new Set(statuses).size, statusNames.length);
  assert(!statuses.includes(OrderStatus.UNSPECIFIED));
});

test("moving times count from the moment of the page", () => {
  const { createdFrom, createdBefore } = ask({ placed: { kind: "last", count: 2, unit: "h" } });
  assert.equal(createdFrom && timestampMs(createdFrom), Date.parse("2026-11-26T12:30:00Z"));
  assert.equal(createdBefore, undefined);
});

test("the beginning of an id is asked for as a time, within the times that were asked for", () => {
  const head = { order: id.slice(0, 13) };
  const { orderId, createdFrom, createdBefore, pageSize } = ask(head);
  assert.deepEqual([orderId, pageSize], ["", 1_000]);
  assert.equal(createdFrom && timestampMs(createdFrom), idMs - 1_000);
  assert.equal(createdBefore && timestampMs(createdBefore), idMs + 1);
  const later = ask({ ...head, placed: between(idMs, idMs + 60_000) });
  assert.equal(later.createdFrom && timestampMs(later.createdFrom), idMs);
  assert.equal(later.createdBefore && timestampMs(later.createdBefore), idMs + 1);
});

test("times that exclude each other are told before the API refuses them", () => {
  const head = { ...noFilter, order: id.slice(0, 13) };
  assert(isEmptySpan(listRequest({ ...head, placed: between(idMs + 60_000, undefined) }, page)));
  assert(!isEmptySpan(listRequest({ ...head, placed: between(idMs, undefined) }, page)));
  assert(!isEmptySpan(listRequest(noFilter, page)));
});

test("of the orders of that time only those with the id's beginning are meant", () => {
  const orders = [id, "019ac0de-1234-7abd-8def-0123456789ab"].map((orderId) =>
    create(OrderSchema, { orderId }),
  );
  const matching = (order: string | undefined) =>
    matchingHead(orders, { ...noFilter, order }).map(({ orderId }) => orderId);
  assert.deepEqual(matching("019ac0de-1234-7abc"), [id]);
  assert.equal(matching("019ac0de").length, 2);
  assert.equal(matching(undefined).length, 2);
});
