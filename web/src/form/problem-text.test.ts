import assert from "node:assert/strict";
import { test } from "node:test";
import { enFormats, zhFormats } from "../ui/test-formats.ts";
import { violationsZh } from "../ui/violations.zh.ts";
import { uiWords } from "../ui/words.ts";
import type { Problem } from "./problem.ts";
import { problemText } from "./problem-text.ts";
import { formWords } from "./words.ts";
import { zh } from "./words.zh.ts";

const price = { currencyCode: "EUR", min: 0n, max: 100_000_000n };

function violation(told: {
  readonly reason: string;
  readonly values?: Record<string, string>;
}): Problem {
  const description = "is wrong";
  return { kind: "violation", violation: { field: "name", description, values: {}, ...told } };
}

const table: readonly (readonly [Problem, string, string])[] = [
  [{ kind: "required" }, "Required.", "必填。"],
  [
    { kind: "too_long", length: 1_200, lengthMax: 500 },
    "1,200 characters; at most 500 are kept.",
    "已有 1,200 个字符，最多 500 个。",
  ],
  [{ kind: "out_of_range", min: 0n, max: 1_000n }, "Must be 0 to 1,000.", "须在 0 到 1,000 之间。"],
  [
    { kind: "not_amount", digits: 2 },
    "Not an amount with up to 2 decimals, as in 12.00.",
    "不是金额，小数最多 2 位，例如 12.00。",
  ],
  [
    { kind: "not_amount", digits: 0 },
    "Not an amount in whole units: this currency has no decimals.",
    "不是整数金额：该货币没有小数。",
  ],
  [
    { kind: "amount_out_of_range", ...price },
    "Must be 0.00 to 1,000,000.00 EUR.",
    "须在 0.00 到 1,000,000.00 EUR 之间。",
  ],
  [
    { kind: "told", text: "ends before it starts" },
    "Ends before it starts.",
    "Ends before it starts.",
  ],
  [
    violation({ reason: "OUT_OF_RANGE", values: { value: "-1", min: "0", max: "10000" } }),
    "Is wrong.",
    "是 -1，须在 0 到 10,000 之间。",
  ],
  [violation({ reason: "OF_A_NEWER_SERVER" }), "Is wrong.", "Is wrong."],
  [{ kind: "told", text: "结束早于开始。" }, "结束早于开始。", "结束早于开始。"],
];

for (const [problem, english, chinese] of table) {
  test(`${problem.kind} is told as "${english}"`, () => {
    assert.equal(
      problemText(problem, formWords.en.problem, uiWords.en.violations, enFormats),
      english,
    );
    assert.equal(problemText(problem, zh.problem, violationsZh, zhFormats), chinese);
  });
}
