import assert from "node:assert/strict";
import { test } from "node:test";
import { noFilter, searchMaxLength } from "./order-filter.ts";
import type { OrderFilter } from "./order-filter.ts";
import { readSearch } from "./search-text.ts";
import { between } from "./time-span.ts";

const catalogue = ["DROP-01", "mug", "TEE-BLK"];
const context = {
  clock: { nowMs: Date.parse("2026-11-26T14:30:00Z"), zone: "UTC" },
  knownSku: (word: string) => catalogue.find((sku) => sku.toLowerCase() === word.toLowerCase()),
};
const id = "019ac0de-1234-7abc-8def-0123456789ab";
const otherId = "019ac0de-1234-7abc-8def-ffffffffffff";
const read = (text: string) => readSearch(text, context);

function understood(text: string, filter: Partial<OrderFilter>): void {
  const { filter: found, problems } = read(text);
  assert.deepEqual(found, { ...noFilter, ...filter }, text);
  assert.deepEqual(problems, [], text);
}

test("each kind of word is understood by itself", () => {
  understood("", {});
  understood("placed", { statuses: ["placed"] });
  understood("Payment review", { statuses: ["review"] });
  understood("已取消", { statuses: ["cancelled"] });
  understood("open", { statuses: ["placed", "paying", "review"] });
  understood("on hold", { onHold: true });
  understood("not on hold", { onHold: false });
  understood("DROP-01", { sku: "DROP-01" });
  understood("Ada@Example.com", { email: "ada@example.com" });
  understood("019AC0DE-12", { order: "019ac0de-12" });
  understood("last 2 h", { placed: { kind: "last", count: 2, unit: "h" } });
});

test("words combine in any order", () => {
  const filter = {
    sku: "TEE-BLK",
    email: "ada@example.com",
    statuses: ["placed", "cancelled"],
    placed: { kind: "day", day: "today" },
  } as const;
  understood("cancelled TEE-BLK today ada@example.com placed", filter);
  understood("  ada@example.com   placed cancelled\ttoday  TEE-BLK ", filter);
});

test("a range stands with and without spaces, and next to other words", () => {
  const placed = between(Date.parse("2026-11-20T00:00Z"), Date.parse("2026-11-23T00:00Z"));
  for (const text of [
    "2026-11-20..2026-11-22 paid",
    "2026-11-20 .. 2026-11-22 paid",
    "paid from 2026-11-20 to 2026-11-22",
    "2026-11-20 - 2026-11-22 paid",
  ]) {
    understood(text, { placed, statuses: ["paid"] });
  }
  understood("最近2小时 已付款", {
    placed: { kind: "last", count: 2, unit: "h" },
    statuses: ["paid"],
  });
  understood("..2026-11-22", { placed: between(undefined, Date.parse("2026-11-23T00:00Z")) });
});

test("a SKU that exists is found whatever the case of its letters, also when it is a plain word", () => {
  understood("drop-01", { sku: "DROP-01" });
  understood("Mug", { sku: "mug" });
  understood("sku:tee-blk", { sku: "TEE-BLK" });
});

test("a SKU that nobody knows is taken as it is typed, when it looks like one or is called one", () => {
  understood("NEW-9", { sku: "NEW-9" });
  understood("sku:plain", { sku: "plain" });
  assert.deepEqual(read("plain").problems, [{ word: "plain", reason: "unknown" }]);
});

test("a whole id may be an order's or a user's, unless it is said", () => {
  assert.deepEqual(read(`${id.toUpperCase()} today`).ids, [id]);
  assert.deepEqual(read(`${id} ${id} ${otherId}`).ids, [id, otherId]);
  understood(`order:${id}`, { order: id });
  understood(`user:${id}`, { user: id });
});

test("what filters nothing is named with its reason, and the rest still counts", () => {
  const { filter, problems } = read(
    "placed nonsense TEE-BLK DROP-01 2026-02-31 019a…3f9c user:ada status:lost mail:ada 2h today",
  );
  assert.deepEqual(filter, {
    ...noFilter,
    statuses: ["placed"],
    sku: "TEE-BLK",
    placed: { kind: "last", count: 2, unit: "h" },
  });
  assert.deepEqual(problems, [
    { word: "nonsense", reason: "unknown" },
    { word: "DROP-01", reason: "second" },
    { word: "2026-02-31", reason: "no_such_time" },
    { word: "019a…3f9c", reason: "shortened" },
    { word: "user:ada", reason: "no_such_value" },
    { word: "status:lost", reason: "no_such_value" },
    { word: "mail:ada", reason: "no_such_value" },
    { word: "today", reason: "second" },
  ]);
});

test("any text is read to its end, and no more than the longest is read", () => {
  for (const text of ["::", "..", "....", "a:b:c", "user:", "@", "-", "last last last", "\u0000"]) {
    read(text);
  }
  const { problems } = read("x ".repeat(searchMaxLength));
  assert.equal(problems.length, searchMaxLength / 2);
});
