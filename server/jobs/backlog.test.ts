import assert from "node:assert/strict";
import { test } from "node:test";
import { PayingShop } from "../test/paying-shop.ts";
import type { Payment } from "../payments/payment.ts";
import { Backlog } from "./backlog.ts";

function named(paymentId: string, version = 1): Payment {
  const at = new PayingShop();
  at.pay();
  return { ...at.payment, paymentId, version };
}

const nobody = new Set<string>();

test("the one that has waited the longest is the first, whatever was learnt of it meanwhile", () => {
  const backlog = new Backlog(10);
  for (const id of ["a", "b", "c"]) assert.equal(backlog.put(named(id)), true);
  backlog.put(named("a", 2));
  const first = backlog.first(nobody);
  assert.deepEqual([first?.paymentId, first?.version], ["a", 2]);
  assert.equal(backlog.first(new Set(["a", "b"]))?.paymentId, "c");
  backlog.delete("a");
  assert.equal(backlog.first(nobody)?.paymentId, "b");
});

test("a full backlog takes nothing more, but what is new of those that it has", () => {
  const backlog = new Backlog(2);
  backlog.put(named("a"));
  backlog.put(named("b"));
  assert.equal(backlog.put(named("c")), false);
  assert.equal(backlog.put(named("b", 5)), true);
  assert.deepEqual([backlog.size, backlog.get("b")?.version, backlog.get("c")], [2, 5, undefined]);
});
