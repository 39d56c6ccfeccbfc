import assert from "node:assert/strict";
import { test } from "node:test";
import { AttemptStatus } from "#gen/sluice/payments/v1/payment_pb.ts";
import { right, wrong } from "../form/field-spec.ts";
import { anAttempt, euros } from "./a-payment.ts";
import { chargeSpec, takenSpec } from "./captured-specs.ts";

const charges = [
  anAttempt({ attemptId: "taken", amount: euros(3_998n) }),
  anAttempt({ attemptId: "declined", status: AttemptStatus.DECLINED_HARD }),
];

const read = (raw: string, attemptId: string) =>
  takenSpec(charges, "EUR", (noted) => `more than ${noted}`).read(raw, { attempt_id: attemptId });
const tooLittle = (noted: bigint) => wrong({ kind: "told", text: `more than ${noted}` });

test("one minor unit more than is noted down of the chosen charge is the least", () => {
  assert.deepEqual(read("39.98", "taken"), tooLittle(3_998n));
  assert.deepEqual(read("39.99", "taken"), right(3_999n));
  assert.deepEqual(read("0", "declined"), tooLittle(0n));
  assert.deepEqual(read("0.01", "declined"), right(1n));
});

test("before a charge is chosen the amount has to be more than nothing", () => {
  assert.deepEqual(read("0", ""), tooLittle(0n));
  assert.deepEqual(read("0.01", ""), right(1n));
});

test("what is no amount, or more than the server takes, is told as such", () => {
  assert.deepEqual(read("much", "taken"), wrong({ kind: "not_amount", digits: 2 }));
  assert.deepEqual(read("90071992547409.91", "taken"), right(2n ** 53n - 1n));
  const limits = { min: 3_999n, max: 2n ** 53n - 1n };
  const tooLarge = { kind: "amount_out_of_range", currencyCode: "EUR", ...limits } as const;
  assert.deepEqual(read("90071992547409.92", "taken"), wrong(tooLarge));
  assert.deepEqual(read("-1", "taken"), tooLittle(3_998n));
  assert.deepEqual(read("", "taken"), wrong({ kind: "required" }));
});

test("of several charges one has to be chosen, the only one goes without saying", () => {
  assert.deepEqual(chargeSpec(charges).read("", {}), wrong({ kind: "required" }));
  assert.deepEqual(chargeSpec(charges).read("declined", {}), right("declined"));
  assert.deepEqual(chargeSpec(charges.slice(0, 1)).read("", {}), right("taken"));
});
