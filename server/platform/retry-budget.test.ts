import assert from "node:assert/strict";
import { test } from "node:test";
import { RetryBudget } from "./retry-budget.ts";

test("a full budget pays for its retries at once, then for one in ten calls", () => {
  const budget = new RetryBudget({ tokensMax: 5, tokensPerCall: 0.125 });
  for (let n = 0; n < 5; n += 1) assert(budget.spend());
  let retries = 0;
  for (let call = 0; call < 8_000; call += 1) {
    budget.earn();
    if (budget.spend()) retries += 1;
  }
  assert.equal(retries, 1_000);
});

test("quiet times do not save up more than the budget holds", () => {
  const budget = new RetryBudget({ tokensMax: 3, tokensPerCall: 0.5 });
  for (let call = 0; call < 1_000; call += 1) budget.earn();
  assert.deepEqual(
    Array.from({ length: 5 }, () => budget.spend()),
    [true, true, true, false, false],
  );
});

test("a budget of nothing pays for nothing", () => {
  const budget = new RetryBudget({ tokensMax: 0, tokensPerCall: 1 });
  budget.earn();
  assert.equal(budget.spend(), false);
});
