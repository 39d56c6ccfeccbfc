import assert from "node:assert/strict";
import { test } from "node:test";
import {
  approved,
  declined,
  neverSeen,
  notSent,
  PayingShop,
  unknown,
} from "../test/paying-shop.ts";
import type { AttemptResult } from "../commands/payment-command.ts";

/** An order whose charge is out at channel "a". */
function sent(): PayingShop {
  const at = new PayingShop();
  at.pay();
  at.sendTo("a");
  return at;
}

function looks(at: PayingShop): readonly string[] {
  return [...at.shop.store.looks.values()].map(({ channel, attemptId, dueAtMs }) => {
    return `${channel} ${attemptId} in ${dueAtMs - at.shop.nowMs}`;
  });
}

test("a channel is asked again about every charge that went to it and ended without money", () => {
  const ends: readonly AttemptResult[] = [declined(true), declined(false), neverSeen, notSent];
  for (const end of ends) {
    const at = sent();
    const { attemptId } = at.attempt;
    assert.deepEqual(looks(at), []);
    at.hear(end);
    assert.deepEqual(looks(at), [`a ${attemptId} in 600000`], end.kind);
    at.hear(end, { attemptId });
    assert.deepEqual(looks(at), [`a ${attemptId} in 600000`], "once");
  }
});

test("about one that succeeded nobody asks again, nor about one that never went out", () => {
  const at = sent();
  at.hear(unknown);
  at.hear(approved(2_000n), { source: "ask" });
  assert.deepEqual(looks(at), []);
  const called = new PayingShop();
  called.pay();
  called.cancel();
  assert.equal(called.payment.attempts[0]?.status, "not_sent");
  assert.deepEqual(looks(called), []);
});

test("about a verdict that a person gave the channel is asked, whatever it was", () => {
  for (const verdict of ["mark_charged", "mark_not_charged"] as const) {
    const at = sent();
    const { attemptId } = at.attempt;
    at.hear(unknown);
    at.review();
    assert.equal(at.resolve(verdict).kind, "done");
    assert.deepEqual(looks(at), [`a ${attemptId} in 600000`], verdict);
  }
});

test("a refund that was declined is asked about as a charge is; the one that is tried instead is not, before its end", () => {
  const at = new PayingShop().paid();
  at.refund(500n);
  at.sendTo("a");
  const { attemptId } = at.attempt;
  at.hear(declined(true));
  assert.notEqual(at.attempt.attemptId, attemptId);
  assert.deepEqual(looks(at), [`a ${attemptId} in 600000`]);
});

test("how a look goes on is no event, and moves nothing else", () => {
  const at = sent();
  at.hear(declined(false));
  const [from] = at.shop.store.looks.values();
  assert(from);
  const { headSeq, payment } = at;
  const to = { ...from, dueAtMs: from.dueAtMs + 1, answeredCount: 1 };
  assert.equal(at.shop.send({ type: "move_look", from, to }).kind, "nothing");
  assert.deepEqual([...at.shop.store.looks.values()], [to]);
  at.shop.send({ type: "move_look", from: to, to: undefined });
  assert.deepEqual(looks(at), []);
  assert.deepEqual([at.headSeq, at.payment], [headSeq, payment]);
});
