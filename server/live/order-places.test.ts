import assert from "node:assert/strict";
import { test } from "node:test";
import { OrderPlaces } from "./order-places.ts";

const order = { userId: "ann", orderId: "o1" };
const all = { userId: "", orderId: "" };

test("what is about an order comes to those of the order, of its user and of all, each once", () => {
  const places = new OrderPlaces<string>();
  places.add("all", [all, { userId: "ann", orderId: "" }]);
  places.add("ann", [{ userId: "ann", orderId: "" }]);
  places.add("o1", [order]);
  places.add("bob", [
    { userId: "bob", orderId: "" },
    { userId: "", orderId: "o2" },
  ]);
  assert.deepEqual([...places.wanting(order)].toSorted(), ["all", "ann", "o1"]);
  assert.deepEqual([...places.wanting({ userId: "cyd", orderId: "o3" })], ["all"]);
  assert.deepEqual([...places.wanting({ userId: "cyd", orderId: "o2" })], ["all", "bob"]);
});

test("who has left wants nothing any more", () => {
  const places = new OrderPlaces<string>();
  const filters = [all, order, { userId: "ann", orderId: "" }];
  places.add("one", filters);
  places.add("two", filters);
  places.delete("one", filters);
  assert.deepEqual([...places.wanting(order)], ["two"]);
  places.delete("two", filters);
  assert.deepEqual([...places.wanting(order)], []);
});
