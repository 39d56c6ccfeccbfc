import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { availableUnits } from "../../inventory/item.ts";
import type { Item } from "../../inventory/item.ts";
import type { User } from "../../users/user.ts";
import type { ItemsQuery, UsersQuery } from "../storage.ts";
import { BadPosition } from "../storage.ts";
import type { ContractStorage, OpenForContract } from "./harness.ts";
import {
  adjustStock,
  ask,
  createItem,
  createUser,
  importRow,
  importRows,
  placeOrder,
  subjectOf,
  updateItem,
} from "./requests.ts";
import { walkPages } from "./walk-pages.ts";

/** Small, so that most pages end with their scan. */
const scanMaxRows = 5;
const given = ["Ada", "ADA", "ada-maria", "Ann", "Bo", "王小明", "ad", "Adam"] as const;
const family = ["Lovelace", "Adams", "lo", "Bo Ann", "", "𝒜da", "\u{FB01}sh"] as const;
const queries = [
  "a",
  "ad",
  "ada",
  "ada@",
  "adam",
  "lo",
  "bo",
  "maria",
  "小",
  "𝒜",
  "ﬁ",
  "zz",
  "a-1",
];

/** Searches and filters of users and items against a naive look at all of them. */
export function searchContract(open: OpenForContract): void {
  test("users are found by every word of a query, each once, whatever the pages", async (t) => {
    const { storage } = await open(t, { scanMaxRows });
    const users = await fillUsers(storage);
    const check = async (words: readonly string[], emailPrefix: string, limit: number) => {
      const found = await walkPages((after) =>
        storage.listUsers({ limit, after, emailPrefix, words }),
      );
      const fits = ({ email, name }: User): boolean =>
        email.startsWith(emailPrefix) && words.every((word) => begins(word, email, name));
      assert.deepEqual(idsOf(found), idsOf(users.filter(fits)));
    };
    const property = fc.asyncProperty(someWords, fc.constantFrom("", "a", "ada"), someLimit, check);
    await fc.assert(property, { numRuns: 200, seed: 20_261 });
  });

  test("users are sorted by the word that is found", async (t) => {
    const { storage } = await open(t);
    for (const [email, name] of [
      ["zoe@x.example", "Ada Zed"],
      ["ada@x.example", "Zoe"],
      ["bob@x.example", "Bob Adams"],
      ["ann@x.example", "ADA"],
    ] as const) {
      await storage.apply(ask(createUser(email, name)));
    }
    const query = { limit: 2, emailPrefix: "", words: ["ada"] };
    const found = await walkPages((after) => storage.listUsers({ ...query, after }));
    const emails = found.map(({ email }) => email.slice(0, 3));
    assert.deepEqual(emails, ["zoe", "ann", "ada", "bob"]);
  });

  test("a user is found by their id alone, and an id that nobody has is a word like others", async (t) => {
    const { storage } = await open(t);
    const users = await fillUsers(storage);
    const [user] = users;
    assert(user !== undefined);
    const query = { limit: 5, after: undefined, emailPrefix: "" };
    const { userId } = user;
    const byId = await storage.listUsers({ ...query, userId, words: [userId] });
    assert.deepEqual(byId, { rows: [user], next: undefined });
    const unknown = crypto.randomUUID();
    const named = subjectOf(await storage.apply(ask(createUser(`${unknown}@x.example`))));
    const byWord = await storage.listUsers({ ...query, userId: unknown, words: [unknown] });
    assert.deepEqual(byWord.rows, [named]);
    const other = { ...query, emailPrefix: "nobody", userId, words: [userId] };
    assert.deepEqual((await storage.listUsers(other)).rows, []);
  });

  test("items are found by every mix of words and filters, each once, whatever the pages", async (t) => {
    const { storage } = await open(t, { scanMaxRows });
    const items = await fillItems(storage);
    for (const soldOut of [true, false]) {
      assert(items.filter((item) => (availableUnits(item) === 0) === soldOut).length > scanMaxRows);
    }
    const check = async (filter: Omit<ItemsQuery, "limit" | "after">, limit: number) => {
      const found = await walkPages((after) => storage.listItems({ limit, after, ...filter }));
      const { words = [], skuPrefix, paused, soldOut } = filter;
      const fits = (item: Item): boolean =>
        item.sku.startsWith(skuPrefix) &&
        words.every((word) => begins(word, item.sku, item.name)) &&
        (paused === undefined || item.paused === paused) &&
        (soldOut === undefined || (availableUnits(item) === 0) === soldOut);
      assert.deepEqual(skusOf(found), skusOf(items.filter(fits)));
      for (const item of found) assert.deepEqual(item, await storage.getItem(item.sku));
    };
    const filter = fc.record({
      words: someWords,
      skuPrefix: fc.constantFrom("", "", "A", "ada"),
      paused: maybe(fc.boolean()),
      soldOut: maybe(fc.boolean()),
    });
    const property = fc.asyncProperty(filter, someLimit, check);
    await fc.assert(property, { numRuns: 300, seed: 20_261 });
  });

  test("an item is found by the name it has, however it got it, and no longer by those it had", async (t) => {
    const { storage, reopen } = await open(t);
    const find = async (...words: readonly string[]): Promise<readonly string[]> =>
      skusOf((await storage.listItems({ limit: 9, after: undefined, skuPrefix: "", words })).rows);
    const importId = crypto.randomUUID();
    await Promise.all([
      storage.apply(ask(createItem("A", { name: "Red shirt" }))),
      storage.apply(ask(updateItem("A", { name: "Blue shirt" }))),
      storage.apply(ask(updateItem("A", { name: "Blue-gray shirt" }))),
      storage.apply(ask(importRows(importId, [importRow(1, "B")]))),
    ]);
    assert.deepEqual(
      [await find("red"), await find("gray"), await find("row", "1")],
      [[], ["A"], ["B"]],
    );
    await storage.apply(ask(updateItem("A", { paused: true })));
    await storage.apply(ask(adjustStock("A", 5)));
    const renamed = { ...importRow(2, "A", 0), change: { name: "Grey shirt" } };
    await storage.apply(ask(importRows(importId, [renamed])));
    assert.deepEqual([await find("shi"), await find("gray"), await find("gr")], [["A"], [], ["A"]]);
    const reopened = await reopen();
    const query = { limit: 9, after: undefined, skuPrefix: "", words: ["grey", "a"] };
    assert.deepEqual(skusOf((await reopened.listItems(query)).rows), ["A"]);
  });

  test("an item is sold out from its last unit on, until there is one again", async (t) => {
    const { storage } = await open(t);
    const { userId } = subjectOf(await storage.apply(ask(createUser("ada@example.com"))));
    for (const sku of ["A", "B"]) await storage.apply(ask(createItem(sku, { onHand: 1 })));
    const list = async (soldOut: boolean): Promise<readonly string[]> =>
      skusOf(
        (await storage.listItems({ limit: 9, after: undefined, skuPrefix: "", soldOut })).rows,
      );
    assert.deepEqual([await list(true), await list(false)], [[], ["A", "B"]]);
    await storage.apply(ask(placeOrder(userId, "A")));
    assert.deepEqual([await list(true), await list(false)], [["A"], ["B"]]);
    await storage.apply(ask(adjustStock("A", 1)));
    assert.deepEqual([await list(true), await list(false)], [[], ["A", "B"]]);
  });

  test("a position of another search is refused", async (t) => {
    const { storage } = await open(t, { scanMaxRows });
    await fillUsers(storage);
    const users: UsersQuery = { limit: 1, after: undefined, emailPrefix: "", words: ["a"] };
    const { next } = await storage.listUsers(users);
    assert(next !== undefined);
    const items = { limit: 1, skuPrefix: "", words: ["a"] };
    for (const after of ["", "x", "7 a 1", "0 a", "0 a b c", "0 a x"]) {
      await assert.rejects(storage.listUsers({ ...users, after }), BadPosition, after);
    }
    for (const after of ["", "x", "all A", "0 a", "0 a x"]) {
      await assert.rejects(storage.listItems({ ...items, after }), BadPosition, after);
    }
  });
}

const someWords = fc.uniqueArray(fc.constantFrom(...queries), { maxLength: 3 });
const someLimit = fc.integer({ min: 1, max: 12 });

function maybe<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined, freq: 1 });
}

/** Said once more, without a pattern: a word begins the id, or a place in the name that no letter or digit leads to. */
function begins(word: string, id: string, name: string): boolean {
  const text = name.toLowerCase();
  const characters = Array.from(text);
  const places = characters.map((_, index) => characters.slice(index).join(""));
  const within = places.filter((place) => {
    const before = text.slice(0, text.length - place.length).at(-1) ?? " ";
    return /[\s-]/.test(before) || /[王小明]/.test(before);
  });
  return id.toLowerCase().startsWith(word) || within.some((place) => place.startsWith(word));
}

async function fillUsers(storage: ContractStorage): Promise<readonly User[]> {
  const users: User[] = [];
  for (const [at, first] of given.entries()) {
    for (const [number, last] of family.entries()) {
      const email = `${first.toLowerCase().slice(0, 3)}@${at}-${number}.example`;
      users.push(subjectOf(await storage.apply(ask(createUser(email, `${first} ${last}`.trim())))));
    }
  }
  return users;
}

async function fillItems(storage: ContractStorage): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (const [at, first] of given.entries()) {
    for (const [number, last] of family.entries()) {
      const sku = `${["A", "ada", "B", "lo"][(at + number) % 4]}-${at}${number}`;
      const name = `${first} ${last}`.trim();
      const onHand = (at + number) % 3;
      const paused = (at * number) % 4 === 1;
      items.push(subjectOf(await storage.apply(ask(createItem(sku, { name, onHand, paused })))));
    }
  }
  return items;
}

function idsOf(users: readonly User[]): readonly string[] {
  return users.map(({ userId }) => userId).toSorted();
}

function skusOf(items: readonly Item[]): readonly string[] {
  return items.map(({ sku }) => sku).toSorted();
}
