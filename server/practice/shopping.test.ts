import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "./random.ts";
import { deliveryFor } from "./restock.ts";
import { hotItem, sampleItems, warmItems } from "./sample-items.ts";
import { sampleUsers } from "./sample-users.ts";
import { shopper } from "./shopping.ts";

const count = 20_000;
const userIds = ["ann", "ben", "cem"];

function purchases(seed: bigint) {
  const next = shopper(seededRandom(seed), userIds);
  return Array.from({ length: count }, next);
}

/** The share of purchases that are so, between two bounds. */
function assertShare(hits: number, low: number, high: number): void {
  assert.ok(hits / count > low && hits / count < high, `${hits / count} is not in ${low}..${high}`);
}

test("most buyers want the hot item, 15 % click twice, 8 % think better of it and three of four pay", () => {
  const drawn = purchases(1n);
  assertShare(drawn.filter(({ lines }) => lines[0]?.sku === hotItem.sku).length, 0.58, 0.62);
  assertShare(drawn.filter((one) => one.secondClickAfterMs !== undefined).length, 0.14, 0.16);
  assertShare(drawn.filter((one) => one.cancelAfterMs !== undefined).length, 0.07, 0.09);
  assertShare(drawn.filter((one) => one.payAfterMs !== undefined).length, 0.73, 0.77);
});

test("every purchase names one to eight known items, each once, and a user", () => {
  const skus = new Set(sampleItems.map(({ sku }) => sku));
  for (const { userId, lines } of purchases(2n)) {
    assert.ok(userIds.includes(userId));
    assert.ok(lines.length >= 1 && lines.length <= 8);
    assert.equal(new Set(lines.map(({ sku }) => sku)).size, lines.length);
    for (const { sku, quantity } of lines) assert.ok(skus.has(sku) && quantity >= 1n);
  }
});

test("the seed decides the purchases", () => {
  assert.deepEqual(purchases(3n), purchases(3n));
  assert.notDeepEqual(purchases(3n), purchases(4n));
});

test("the catalogue has a hot item, a paused one, one that opens later, and limits", () => {
  assert.equal(sampleItems.length, 12);
  assert.equal(sampleItems.filter(({ paused }) => paused).length, 1);
  assert.equal(sampleItems.filter(({ opensAfterMs }) => opensAfterMs > 0).length, 1);
  assert.ok(sampleItems.filter(({ perUserLimit }) => perUserLimit > 0).length >= 3);
});

test("there are 400 sample users with addresses of their own, in plain letters", () => {
  const emails = sampleUsers().map(({ email }) => email);
  assert.equal(new Set(emails).size, 400);
  for (const email of emails) assert.match(email, /^practice\.[a-z]+\.[a-z]+@example\.com$/);
});

test("a scarce item gets a few units when it is sold out, another one a delivery when it is low", () => {
  const [plain] = warmItems;
  assert.equal(
    deliveryFor(hotItem, 1, () => 0),
    undefined,
  );
  assert.equal(
    deliveryFor(hotItem, 0, () => 0.9),
    undefined,
  );
  assert.equal(deliveryFor(hotItem, 0, () => 0)?.units, 20);
  assert.equal(
    deliveryFor(plain, plain.stock / 5, () => 0),
    undefined,
  );
  assert.equal(deliveryFor(plain, plain.stock / 5 - 1, () => 0)?.units, plain.stock);
});
