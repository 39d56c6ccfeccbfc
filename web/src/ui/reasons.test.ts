import assert from "node:assert/strict";
import { test } from "node:test";
import type { Metadata } from "./reasons.ts";
import { reasonsZh } from "./reasons.zh.ts";

function told(values: Metadata): string {
  return reasonsZh["REFUND_TOO_LARGE"]?.(values) ?? "";
}

test("what was asked and what is left of a refund are told with the decimals of their currency", () => {
  const amounts = { askedMinorUnits: "123456", availableMinorUnits: "700" };
  const inEuros = "退款金额过大：要求 1,234.56 EUR，可退 7.00 EUR";
  assert.equal(told({ ...amounts, currencyCode: "EUR" }), inEuros);
  assert.match(told({ ...amounts, currencyCode: "JPY" }), / 700 JPY$/);
  assert.match(told(amounts), / 700（最小货币单位）$/);
  assert.equal(told({}), "退款金额过大：要求 （未知），可退 （未知）");
});
