import assert from "node:assert/strict";
import { test } from "node:test";
import type { MessageInitShape } from "@bufbuild/protobuf";
import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { ItemSchema } from "#gen/sluice/inventory/v1/item_pb.ts";
import { MoneySchema } from "#gen/sluice/money/v1/money_pb.ts";
import { preflight, readiness } from "./preflight.ts";
import type { Check, SalePlan } from "./preflight.ts";

const nowMs = 1_000_000;
const at = timestampFromMs;
const money = (currencyCode: string, minorUnits: bigint) =>
  create(MoneySchema, { currencyCode, minorUnits });
const item = (fields: MessageInitShape<typeof ItemSchema> = {}) =>
  create(ItemSchema, {
    sku: "DROP-01",
    price: money("EUR", 12_900n),
    onHand: 100n,
    available: 100n,
    ...fields,
  });
const other = (sku: string, currencyCode: string, fields: MessageInitShape<typeof ItemSchema>) =>
  item({ sku, price: money(currencyCode, 1n), ...fields });

function plan(changes: Partial<SalePlan> = {}): SalePlan {
  return {
    item: item({ saleEndsAt: at(nowMs) }),
    startsMs: nowMs + 60_000,
    endsMs: nowMs + 120_000,
    perUserLimit: 2n,
    items: [],
    serverNowMs: nowMs,
    clockAheadMs: 30,
    staleForMs: undefined,
    ...changes,
  };
}

/** What is not ready. */
const findings = (changes: Partial<SalePlan>): readonly Check[] =>
  preflight(plan(changes)).filter(({ level }) => level !== "ready");

const windowFindings = (startsMs: number | undefined, endsMs: number | undefined) =>
  findings({ startsMs, endsMs }).map(({ level, kind }) => `${level} ${kind}`);

test("a sale that is ready says so line by line", () => {
  const checks = preflight(plan());
  assert.deepEqual(
    checks.map(({ kind }) => kind),
    ["stock", "not_paused", "price", "window", "limit", "one_currency", "link_live"],
  );
  assert.equal(readiness(checks), "ready");
});

test("without a unit nobody can order, and what is held may come back", () => {
  const sold = item({ onHand: 5n, held: 5n, available: 0n, saleEndsAt: at(nowMs) });
  assert.deepEqual(findings({ item: sold }), [{ level: "blocked", kind: "no_stock", held: 5n }]);
});

test("an item that is paused stays closed when its window opens", () => {
  assert.deepEqual(findings({ item: item({ paused: true }) }), [
    { level: "blocked", kind: "paused" },
  ]);
});

test("a price of zero is asked about", () => {
  const price = { currencyCode: "EUR", minorUnits: 0n };
  const free = item({ price: money("EUR", 0n), saleEndsAt: at(nowMs) });
  const [found] = findings({ item: free });
  assert.deepEqual(found, { level: "attention", kind: "price_zero", price });
});

test("a window that ends before it starts, or ended, can never be open", () => {
  assert.deepEqual(windowFindings(nowMs + 2, nowMs + 1), ["blocked window_empty"]);
  assert.deepEqual(windowFindings(nowMs + 1, nowMs + 1), ["blocked window_empty"]);
  assert.deepEqual(windowFindings(nowMs - 2, nowMs), ["blocked window_over"]);
  assert.deepEqual(windowFindings(undefined, nowMs), ["blocked window_over"]);
});

test("a window that has begun opens at once", () => {
  assert.deepEqual(findings({ startsMs: nowMs }), [
    { level: "attention", kind: "window_begun", startsMs: nowMs },
  ]);
  assert.deepEqual(findings({ startsMs: undefined, endsMs: undefined }), []);
});

test("an item that sells now is closed by a window that opens later", () => {
  const startsMs = nowMs + 60_000;
  const closes = [{ level: "attention", kind: "closes_now", startsMs }];
  assert.deepEqual(findings({ item: item() }), closes);
  assert.deepEqual(findings({ item: item({ saleStartsAt: at(nowMs) }) }), closes);
  assert.deepEqual(findings({ item: item({ saleStartsAt: at(nowMs + 1) }) }), []);
});

test("a limit above what there is holds nobody back", () => {
  assert.deepEqual(findings({ perUserLimit: 101n }), [
    { level: "attention", kind: "limit_above_stock", perUserLimit: 101n },
  ]);
  assert.deepEqual(findings({ perUserLimit: 0n }), []);
});

test("items of the same sale in another currency are named, others are not", () => {
  const items = [
    item(),
    other("USD-2", "USD", { saleStartsAt: at(nowMs + 90_000) }),
    other("USD-1", "USD", { saleStartsAt: at(nowMs), saleEndsAt: at(nowMs + 61_000) }),
    other("EUR-1", "EUR", { saleStartsAt: at(nowMs + 90_000) }),
    other("ALWAYS", "JPY", {}),
    other("BEFORE", "JPY", { saleEndsAt: at(nowMs + 60_000) }),
    other("AFTER", "JPY", { saleStartsAt: at(nowMs + 120_000) }),
  ];
  assert.deepEqual(findings({ items }), [
    { level: "attention", kind: "other_currency", skus: ["USD-1", "USD-2"], currencies: ["USD"] },
  ]);
  const same = preflight(plan({ items: items.slice(3) })).find(
    ({ kind }) => kind === "one_currency",
  );
  assert.deepEqual(same, { level: "ready", kind: "one_currency", itemCount: 1 });
});

test("numbers that are not current, and a clock that is off, are told", () => {
  assert.deepEqual(findings({ staleForMs: 7, clockAheadMs: -2_000 }), [
    { level: "attention", kind: "link_stale", forMs: 7 },
    { level: "attention", kind: "clock_off", aheadMs: -2_000 },
  ]);
});

test("one line that blocks outweighs all that only ask", () => {
  assert.equal(readiness(findings({ perUserLimit: 101n })), "attention");
  assert.equal(readiness(findings({ perUserLimit: 101n, endsMs: nowMs })), "blocked");
});
