import assert from "node:assert/strict";
import { test } from "node:test";
import type { LastMinute } from "./last-minute.ts";
import { serviceVerdict } from "./service-verdict.ts";

const minute = (fields: Partial<LastMinute> & { refusedBy?: Record<string, number> } = {}) => {
  const refused = Object.entries(fields.refusedBy ?? {}).map(([reason, count]) => ({
    reason,
    count,
  }));
  const refusedTotal = refused.reduce((total, { count }) => total + count, 0);
  const place = { p50Ms: 3, p99Ms: 11 };
  const rest = { revenue: [], held: 0n, sold: 0n, seconds: 60 };
  return { placed: 900, place, ...rest, ...fields, refused, refusedTotal };
};
const line = (of: LastMinute | undefined) => {
  const { mark, text } = serviceVerdict(of);
  return `${mark.tone} | ${mark.word} | ${text}`;
};

test("orders that are taken are told with pace, refusals and speed", () => {
  assert.equal(
    line(minute({ refusedBy: { OUT_OF_STOCK: 100 } })),
    "live | Orders flow | 900 in the last minute, 10 % refused, p99 11 ms",
  );
  assert.equal(
    line(minute()),
    "live | Orders flow | 900 in the last minute, none refused, p99 11 ms",
  );
});

test("one order that was turned away for load is what matters most", () => {
  assert.equal(
    line(minute({ refusedBy: { OVERLOADED: 1, OUT_OF_STOCK: 5_000 } })),
    "danger | Overloaded | 1 order turned away in the last minute",
  );
});

test("slow answers and a sale of refusals ask for attention", () => {
  assert.equal(
    line(minute({ place: { p50Ms: 80, p99Ms: 1_250 } })),
    "attention | Orders are slow | 900 in the last minute, p99 1.3 s",
  );
  assert.equal(
    line(minute({ placed: 10, refusedBy: { OUT_OF_STOCK: 85, PER_USER_LIMIT: 5 } })),
    "attention | Most orders are refused | 90 % in the last minute, mostly out of stock, p99 11 ms",
  );
});

test("a minute without orders is quiet, and no figures are no verdict", () => {
  assert.match(line(minute({ placed: 0 })), /^quiet \| Quiet/);
  assert.match(line(undefined), /^quiet \| No figures yet/);
});
