import assert from "node:assert/strict";
import { test } from "node:test";
import { filterAddress, ordersPath, pageText, readAddress } from "./order-address.ts";
import { noFilter } from "./order-filter.ts";
import type { OrderFilter } from "./order-filter.ts";
import { between } from "./time-span.ts";

const clock = { nowMs: Date.parse("2026-11-26T14:30:00Z"), zone: "Europe/Berlin" };
const id = "019ac0de-1234-7abc-8def-0123456789ab";
const read = (query: string) => readAddress(new URLSearchParams(query), clock);

const firstPage = { token: "", asOfMs: undefined };

const filters: readonly Partial<OrderFilter>[] = [
  {},
  { order: id, user: id, email: "ada@example.com", sku: "DROP-01" },
  { order: "019ac0de-12" },
  { email: "a+b&c=d@example.com" },
  { statuses: ["placed", "cancelled"] },
  { onHold: true },
  { onHold: false },
  { placed: { kind: "day", day: "yesterday" } },
  { placed: { kind: "last", count: 90, unit: "min" } },
  { placed: between(Date.parse("2026-11-20T13:00:00Z"), undefined) },
  { placed: between(Date.parse("2026-11-20T13:00:05Z"), Date.parse("2026-11-20T13:00:05.250Z")) },
];

test("a filter that is written into an address is read from it", () => {
  for (const part of filters) {
    const filter = { ...noFilter, ...part };
    const written = filterAddress(new URLSearchParams("page=abc&nonsense=1"), filter);
    const expected = { filter, page: firstPage, problems: [] };
    assert.deepEqual(read(written.toString()), expected, written.toString());
  }
});

test("an address is short and can be read by people", () => {
  const filter: OrderFilter = {
    ...noFilter,
    sku: "DROP-01",
    statuses: ["placed"],
    placed: between(Date.parse("2026-11-20T13:00:00Z"), undefined),
  };
  const query = filterAddress(new URLSearchParams("locale=pseudo"), filter);
  assert.equal(
    decodeURIComponent(query.toString()),
    "locale=pseudo&sku=DROP-01&status=placed&from=2026-11-20T13:00Z",
  );
  assert.equal(ordersPath({}), "/orders");
  assert.equal(ordersPath({ user: id }), `/orders?user=${id}`);
});

test("a day that is written by hand begins in the reader's zone", () => {
  assert.deepEqual(
    read("from=2026-11-20&before=2026-11-21").filter.placed,
    between(Date.parse("2026-11-19T23:00:00Z"), Date.parse("2026-11-20T23:00:00Z")),
  );
});

test("a page keeps the moment that moving times count from, and only those", () => {
  const asOfMs = Date.parse("2026-11-26T14:30:00Z");
  const relative = { ...noFilter, placed: { kind: "last", count: 2, unit: "h" } } as const;
  const second = filterAddress(new URLSearchParams(), relative);
  second.set("page", pageText("dG9rZW4", relative, asOfMs));
  const later = readAddress(second, { ...clock, nowMs: asOfMs + 600_000 });
  assert.deepEqual(later, { filter: relative, page: { token: "dG9rZW4", asOfMs }, problems: [] });
  assert.equal(pageText("dG9rZW4", noFilter, asOfMs), "dG9rZW4");
  assert.equal(pageText("", relative, asOfMs), "");
  assert.equal(filterAddress(second, relative).toString(), "time=last-2h");
});

test("nonsense is named with its reason and ignored, and the rest counts", () => {
  const { filter, page, problems } = read(
    "order=xyz&user=ada&email=ada&sku=a+b&status=placed,lost,&hold=maybe&time=soon&from=2026-02-31" +
      "&page=a%20b&colour=red&status=paid",
  );
  assert.deepEqual(filter, { ...noFilter, statuses: ["placed"] });
  assert.deepEqual(page, firstPage);
  assert.deepEqual(
    problems.map(({ name, value, reason }) => `${name}=${value}: ${reason}`).toSorted(),
    [
      "colour=red: unknown_name",
      "email=ada: not_an_email",
      "from=2026-02-31: not_a_time",
      "hold=maybe: not_yes_or_no",
      "order=xyz: not_an_order_id",
      "page=a b: not_a_page",
      "sku=a b: not_a_sku",
      "status=lost: not_a_status",
      "status=paid: second",
      "time=soon: not_a_time",
      "user=ada: not_a_user_id",
    ],
  );
});

test("times that contradict each other are named", () => {
  const both = read("time=today&from=2026-11-20");
  assert.deepEqual(both.filter.placed, { kind: "day", day: "today" });
  assert.deepEqual(both.problems, [{ name: "from", value: "2026-11-20", reason: "second" }]);
  const reversed = read("from=2026-11-22&before=2026-11-20");
  assert.equal(reversed.filter.placed, undefined);
  assert.equal(reversed.problems[0]?.reason, "ends_before_it_begins");
});

test("however long nonsense is, little of it is shown", () => {
  const { problems } = read(`sku=${"x".repeat(5_000)}&${"y=1&".repeat(50)}`);
  assert.equal(problems.length, 20);
  assert(problems.every(({ value }) => value.length <= 41));
  assert.equal(read("sku=&status=&time=").problems.length, 0);
});
