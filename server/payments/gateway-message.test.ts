import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { create } from "@bufbuild/protobuf";
import type { MessageInitShape } from "@bufbuild/protobuf";
import { ChargeSchema, Result } from "#gen/sluice/gateway/v1/gateway_pb.ts";
import { moneyMaxMinorUnits } from "../core/money.ts";
import { shownText, told } from "./gateway-message.ts";

const attemptId = "0199a1b2-0000-7000-8000-000000000001";
const amount = { currencyCode: "EUR", minorUnits: 1_299n };
const approved = { attemptId, result: Result.APPROVED, amount, providerReference: "ref 1" };

function toldBy(fields: MessageInitShape<typeof ChargeSchema>) {
  return told(create(ChargeSchema, fields), attemptId);
}

describe("what a provider tells", () => {
  it("is an approval with the amount it names, asked for or not", () => {
    const answer = toldBy({ ...approved, amount: { currencyCode: "USD", minorUnits: 1n } });
    assert.deepEqual(answer, {
      kind: "approved",
      providerReference: "ref 1",
      amount: { currencyCode: "USD", minorUnits: 1n },
    });
  });

  it("is a decline, soft or hard, that needs no amount", () => {
    const { DECLINED_SOFT, DECLINED_HARD } = Result;
    const soft = toldBy({ attemptId, result: DECLINED_SOFT, reason: "limit\nreached" });
    assert.deepEqual(soft, { kind: "declined", soft: true, reason: "limit reached" });
    const hard = toldBy({ attemptId, result: DECLINED_HARD, reason: "stolen" });
    assert.deepEqual(hard, { kind: "declined", soft: false, reason: "stolen" });
  });

  it("is that it has not decided", () => {
    assert.deepEqual(toldBy({ attemptId, result: Result.PENDING }), { kind: "pending" });
  });

  for (const [what, fields] of [
    ["about another attempt", { ...approved, attemptId: attemptId.replace("1b2", "1b3") }],
    ["about the attempt in capital letters", { ...approved, attemptId: attemptId.toUpperCase() }],
    ["without a result", { ...approved, result: Result.UNSPECIFIED }],
    ["with a result of the future", { ...approved, result: 99 as Result }],
    ["approved without an amount", { attemptId, result: Result.APPROVED, providerReference: "r" }],
    ["approved for nothing", { ...approved, amount: { ...amount, minorUnits: 0n } }],
    ["approved for less than nothing", { ...approved, amount: { ...amount, minorUnits: -1n } }],
    [
      "approved for more than there can be",
      { ...approved, amount: { ...amount, minorUnits: moneyMaxMinorUnits + 1n } },
    ],
    ["approved in no currency", { ...approved, amount: { ...amount, currencyCode: "eur" } }],
    ["approved without a reference", { ...approved, providerReference: "" }],
    ["approved with a long reference", { ...approved, providerReference: "r".repeat(101) }],
    ["approved with an unprintable reference", { ...approved, providerReference: "r\u0000" }],
  ] as const)
    it(`is senseless when it is ${what}`, () => {
      assert.equal(toldBy(fields).kind, "senseless");
    });

  it("is senseless when it is nothing", () => {
    assert.equal(told(undefined, attemptId).kind, "senseless");
  });
});

it("a text from outside is shown in one line of at most 200 characters", () => {
  assert.equal(shownText("a\u0007b\r\nc"), "a b  c");
  assert.equal(shownText("x".repeat(1_000)).length, 200);
  assert(shownText(`${"x".repeat(199)}\u{1F600}`).isWellFormed());
});
