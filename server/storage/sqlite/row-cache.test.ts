import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { TestContext } from "node:test";
import type { Item } from "../../inventory/item.ts";
import { approved, PayingShop } from "../../test/paying-shop.ts";
import { openDatabase, Statements } from "./connection.ts";
import { insertCreatedItem, writeChangedItem } from "./item-rows.ts";
import { RowCache } from "./row-cache.ts";
import { writeUser } from "./user-rows.ts";

const item: Item = {
  sku: "A",
  name: "Shirt",
  price: { currencyCode: "EUR", minorUnits: 1_000n },
  onHand: 10,
  held: 0,
  sold: 0,
  perUserLimit: 0,
  saleStartsAtMs: undefined,
  saleEndsAtMs: undefined,
  paused: false,
  version: 1,
  createdAtMs: 1,
  updatedAtMs: 1,
};

const nothing = { items: new Map(), payments: new Map(), movedOrders: new Map() } as const;

function open(t: TestContext): Statements {
  const directory = mkdtempSync(join(tmpdir(), "sluice-"));
  const database = openDatabase(join(directory, "sluice.db"));
  t.after(() => {
    database.close();
    rmSync(directory, { recursive: true });
  });
  return new Statements(database);
}

test("an item that was not there is found once it is", (t) => {
  const statements = open(t);
  const cache = new RowCache(statements);
  assert.equal(cache.item("A"), undefined);
  insertCreatedItem(statements, item, 1);
  assert.deepEqual(cache.item("A"), item);
});

test("an item stays as it was read until a commit brings another state of it", (t) => {
  const statements = open(t);
  const cache = new RowCache(statements);
  insertCreatedItem(statements, item, 1);
  assert.equal(cache.item("A")?.held, 0);
  const held = { ...item, held: 3 };
  writeChangedItem(statements, held);
  assert.equal(cache.item("A")?.held, 0);
  cache.committed({ ...nothing, items: new Map([["A", held]]) });
  assert.equal(cache.item("A")?.held, 3);
});

test("a full cache forgets its oldest row and reads it anew", (t) => {
  const statements = open(t);
  const cache = new RowCache(statements, 2);
  for (const sku of ["A", "B", "C"]) {
    insertCreatedItem(statements, { ...item, sku }, 1);
    cache.item(sku);
    writeChangedItem(statements, { ...item, sku, held: 5 });
  }
  assert.equal(cache.item("C")?.held, 0);
  assert.equal(cache.item("B")?.held, 0);
  assert.equal(cache.item("A")?.held, 5);
});

test("a user is read once", (t) => {
  const statements = open(t);
  const cache = new RowCache(statements);
  const user = { userId: "u", email: "a@example.com", name: "Ada", createdAtMs: 1 };
  assert.equal(cache.user("u"), undefined);
  writeUser(statements, user, 1);
  const read = cache.user("u");
  assert.deepEqual(read, user);
  assert.equal(cache.user("u"), read);
});

test("a payment and its order are kept while there is a next step, and no longer", (t) => {
  const statements = open(t);
  const cache = new RowCache(statements);
  const store = new PayingShop();
  store.pay();
  const { payment, order } = store;
  const begun = {
    payments: new Map([[payment.paymentId, payment]]),
    movedOrders: new Map([[order.orderId, order]]),
  };
  cache.committed({ ...nothing, ...begun });
  assert.equal(cache.payment(payment.paymentId), payment);
  assert.equal(cache.order(order.orderId), order);
  store.sendTo("a");
  store.hear(approved(payment.amount.minorUnits));
  cache.committed({
    ...nothing,
    payments: new Map([[payment.paymentId, store.payment]]),
    movedOrders: new Map([[order.orderId, store.order]]),
  });
  // Not in the database either: what was kept would still be here.
  assert.equal(cache.payment(payment.paymentId), undefined);
  assert.equal(cache.order(order.orderId), undefined);
});
