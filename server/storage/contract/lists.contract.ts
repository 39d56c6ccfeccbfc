import assert from "node:assert/strict";
import { test } from "node:test";
import { BadPosition } from "../storage.ts";
import type { OpenForContract } from "./harness.ts";
import {
  adjustStock,
  ask,
  cancelOrder,
  createItem,
  createUser,
  placeOrder,
  subjectOf,
} from "./requests.ts";
import { walkPages } from "./walk-pages.ts";

/** Pages of users, items and stock events. */
export function listsContract(open: OpenForContract): void {
  test("users are paged newest first, and by e-mail under a prefix", async (t) => {
    const { storage } = await open(t);
    const names = ["cy", "ada", "bob", "ada.b", "adb", "élan"];
    for (const name of names) await storage.apply(ask(createUser(`${name}@example.com`)));
    const list = (emailPrefix: string, limit: number) =>
      walkPages((after) => storage.listUsers({ limit, after, emailPrefix }));
    for (const limit of [1, 2, 6, 7]) {
      const newest = (await list("", limit)).map(({ email }) => email);
      assert.deepEqual(newest, names.map((name) => `${name}@example.com`).toReversed());
      const under = (await list("ad", limit)).map(({ email }) => email);
      assert.deepEqual(under, ["ada.b@example.com", "ada@example.com", "adb@example.com"]);
    }
    assert.deepEqual(await list("nobody", 2), []);
  });

  test("items are paged by SKU, under a prefix too", async (t) => {
    const { storage } = await open(t);
    const skus = ["B", "A-2", "a", "A", "A-1", "A.1", "Z_9", "AB"];
    for (const sku of skus) await storage.apply(ask(createItem(sku)));
    const list = async (skuPrefix: string, limit: number): Promise<readonly string[]> => {
      const items = await walkPages((after) => storage.listItems({ limit, after, skuPrefix }));
      return items.map(({ sku }) => sku);
    };
    for (const limit of [1, 3, 8, 9]) {
      assert.deepEqual(await list("", limit), skus.toSorted());
      assert.deepEqual(await list("A", limit), ["A", "A-1", "A-2", "A.1", "AB"]);
    }
  });

  test("stock events of an item are its own, newest first, with order, cause and actor", async (t) => {
    const { storage } = await open(t);
    const { userId } = subjectOf(await storage.apply(ask(createUser("ada@example.com"))));
    for (const sku of ["A", "B"]) await storage.apply(ask(createItem(sku)));
    const order = subjectOf(await storage.apply(ask(placeOrder(userId, ["A", 2], "B"))));
    await storage.apply(ask(adjustStock("A", -1), undefined, "bob"));
    await storage.apply(ask(cancelOrder(order.orderId, "no more")));
    const list = (editsOnly: boolean) =>
      walkPages((after) => storage.listStockEvents({ sku: "A", limit: 1, after, editsOnly }));
    const said = (await list(false)).map(
      (move) =>
        `${move.kind} ${move.onHandDelta}/${move.heldDelta}/${move.soldDelta} ${move.actor} ${move.cause} ${move.orderId}`,
    );
    assert.deepEqual(said, [
      `released 0/-2/0 alice no more ${order.orderId}`,
      "adjusted -1/0/0 bob counted undefined",
      `held 0/2/0 alice  ${order.orderId}`,
      "created 10/0/0 alice  undefined",
    ]);
    const edits = (await list(true)).map(({ kind }) => kind);
    assert.deepEqual(edits, ["adjusted", "created"]);
    const none = { sku: "none", limit: 5, after: undefined, editsOnly: false };
    assert.deepEqual(await storage.listStockEvents(none), { rows: [], next: undefined });
  });

  test("a position that the storage did not make is refused", async (t) => {
    const { storage } = await open(t);
    const { userId } = subjectOf(await storage.apply(ask(createUser("ada@example.com"))));
    await storage.apply(ask(createItem("A")));
    const { orderId } = subjectOf(await storage.apply(ask(placeOrder(userId, "A"))));
    const page = { limit: 5, after: "x.y" };
    await assert.rejects(storage.listUsers({ ...page, emailPrefix: "" }), BadPosition);
    const stock = { ...page, sku: "A", editsOnly: false };
    await assert.rejects(storage.listStockEvents(stock), BadPosition);
    await assert.rejects(storage.listImportErrors({ ...page, importId: "" }), BadPosition);
    await assert.rejects(storage.listOrderEvents({ ...page, orderId }), BadPosition);
  });
}
