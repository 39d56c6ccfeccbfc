import assert from "node:assert/strict";
import { test } from "node:test";
import type { Done } from "../../commands/command.ts";
import type { Order } from "../../orders/order.ts";
import type { OpenForContract } from "./harness.ts";
import {
  ask,
  cancelOrder,
  createItem,
  createUser,
  holdOrder,
  placeOrder,
  poison,
  reasonsOf,
  releaseOrder,
  subjectOf,
} from "./requests.ts";

const key = "5f8a1c1e-7f6b-4b1e-9d55-3d1f0c6f2a01";

/** P2: one effect per principal and key; the same key gives the same answer. */
export function idempotencyContract(open: OpenForContract): void {
  test("a replay answers as the first time, after a reopen and after the order moved on", async (t) => {
    const { storage, reopen } = await open(t);
    const { userId } = subjectOf(await storage.apply(ask(createUser("ada@example.com"))));
    await storage.apply(ask(createItem("A")));
    const first = await storage.apply(ask(placeOrder(userId, "A"), key));
    const order = subjectOf(first);
    await storage.apply(ask(cancelOrder(order.orderId)));
    const expected = { ...(first as Done<Order>), replayed: true };
    assert.deepEqual(await storage.apply(ask(placeOrder(userId, "A"), key)), expected);
    const reopened = await reopen();
    assert.deepEqual(await reopened.apply(ask(placeOrder(userId, "A"), key)), expected);
    assert.equal(reopened.status().headSeq, 4);
  });

  test("a replay shows an order as it was put on hold, whatever came after", async (t) => {
    const { storage, reopen } = await open(t);
    const { userId } = subjectOf(await storage.apply(ask(createUser("ada@example.com"))));
    await storage.apply(ask(createItem("A")));
    const { orderId } = subjectOf(await storage.apply(ask(placeOrder(userId, "A"))));
    const hold = ask(holdOrder(orderId, "looks like fraud"), key);
    const first = await storage.apply(hold);
    await storage.apply(ask(releaseOrder(orderId, "address checked")));
    const reopened = await reopen();
    assert.deepEqual(await reopened.apply(hold), { ...first, replayed: true });
    const release = ask(releaseOrder(orderId, "looks like fraud"), key);
    assert.deepEqual(reasonsOf(await reopened.apply(release)), ["IDEMPOTENCY_KEY_REUSED"]);
    assert.equal((await reopened.getOrder(orderId))?.onHold, undefined);
  });

  test("every kind of subject is replayed whole", async (t) => {
    const { storage, reopen } = await open(t);
    const commands = [createUser("ada@example.com"), createItem("A", { perUserLimit: 2 })];
    const keys = commands.map(() => crypto.randomUUID());
    const first = [];
    for (const [at, command] of commands.entries()) {
      first.push(await storage.apply(ask(command, keys[at])));
    }
    const reopened = await reopen();
    for (const [at, command] of commands.entries()) {
      const again = await reopened.apply(ask(command, keys[at]));
      assert.deepEqual(again, { ...first[at], replayed: true });
    }
  });

  test("a refusal is replayed although it would be accepted by now", async (t) => {
    const { storage, reopen } = await open(t);
    const { userId } = subjectOf(await storage.apply(ask(createUser("ada@example.com"))));
    const refused = await storage.apply(ask(placeOrder(userId, "A"), key));
    assert.deepEqual(reasonsOf(refused), ["ITEM_NOT_FOUND"]);
    await storage.apply(ask(createItem("A")));
    const reopened = await reopen();
    const again = await reopened.apply(ask(placeOrder(userId, "A"), key));
    assert.deepEqual(again, { ...refused, replayed: true });
    assert.equal((await reopened.getItem("A"))?.held, 0);
  });

  test("a key with another payload is refused, and its first answer stays", async (t) => {
    const { storage, reopen } = await open(t);
    const { userId } = subjectOf(await storage.apply(ask(createUser("ada@example.com"))));
    await storage.apply(ask(createItem("A")));
    const first = await storage.apply(ask(placeOrder(userId, "A"), key));
    const reopened = await reopen();
    const other = await reopened.apply(ask(placeOrder(userId, ["A", 2]), key));
    assert.deepEqual(reasonsOf(other), ["IDEMPOTENCY_KEY_REUSED"]);
    const again = await reopened.apply(ask(placeOrder(userId, "A"), key));
    assert.deepEqual(again, { ...first, replayed: true });
    assert.equal((await reopened.getItem("A"))?.held, 1);
  });

  test("a key belongs to its principal", async (t) => {
    const { storage } = await open(t);
    const { userId } = subjectOf(await storage.apply(ask(createUser("ada@example.com"))));
    await storage.apply(ask(createItem("A")));
    const alice = subjectOf(await storage.apply(ask(placeOrder(userId, "A"), key, "alice")));
    const bob = subjectOf(await storage.apply(ask(placeOrder(userId, ["A", 2]), key, "bob")));
    assert.notEqual(alice.orderId, bob.orderId);
    assert.equal((await storage.getItem("A"))?.held, 3);
  });

  test("50 clients with one key in one batch have one effect", async (t) => {
    const { storage } = await open(t);
    const { userId } = subjectOf(await storage.apply(ask(createUser("ada@example.com"))));
    await storage.apply(ask(createItem("A")));
    const asked = Array.from({ length: 50 }, () =>
      storage.apply(ask(placeOrder(userId, "A"), key)),
    );
    const outcomes = (await Promise.all(asked)) as Done<Order>[];
    assert.equal(new Set(outcomes.map(({ subject }) => subject.orderId)).size, 1);
    assert.deepEqual(
      outcomes.map(({ replayed }) => replayed),
      outcomes.map((_, at) => at > 0),
    );
    assert.equal((await storage.getItem("A"))?.held, 1);
  });

  test("a command that tripped a bug leaves no record behind", async (t) => {
    const { storage } = await open(t);
    const bad = { ...poison(), idempotencyKey: key };
    await assert.rejects(storage.apply(bad), { name: "UndecidedBatch" });
    assert.equal((await storage.apply(ask(createItem("A"), key, bad.actor))).kind, "done");
  });
}
