import assert from "node:assert/strict";
import { test } from "node:test";
import { auditStorage } from "../../test/traced-writes/audit-storage.ts";
import type { OpenForContract } from "./harness.ts";
import {
  adjustStock,
  ask,
  cancelOrder,
  createItem,
  createUser,
  expireHold,
  holdOrder,
  placeOrder,
  poison,
  reasonsOf,
  releaseOrder,
  subjectOf,
  updateItem,
} from "./requests.ts";

/** Every command, done and refused; what was done is what is read back. */
export function outcomesContract(open: OpenForContract): void {
  test("a user is created once per e-mail and read back as answered", async (t) => {
    const { storage } = await open(t);
    const ada = subjectOf(await storage.apply(ask(createUser("ada@example.com"))));
    assert.deepEqual(await storage.getUser(ada.userId), ada);
    const again = await storage.apply(ask(createUser("ada@example.com", "Other")));
    assert.deepEqual(reasonsOf(again), ["EMAIL_TAKEN"]);
    assert.equal(await storage.getUser("00000000-0000-7000-8000-000000000000"), undefined);
  });

  test("an item keeps every field, absent ones too", async (t) => {
    const { storage } = await open(t);
    const window = { saleStartsAtMs: 1, saleEndsAtMs: 2_000_000_000_000, paused: true };
    const price = { currencyCode: "JPY", minorUnits: 999_999_999_999n };
    const full = createItem("A", { ...window, price, perUserLimit: 3, name: "Äpfel 🍏" });
    for (const command of [full, createItem("B")]) {
      const item = subjectOf(await storage.apply(ask(command)));
      assert.deepEqual(await storage.getItem(command.sku), item);
    }
    assert.deepEqual(reasonsOf(await storage.apply(ask(createItem("A")))), ["SKU_TAKEN"]);
    assert.equal(await storage.getItem("C"), undefined);
  });

  test("an item is edited at the version its caller has seen, and only there", async (t) => {
    const { storage } = await open(t);
    await storage.apply(ask(createItem("A", { onHand: 5 })));
    const updated = await storage.apply(ask(updateItem("A", { name: "New", paused: true }, 1)));
    assert.equal(subjectOf(updated).version, 2);
    assert.deepEqual(await storage.getItem("A"), subjectOf(updated));
    const stale = await storage.apply(ask(updateItem("A", { name: "Newer" }, 1)));
    assert.deepEqual(reasonsOf(stale), ["VERSION_STALE"]);
    const empty = updateItem("A", { saleStartsAtMs: 5, saleEndsAtMs: 5 });
    assert.deepEqual(reasonsOf(await storage.apply(ask(empty))), ["SALE_WINDOW_EMPTY"]);
    assert.deepEqual(reasonsOf(await storage.apply(ask(updateItem("B", {})))), ["ITEM_NOT_FOUND"]);
    assert.deepEqual(await storage.getItem("A"), subjectOf(updated));
  });

  test("stock is adjusted down to what is held and no further", async (t) => {
    const { storage } = await open(t);
    const user = subjectOf(await storage.apply(ask(createUser("ada@example.com"))));
    await storage.apply(ask(createItem("A", { onHand: 5 })));
    await storage.apply(ask(placeOrder(user.userId, ["A", 3])));
    const below = await storage.apply(ask(adjustStock("A", -3)));
    assert.deepEqual(reasonsOf(below), ["BELOW_HELD"]);
    const item = subjectOf(await storage.apply(ask(adjustStock("A", -2))));
    assert.deepEqual([item.onHand, item.held, item.version], [3, 3, 2]);
    assert.deepEqual(await storage.getItem("A"), item);
    assert.deepEqual(reasonsOf(await storage.apply(ask(adjustStock("B", 1)))), ["ITEM_NOT_FOUND"]);
  });

  test("an order holds every line or none, and says everything that is in its way", async (t) => {
    const { storage } = await open(t);
    const user = subjectOf(await storage.apply(ask(createUser("ada@example.com"))));
    await storage.apply(ask(createItem("A", { onHand: 5, perUserLimit: 4 })));
    await storage.apply(ask(createItem("B", { onHand: 1 })));
    const order = subjectOf(await storage.apply(ask(placeOrder(user.userId, ["A", 3], "B"))));
    assert.equal(order.total.minorUnits, 4n * 12_900n);
    assert.deepEqual(await storage.getOrder(order.orderId), order);
    const refused = await storage.apply(ask(placeOrder(user.userId, ["A", 2], "B", "C")));
    const reasons = ["PER_USER_LIMIT", "OUT_OF_STOCK", "ITEM_NOT_FOUND"];
    assert.deepEqual(reasonsOf(refused), reasons);
    assert.deepEqual((await storage.getItem("A"))?.held, 3);
    const nobody = await storage.apply(ask(placeOrder(crypto.randomUUID(), "A")));
    assert.deepEqual(reasonsOf(nobody), ["USER_NOT_FOUND"]);
  });

  test("a cancelled order frees its stock and its share of the limit, once", async (t) => {
    const { storage } = await open(t);
    const user = subjectOf(await storage.apply(ask(createUser("ada@example.com"))));
    await storage.apply(ask(createItem("A", { onHand: 2, perUserLimit: 2 })));
    const { orderId } = subjectOf(await storage.apply(ask(placeOrder(user.userId, ["A", 2]))));
    const stale = await storage.apply(ask(cancelOrder(orderId, "", 2)));
    assert.deepEqual(reasonsOf(stale), ["VERSION_STALE"]);
    const cancelled = subjectOf(await storage.apply(ask(cancelOrder(orderId, "changed my mind"))));
    assert.deepEqual(await storage.getOrder(orderId), cancelled);
    assert.equal(cancelled.cancelReason, "changed my mind");
    assert.equal((await storage.getItem("A"))?.held, 0);
    const twice = await storage.apply(ask(cancelOrder(orderId)));
    assert.deepEqual(reasonsOf(twice), ["ILLEGAL_MOVE"]);
    subjectOf(await storage.apply(ask(placeOrder(user.userId, ["A", 2]))));
    const unknown = await storage.apply(ask(cancelOrder(crypto.randomUUID())));
    assert.deepEqual(reasonsOf(unknown), ["ORDER_NOT_FOUND"]);
  });

  test("a hold runs out at its time, not before, and once", async (t) => {
    const { storage, clock } = await open(t, { holdMs: 1_000 });
    const user = subjectOf(await storage.apply(ask(createUser("ada@example.com"))));
    await storage.apply(ask(createItem("A")));
    const { orderId } = subjectOf(await storage.apply(ask(placeOrder(user.userId, "A"))));
    clock.nowMs += 999;
    assert.deepEqual(await storage.apply(ask(expireHold(orderId))), { kind: "nothing" });
    clock.nowMs += 1;
    const expired = await storage.apply(ask(expireHold(orderId)));
    assert(expired.kind === "done");
    assert.deepEqual(await storage.getOrder(orderId), expired.subject);
    assert.equal(expired.subject.status, "expired");
    assert.deepEqual(await storage.apply(ask(expireHold(orderId))), { kind: "nothing" });
    const unknown = await storage.apply(ask(expireHold(crypto.randomUUID())));
    assert.deepEqual(reasonsOf(unknown), ["ORDER_NOT_FOUND"]);
  });

  test("an order is put on hold and released with a reason, and kept so, in one batch or many", async (t) => {
    const { storage, reopen } = await open(t);
    const { userId } = subjectOf(await storage.apply(ask(createUser("ada@example.com"))));
    await storage.apply(ask(createItem("A")));
    const { orderId } = subjectOf(await storage.apply(ask(placeOrder(userId, "A"))));
    const [held, twice, released, unheld, again] = await Promise.all([
      storage.apply(ask(holdOrder(orderId, "looks like fraud", 1))),
      storage.apply(ask(holdOrder(orderId, "twice"))),
      storage.apply(ask(releaseOrder(orderId, "address checked", 2))),
      storage.apply(ask(releaseOrder(orderId, "twice"))),
      storage.apply(ask(holdOrder(orderId, "ångström 🍏", 3))),
    ]);
    assert.equal(subjectOf(held).onHold?.reason, "looks like fraud");
    assert.equal(subjectOf(released).onHold, undefined);
    assert.deepEqual(
      [reasonsOf(twice), reasonsOf(unheld)],
      [["ORDER_ON_HOLD"], ["ORDER_NOT_ON_HOLD"]],
    );
    assert.deepEqual(await storage.getOrder(orderId), subjectOf(again));
    const reopened = await reopen();
    assert.deepEqual(await reopened.getOrder(orderId), subjectOf(again));
    const done = subjectOf(await reopened.apply(ask(releaseOrder(orderId, "done"))));
    assert.deepEqual(await reopened.getOrder(orderId), done);
    await auditStorage(reopened);
  });

  test("an order on hold still expires, and stays on hold; a cancelled one does not", async (t) => {
    const { storage, clock } = await open(t, { holdMs: 1_000 });
    const { userId } = subjectOf(await storage.apply(ask(createUser("ada@example.com"))));
    await storage.apply(ask(createItem("A")));
    const one = subjectOf(await storage.apply(ask(placeOrder(userId, "A"))));
    const two = subjectOf(await storage.apply(ask(placeOrder(userId, "A"))));
    for (const { orderId } of [one, two]) await storage.apply(ask(holdOrder(orderId, "fraud")));
    const cancelled = subjectOf(await storage.apply(ask(cancelOrder(two.orderId))));
    assert.deepEqual(await storage.getOrder(two.orderId), cancelled);
    assert.equal(cancelled.onHold, undefined);
    clock.nowMs += 1_000;
    assert.deepEqual(await storage.overdueHolds(clock.nowMs, 10), [one.orderId]);
    const expired = await storage.apply(ask(expireHold(one.orderId)));
    assert(expired.kind === "done");
    assert.deepEqual(await storage.getOrder(one.orderId), expired.subject);
    assert.equal(expired.subject.onHold?.reason, "fraud");
    assert.equal((await storage.getItem("A"))?.held, 0);
    await auditStorage(storage);
  });

  test("commands that come together are decided in the order they came", async (t) => {
    const { storage } = await open(t);
    const { userId } = subjectOf(await storage.apply(ask(createUser("ada@example.com"))));
    const outcomes = await Promise.all([
      storage.apply(ask(placeOrder(userId, "A"))),
      storage.apply(ask(createItem("A", { onHand: 2 }))),
      ...[1, 2, 3].map(() => storage.apply(ask(placeOrder(userId, "A")))),
      storage.apply(ask(adjustStock("A", 1))),
      storage.apply(ask(placeOrder(userId, "A"))),
    ]);
    const said = outcomes.map((outcome) => reasonsOf(outcome)[0] ?? "done");
    const expected = ["ITEM_NOT_FOUND", "done", "done", "done", "OUT_OF_STOCK", "done", "done"];
    assert.deepEqual(said, expected);
    await auditStorage(storage);
  });

  test("a command that trips a bug fails alone, not the others of its batch", async (t) => {
    const { storage, fatal } = await open(t);
    const before = storage.apply(ask(createItem("A")));
    const failed = assert.rejects(storage.apply(poison()), { name: "UndecidedBatch" });
    const after = storage.apply(ask(createItem("B")));
    await failed;
    assert.deepEqual([(await before).kind, (await after).kind], ["done", "done"]);
    assert.deepEqual(fatal, []);
    assert.equal((await storage.apply(ask(createItem("C")))).kind, "done");
    await auditStorage(storage);
  });

  test("200 buyers of 50 units in many batches: 50 orders, not one more", async (t) => {
    const { storage } = await open(t, { batchMax: 16 });
    const { userId } = subjectOf(await storage.apply(ask(createUser("ada@example.com"))));
    await storage.apply(ask(createItem("A", { onHand: 50 })));
    const buyers = Array.from({ length: 200 }, () => storage.apply(ask(placeOrder(userId, "A"))));
    const outcomes = await Promise.all(buyers);
    assert.equal(outcomes.filter(({ kind }) => kind === "done").length, 50);
    assert.deepEqual((await storage.getItem("A"))?.held, 50);
    await auditStorage(storage);
  });
}
