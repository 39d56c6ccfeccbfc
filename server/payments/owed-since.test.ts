import assert from "node:assert/strict";
import { test } from "node:test";
import { declined, notSent, PayingShop } from "../test/paying-shop.ts";
import { owedSinceMs } from "./owed-since.ts";

test("money is owed since its refund was begun, however often that is tried, until it is done", () => {
  const at = new PayingShop().paid();
  assert.equal(owedSinceMs(at.payment), undefined);
  const sinceMs = (at.shop.nowMs += 5);
  at.cancel("torn", { A: 1 });
  for (const result of [notSent, declined(true), notSent]) {
    at.shop.nowMs += 7;
    at.sendTo("a");
    at.hear(result);
    assert.equal(owedSinceMs(at.payment), sinceMs);
  }
  at.refunded();
  assert.equal(owedSinceMs(at.payment), undefined);
  const againMs = (at.shop.nowMs += 5);
  at.cancel();
  assert.equal(owedSinceMs(at.payment), againMs);
  at.refunded();
  assert.equal(owedSinceMs(at.payment), undefined);
});

test("what was given up is owed until somebody has seen to it", () => {
  const at = new PayingShop().paid();
  at.cancel("torn", { A: 1 });
  const { createdAtMs } = at.attempt;
  for (let time = 0; time < 8; time += 1) {
    at.shop.nowMs += 1;
    at.sendTo("a");
    at.hear(declined(false));
  }
  assert.equal(owedSinceMs(at.payment), createdAtMs);
  at.resolve("dismiss");
  assert.equal(owedSinceMs(at.payment), undefined);
});
