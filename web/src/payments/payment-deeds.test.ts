import assert from "node:assert/strict";
import { test } from "node:test";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { aPayment, anAttempt } from "./a-payment.ts";
import { decisions, legalDeeds, likelyDeeds } from "./payment-deeds.ts";

const sent = anAttempt({ sentAt: timestampFromMs(1_000) });

test("a captured payment can be refunded, and what its charge took beyond that too", () => {
  assert.deepEqual(legalDeeds(aPayment({ attempts: [sent] })), ["refund", "refund_captured"]);
  assert.deepEqual(legalDeeds(aPayment({ attempts: [anAttempt()] })), ["refund"]);
});

test("the queue offers what can be decided, the refund of what was taken last", () => {
  const payment = aPayment({ needsReview: true, attempts: [sent] });
  assert.deepEqual(decisions(payment), ["dismiss", "refund_captured"]);
});

test("the page of an order offers to refund what was taken only while somebody should look", () => {
  const attempts = [sent];
  assert.deepEqual(likelyDeeds(aPayment({ attempts })), ["refund"]);
  assert.deepEqual(likelyDeeds(aPayment({ attempts, needsReview: true })), [
    "refund",
    "dismiss",
    "refund_captured",
  ]);
});
