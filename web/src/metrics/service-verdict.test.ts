import assert from "node:assert/strict";
import { test } from "node:test";
import { enFormats, zhFormats } from "../ui/test-formats.ts";
import type { LastMinute } from "./last-minute.ts";
import { lostVerdict } from "./lost-verdict.ts";
import { reasonWords } from "./reason-words.ts";
import { serviceVerdict } from "./service-verdict.ts";
import { metricsWords } from "./words.ts";
import { zh } from "./words.zh.ts";

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
const inEnglish = { words: metricsWords.en, formats: enFormats };
const inChinese = { words: zh, formats: zhFormats };
const line = (of: LastMinute | undefined, speech = inEnglish) => {
  const { mark, text } = serviceVerdict(of, speech);
  return `${mark.tone} | ${mark.word} | ${text}`;
};

test("orders that are taken are told with pace, refusals and speed", () => {
  assert.equal(
    line(minute({ refusedBy: { OUT_OF_STOCK: 100 } })),
    "live | Orders flow | 900 in the last minute, 10% refused, p99 11 ms",
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
    "attention | Most orders are refused | 90% in the last minute, mostly out of stock, p99 11 ms",
  );
});

test("a minute without orders is quiet, and no figures are no verdict", () => {
  assert.match(line(minute({ placed: 0 })), /^quiet \| Quiet/);
  assert.match(line(undefined), /^quiet \| No figures yet/);
});

test("the verdict is told in Chinese too", () => {
  assert.equal(
    line(minute({ placed: 1_200, refusedBy: { OUT_OF_STOCK: 300 } }), inChinese),
    "live | 下单顺畅 | 最近一分钟 1,200 单，拒单 20%，p99 11 ms",
  );
  assert.equal(
    line(minute({ placed: 10, refusedBy: { PER_USER_LIMIT: 90 } }), inChinese),
    "attention | 多数订单被拒绝 | 最近一分钟拒单 90%，主要原因：超出每人限购，p99 11 ms",
  );
});

test("a reason that is newer than this page is told as it is written", () => {
  assert.equal(reasonWords("BRAND_NEW", metricsWords.en), "brand new");
  assert.equal(reasonWords("", metricsWords.en), "no reason given");
  assert.equal(reasonWords("OUT_OF_STOCK", zh), "库存不足");
});

const lostText = (asOfMs: number | undefined, nowMs: number) =>
  lostVerdict(asOfMs, nowMs, inEnglish).text;

test("a page that lost its server says how old it is, never less than a second", () => {
  const atMs = Date.UTC(2026, 10, 21, 12, 0, 0);
  assert.equal(lostText(atMs, atMs + 8_000), "what you see is as of 12:00:00, 8 s old");
  assert.equal(lostText(atMs, atMs), "what you see is as of 12:00:00, 1 s old");
  assert.equal(lostText(undefined, atMs), "nothing has come from the server yet");
});
