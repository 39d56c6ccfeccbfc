import assert from "node:assert/strict";
import { test } from "node:test";
import { noteText } from "../notes/note-text.ts";
import type { Note } from "../notes/note.ts";
import { reasonsOf } from "../test/shop.ts";
import { approved, declined, neverSeen, PayingShop, unknown } from "../test/paying-shop.ts";
import { reviewNotesMax } from "./payment.ts";
import { reviewFor, reviewResolved, unresolved } from "./review.ts";

function inReview(): PayingShop {
  const at = new PayingShop();
  at.pay();
  at.sendTo("a");
  at.hear(unknown);
  at.review();
  return at;
}

test("a charge without an end in time puts its order into review, and is asked on", () => {
  const at = new PayingShop();
  at.pay();
  at.sendTo("a");
  const { resolveByMs } = at.payment;
  assert.equal(resolveByMs, at.shop.nowMs + 60_000);
  at.shop.nowMs = resolveByMs - 1;
  const early = { type: "review_payment", paymentId: at.payment.paymentId } as const;
  assert.equal(at.shop.send(early).kind, "nothing");
  assert.equal(at.review().kind, "done");
  assert.equal(at.order.status, "payment_review");
  assert.equal(at.review().kind, "nothing");
  at.hear(unknown, { source: "ask" });
  assert.equal(at.payment.nextStepAtMs, at.shop.nowMs + 500);
  at.hear(approved(2_000n), { source: "ask" });
  assert.deepEqual([at.order.status, at.payment.review], ["paid", undefined]);
});

test("the time for an answer bounds the next question", () => {
  const at = new PayingShop();
  at.pay();
  at.sendTo("a");
  at.shop.nowMs += 59_800;
  at.hear(unknown, { source: "ask" });
  assert.equal(at.payment.nextStepAtMs, at.payment.resolveByMs);
});

test("an order in review loses its stock with its hold, and is paid if there is some when the answer comes", () => {
  const at = inReview();
  at.expire();
  assert.deepEqual([at.order.status, at.order.hold], ["payment_review", "expired"]);
  assert.deepEqual(at.shop.counts("A"), [10, 0, 0]);
  at.hear(approved(2_000n), { source: "callback" });
  assert.deepEqual([at.order.status, at.order.hold], ["paid", "committed"]);
  assert.deepEqual(at.shop.counts("A"), [8, 0, 2]);
});

test("an order in review whose stock is gone is called off, and its money given back", () => {
  const at = inReview();
  at.expire();
  at.shop.placed(at.userId, { A: 9 });
  at.hear(approved(2_000n), { source: "callback" });
  assert.deepEqual([at.order.status, at.order.paymentStatus], ["cancelled", "refund_due"]);
});

test("an order in review whose charge was declined is called off; one never seen is tried again", () => {
  const declinedOne = inReview();
  declinedOne.hear(declined(false), { source: "ask" });
  assert.equal(declinedOne.order.status, "cancelled");
  assert.deepEqual(declinedOne.shop.counts("A"), [10, 0, 0]);
  const lost = inReview();
  lost.hear(neverSeen, { source: "ask" });
  assert.deepEqual([lost.order.status, lost.payment.review], ["payment_review", undefined]);
  lost.sendTo("b");
  lost.hear(approved(2_000n));
  assert.equal(lost.order.status, "paid");
});

test("an order in review can be called off; what is taken later is given back", () => {
  const at = inReview();
  assert.equal(at.cancel().kind, "done");
  assert.deepEqual([at.order.status, at.order.hold], ["cancelled", "cancelled"]);
  at.hear(approved(2_000n), { source: "ask" });
  assert.equal(at.order.paymentStatus, "refund_due");
  const late = inReview();
  late.expire();
  assert.equal(late.cancel().kind, "done");
  assert.deepEqual([late.order.status, late.order.hold], ["cancelled", "expired"]);
  assert.deepEqual(late.shop.counts("A"), [10, 0, 0]);
});

test("a person may have it asked again at once; it comes back to review in time", () => {
  const at = inReview();
  at.shop.nowMs += 5;
  assert.equal(at.resolve("ask_again").kind, "done");
  assert.deepEqual([at.payment.nextStepAtMs, at.payment.review], [at.shop.nowMs, undefined]);
  assert.equal(at.payment.resolveByMs, at.shop.nowMs + 60_000);
  at.review();
  assert(at.payment.review !== undefined);
});

test("a verdict that nothing was charged calls the order off, so that it cannot be charged again", () => {
  const at = inReview();
  const verdict = at.resolve("mark_not_charged");
  assert(verdict.kind === "done");
  assert.deepEqual([at.order.status, at.payment.status], ["cancelled", "failed"]);
  const [attempt] = at.payment.attempts;
  assert(attempt);
  assert.equal(attempt.detail.text, "marked as not charged by desk: their books say so");
  assert.deepEqual(reasonsOf(at.pay()), ["ILLEGAL_MOVE"]);
  at.hear(approved(2_000n), { attemptId: attempt.attemptId, source: "callback" });
  assert.match(at.payment.review?.reason ?? "", /after it had ended as not sent/);
  const late = [...at.shop.store.payments.values()].at(-1);
  assert.deepEqual([late?.status, late?.attempts[1]?.channel], ["refund_due", "a"]);
  assert.equal(at.order.status, "cancelled");
});

test("a verdict that it was charged pays the order as the channel's word would", () => {
  const at = inReview();
  at.resolve("mark_charged");
  assert.deepEqual([at.order.status, at.payment.capturedMinor], ["paid", 2_000n]);
  const [attempt] = at.payment.attempts;
  assert(attempt);
  assert.match(attempt.detail.text, /^marked as charged by desk/);
  assert.equal(at.hear(approved(2_000n), { attemptId: attempt.attemptId }).kind, "nothing");
  at.hear(declined(false), { attemptId: attempt.attemptId, source: "callback" });
  assert(at.payment.review !== undefined);
});

test("no verdict is taken on what is not in review, not unknown, or a refund", () => {
  const early = new PayingShop();
  early.pay();
  early.sendTo("a");
  early.hear(unknown);
  const refund = new PayingShop().paid();
  refund.refund(5n);
  refund.sendTo("a");
  refund.hear(unknown);
  refund.review();
  assert(refund.payment.review !== undefined);
  assert.equal(refund.order.status, "paid");
  const waiting = new PayingShop();
  waiting.pay();
  for (const at of [early, refund, waiting, new PayingShop().paid()]) {
    assert.deepEqual(reasonsOf(at.resolve("mark_charged")), ["RESOLVE_NOT_ALLOWED"]);
    assert.deepEqual(reasonsOf(at.resolve("mark_not_charged")), ["RESOLVE_NOT_ALLOWED"]);
  }
  assert.deepEqual(reasonsOf(early.resolve("dismiss")), ["RESOLVE_NOT_ALLOWED"]);
  assert.deepEqual(reasonsOf(new PayingShop().paid().resolve("ask_again")), [
    "RESOLVE_NOT_ALLOWED",
  ]);
});

test("a review keeps all that it is about, each once, up to a limit", () => {
  let payment = new PayingShop().paid().payment;
  const notes = Array.from(
    { length: reviewNotesMax + 1 },
    (_, index) => ({ code: "nothing_moved_after_all", attemptId: `a${index}` }) as const,
  );
  const look = (note: Note) => ({ ...payment, review: reviewFor(payment, note, 7) });
  payment = look({ code: "no_end_in_time" });
  for (const note of [...notes, ...notes]) payment = look(note);
  assert.deepEqual(payment.review?.notes, notes.slice(0, reviewNotesMax));
  assert.match(payment.review?.reason ?? "", /^Attempt a0: .* said so; Attempt a1: /);
  assert.equal(reviewResolved(payment), payment.review);
});

test("a review from before there were notes keeps its words beside what comes to it", () => {
  const { payment } = new PayingShop().paid();
  const before = { ...payment, review: { notes: [], reason: "9 minor units", sinceMs: 5 } };
  const note = { code: "nothing_moved_after_all", attemptId: "a1" } as const;
  assert.deepEqual(reviewFor(before, note, 7), {
    notes: [{ code: "words", said: "9 minor units" }, note],
    reason: "9 minor units; Attempt a1: nothing has moved, after it had said so",
    sinceMs: 5,
  });
  const late = { ...before, review: { ...before.review, reason: noteText(unresolved) } };
  assert.deepEqual(reviewFor(late, note, 7).notes, [note]);
  assert.equal(reviewResolved(late), undefined);
});

/** What can be decided instead of a verdict. */
function possible(at: PayingShop): readonly string[] | undefined {
  const refused = at.resolve("mark_charged");
  assert(refused.kind === "rejected" && refused.problems[0]?.reason === "RESOLVE_NOT_ALLOWED");
  return refused.problems[0].possible;
}

test("a decision that is not possible is refused with those that are", () => {
  const waiting = new PayingShop();
  waiting.pay();
  assert.deepEqual(possible(waiting), ["ask_again"]);
  const paid = new PayingShop().paid();
  assert.deepEqual(possible(paid), ["refund_captured"]);
  const [charge] = paid.payment.attempts;
  paid.hear(declined(false), { attemptId: charge?.attemptId ?? "", source: "callback" });
  assert.deepEqual(possible(paid), ["dismiss", "refund_captured"]);
});
