import assert from "node:assert/strict";
import { test } from "node:test";
import { enFormats, zhFormats } from "../ui/test-formats.ts";
import { partText } from "./filter-text.ts";
import { listWords } from "./list-words.ts";
import { zh } from "./list-words.zh.ts";
import { mergedFilter, noFilter, partsOf, statusGroups, withoutPart } from "./order-filter.ts";
import type { OrderFilter } from "./order-filter.ts";
import { between } from "./time-span.ts";

const at = (text: string): number => Date.parse(text);
const nowMs = at("2026-11-26T14:30:00Z");
const id = "019ac0de-1234-7abc-8def-0123456789ab";
const english = {
  words: listWords.en,
  formats: enFormats,
  nowMs,
  statusWord: (status: string) => `<${status}>`,
};
const chinese = { ...english, words: zh, formats: zhFormats };

function told(filter: Partial<OrderFilter>, teller: typeof english = english): string {
  return partsOf({ ...noFilter, ...filter })
    .map((part) => partText(part, teller))
    .join(", ");
}

test("each part of a filter is told in words", () => {
  assert.equal(
    told({ order: id, user: id, email: "a@b.c", sku: "DROP-01", onHold: true }),
    "Order 019a…89ab, User 019a…89ab, E-mail a@b.c, SKU DROP-01, On hold",
  );
  assert.equal(told({ order: "019ac0de" }), "Order 019ac0de…");
  assert.equal(told({ statuses: ["placed", "cancelled"] }), "<placed>, <cancelled>");
  assert.equal(told({ statuses: statusGroups.open, onHold: false }), "Open, Not on hold");
  assert.equal(told({ statuses: statusGroups.paid }), "<paid>");
});

test("times are told in the fewest words that say them", () => {
  const spans = [
    [{ kind: "day", day: "yesterday" }, "Placed yesterday"],
    [{ kind: "last", count: 1, unit: "h" }, "Placed in the last 1 hour"],
    [{ kind: "last", count: 90, unit: "min" }, "Placed in the last 90 minutes"],
    [between(at("2026-11-20"), at("2026-11-21")), "Placed on 20 Nov 2026"],
    [between(at("2026-11-20"), at("2026-11-23")), "Placed from 20 Nov 2026 to 22 Nov 2026"],
    [between(at("2026-11-20"), undefined), "Placed since 20 Nov 2026"],
    [between(undefined, at("2026-11-26T09:05Z")), "Placed before 09:05"],
    [
      between(at("2026-11-25T20:00Z"), at("2026-11-26T09:05Z")),
      "Placed from 25 Nov, 20:00 until 09:05",
    ],
  ] as const;
  for (const [placed, text] of spans) assert.equal(told({ placed }), text);
});

test("Chinese has words for all of it", () => {
  assert.equal(
    told({ placed: { kind: "last", count: 2, unit: "h" }, sku: "DROP-01" }, chinese),
    "SKU DROP-01, 下单时间：最近 2 小时",
  );
});

test("a part that is taken away takes nothing else with it", () => {
  const filter: OrderFilter = {
    order: id,
    user: id,
    email: "a@b.c",
    sku: "DROP-01",
    statuses: ["placed", "cancelled"],
    onHold: false,
    placed: { kind: "day", day: "today" },
  };
  const parts = partsOf(filter);
  assert.equal(parts.length, 8);
  for (const part of parts) {
    const rest = parts.filter((other) => other !== part);
    assert.deepEqual(partsOf(withoutPart(filter, part)), rest);
  }
  const open = { ...filter, statuses: statusGroups.open };
  const group = partsOf(open).find(({ kind }) => kind === "group");
  assert(group !== undefined);
  assert.deepEqual(withoutPart(open, group), { ...filter, statuses: [] });
});

test("what is said newly replaces what was said of its kind, and nothing else", () => {
  const before = { ...noFilter, sku: "A", statuses: ["placed"], onHold: true } as const;
  assert.deepEqual(mergedFilter(before, noFilter), before);
  assert.deepEqual(
    mergedFilter(before, { ...noFilter, sku: "B", statuses: ["paid"], onHold: false }),
    { ...before, sku: "B", statuses: ["paid"], onHold: false },
  );
});
