import assert from "node:assert/strict";
import { test } from "node:test";
import { present } from "../../core/assert.ts";
import type { Order } from "../../orders/order.ts";
import type { ChannelMode } from "../../payments/gateway.ts";
import type { Payment } from "../../payments/payment.ts";
import type { DueStep, Storage } from "../storage.ts";
import type { OpenForContract } from "./harness.ts";
import {
  approval,
  ask,
  cancelOrder,
  createItem,
  createUser,
  expireHold,
  payOrder,
  placeOrder,
  reasonsOf,
  recordAttempt,
  refundPayment,
  sendAttempt,
  subjectOf,
} from "./requests.ts";
import { walkPages } from "./walk-pages.ts";

const key = "5f8a1c1e-7f6b-4b1e-9d55-3d1f0c6f2a02";
const declined = { kind: "declined", soft: false, reason: "no funds" } as const;
const unknown = { kind: "unknown", why: "deadline", detail: "3,000 ms" } as const;

/** Payments as rows: what is written is read back, what is due is found, lists are pages. */
export function paymentsContract(open: OpenForContract): void {
  test("a payment is read back as it was decided, its card token and attempts whole, after a reopen too", async (t) => {
    const { storage, clock, reopen } = await open(t);
    const order = await placed(storage, "ada@example.com");
    const begun = subjectOf(await storage.apply(ask(payOrder(order.orderId))));
    assert.deepEqual(await storage.getPayment(begun.paymentId), begun);
    assert.equal(begun.cardToken, "tok_of_ada_4242");
    const sent = subjectOf(await storage.apply(ask(sendAttempt(begun, clock.nowMs + 3_000))));
    const asked = recordAttempt(sent, unknown, clock.nowMs + 700);
    const left = subjectOf(await storage.apply(ask(asked)));
    const reopened = await reopen();
    assert.deepEqual(await reopened.getPayment(begun.paymentId), left);
    const [attempt] = left.attempts;
    assert.deepEqual(await reopened.paymentOfAttempt(attempt?.attemptId ?? ""), left);
    assert.equal(await reopened.paymentOfAttempt(order.orderId), undefined);
    assert.equal(await reopened.getPayment(order.orderId), undefined);
    const shown = present(await reopened.getOrder(order.orderId), "the order");
    assert.deepEqual([shown.status, shown.paymentId], ["paying", begun.paymentId]);
  });

  test("a review is read back with all that it is about, and is in the log with it", async (t) => {
    const { storage, clock, reopen } = await open(t);
    const { orderId } = await placed(storage, "ada@example.com");
    const begun = subjectOf(await storage.apply(ask(payOrder(orderId))));
    const sent = subjectOf(await storage.apply(ask(sendAttempt(begun, clock.nowMs + 3_000))));
    const dollars = {
      ...approval(1n),
      amount: { currencyCode: "USD", minorUnits: 2n ** 53n - 1n },
    };
    const asked = subjectOf(await storage.apply(ask(recordAttempt(sent, dollars, clock.nowMs))));
    const less = recordAttempt(asked, approval(12_899n), clock.nowMs);
    const due = subjectOf(await storage.apply(ask(less)));
    const codes = due.review?.notes.map(({ code }) => code);
    assert.deepEqual(codes, ["other_currency", "other_amount_taken"]);
    assert.deepEqual(due.attempts[1]?.reason.note, due.review?.notes[1]);
    const reopened = await reopen();
    assert.deepEqual(await reopened.getPayment(due.paymentId), due);
    const events = await reopened.listOrderEvents({ orderId, limit: 9, after: undefined });
    const { causeNote } = present(events.rows.at(-1), "the last event");
    assert.deepEqual(causeNote, { code: "heard_as_answer", said: "" });
  });

  test("a payment that is sent as it is begun is found by its attempt, and a replay with another channel answers as the first time", async (t) => {
    const { storage, clock, reopen } = await open(t);
    const { orderId } = await placed(storage, "ada@example.com");
    const to = (channel: string) => ({ channel, askAtMs: clock.nowMs + 3_000 });
    const first = await storage.apply(ask({ ...payOrder(orderId), sendTo: to("a") }, key));
    const begun = subjectOf(first);
    const [attempt] = begun.attempts;
    assert.deepEqual([attempt?.status, attempt?.channel], ["sent", "a"]);
    assert.deepEqual(await storage.paymentOfAttempt(attempt?.attemptId ?? ""), begun);
    const reopened = await reopen();
    const again = await reopened.apply(ask({ ...payOrder(orderId), sendTo: to("b") }, key));
    assert.deepEqual(again, { ...first, subject: { ...begun, cardToken: "" }, replayed: true });
    assert.deepEqual(await reopened.getPayment(begun.paymentId), begun);
  });

  test("a replay answers with the payment as begun, without its card token", async (t) => {
    const { storage, clock, reopen } = await open(t);
    const { orderId } = await placed(storage, "ada@example.com");
    const request = ask(payOrder(orderId), key);
    const first = await storage.apply(request);
    await capture(storage, subjectOf(first), clock.nowMs);
    const reopened = await reopen();
    const again = await reopened.apply(request);
    const subject = { ...subjectOf(first), cardToken: "" };
    assert.deepEqual(again, { ...first, subject, replayed: true });
    const other = await reopened.apply(ask(payOrder(orderId, "another"), key));
    assert.deepEqual(reasonsOf(other), ["IDEMPOTENCY_KEY_REUSED"]);
  });

  test("a success moves order, stock, units and payment in one commit", async (t) => {
    const { storage, clock } = await open(t);
    const order = await placed(storage, "ada@example.com");
    const begun = subjectOf(await storage.apply(ask(payOrder(order.orderId))));
    const committed: string[][] = [];
    storage.onCommit((events) => committed.push(events.map(({ event }) => event.kind)));
    await capture(storage, begun, clock.nowMs);
    assert.deepEqual(committed.at(-1), ["payment.authorized", "payment.captured", "order.paid"]);
    const item = present(await storage.getItem("A"), "the item");
    assert.deepEqual([item.onHand, item.held, item.sold], [9, 0, 1]);
    await storage.apply(ask(cancelOrder(order.orderId, "torn")));
    const back = present(await storage.getItem("A"), "the item");
    assert.deepEqual([back.onHand, back.held, back.sold], [10, 0, 0]);
    const due = present(await storage.getPayment(begun.paymentId), "the payment");
    assert.deepEqual([due.status, due.attempts.at(-1)?.amountMinor], ["refund_due", 12_900n]);
  });

  test("what is due is found, longest overdue first, and when the next is", async (t) => {
    const { storage, clock } = await open(t);
    assert.equal(await storage.nextPaymentStepMs(0), undefined);
    const payments: Payment[] = [];
    for (const name of ["ada", "bob", "cyd"]) {
      clock.nowMs += 10;
      const { orderId } = await placed(storage, `${name}@example.com`);
      payments.push(subjectOf(await storage.apply(ask(payOrder(orderId)))));
    }
    const [first, second, third] = payments;
    assert(first && second && third);
    assert.equal(await storage.nextPaymentStepMs(0), first.createdAtMs);
    assert.equal(await storage.nextPaymentStepMs(first.createdAtMs), second.createdAtMs);
    assert.equal(await storage.nextPaymentStepMs(third.createdAtMs), undefined);
    assert.deepEqual(await storage.duePayments("charge", second.createdAtMs, 10), [first, second]);
    assert.deepEqual(await storage.duePayments("charge", clock.nowMs, 1), [first]);
    await storage.apply(ask(sendAttempt(first, clock.nowMs + 3_000)));
    assert.deepEqual(await storage.duePayments("charge", clock.nowMs, 10), [second, third]);
    await capture(storage, second, clock.nowMs);
    await storage.apply(ask(cancelOrder(third.orderId, "late")));
    assert.deepEqual(await storage.duePayments("charge", clock.nowMs, 10), []);
    assert.equal(await storage.nextPaymentStepMs(0), clock.nowMs + 3_000);
  });

  test("what is out or goes back is found apart from the charges that wait, in review too", async (t) => {
    const { storage, clock } = await open(t);
    const begun: Payment[] = [];
    for (const name of ["ada", "bob", "cyd"]) {
      const { orderId } = await placed(storage, `${name}@example.com`);
      begun.push(subjectOf(await storage.apply(ask(payOrder(orderId)))));
    }
    const [waits, out, goesBack] = begun;
    assert(waits && out && goesBack);
    const found = async (step: DueStep) =>
      (await storage.duePayments(step, clock.nowMs, 10)).map(({ paymentId }) => paymentId);
    await storage.apply(ask(sendAttempt(out, clock.nowMs)));
    await capture(storage, goesBack, clock.nowMs);
    assert.deepEqual(
      [await found("charge"), await found("other")],
      [[waits.paymentId], [out.paymentId]],
    );
    await storage.apply(ask(refundPayment(goesBack.paymentId, 100n)));
    clock.nowMs = present((await storage.getPayment(out.paymentId))?.resolveByMs, "its time");
    await storage.apply(ask({ type: "review_payment", paymentId: out.paymentId }));
    assert.deepEqual(await found("charge"), [waits.paymentId]);
    assert.deepEqual(await found("other"), [out.paymentId, goesBack.paymentId]);
  });

  test("looks at ended attempts are found by channel, the one that is due first, and moved on, after a reopen too", async (t) => {
    const { storage, clock, reopen } = await open(t);
    assert.deepEqual(await storage.earliestLooks("a", 9), []);
    const ended: string[] = [];
    for (const name of ["ada", "bob"]) {
      clock.nowMs += 10;
      const { orderId } = await placed(storage, `${name}@example.com`);
      const payment = subjectOf(await storage.apply(ask(payOrder(orderId))));
      await storage.apply(ask(sendAttempt(payment, clock.nowMs)));
      await storage.apply(ask(recordAttempt(payment, declined, 0)));
      ended.push(payment.attempts[0]?.attemptId ?? "");
    }
    const reopened = await reopen();
    const [first, second] = await reopened.earliestLooks("a", 9);
    assert(first && second);
    assert.deepEqual(await reopened.earliestLooks("a", 1), [first]);
    assert.deepEqual([first.attemptId, second.attemptId], ended);
    assert.deepEqual(
      [first.dueAtMs, second.dueAtMs],
      [clock.nowMs - 10 + 600_000, clock.nowMs + 600_000],
    );
    assert.deepEqual([first.answeredCount, first.failedCount], [0, 0]);
    assert.deepEqual(await reopened.earliestLooks("b", 9), []);
    const later = { ...first, dueAtMs: first.dueAtMs + 99, answeredCount: 1, failedCount: 3 };
    await reopened.apply(ask({ type: "move_look", from: first, to: later }));
    assert.deepEqual(await reopened.earliestLooks("a", 9), [second, later]);
    await reopened.apply(ask({ type: "move_look", from: second, to: undefined }));
    const again = await reopen();
    assert.deepEqual(await again.earliestLooks("a", 9), [later]);
    await again.apply(ask({ type: "move_look", from: later, to: undefined }));
    assert.deepEqual(await again.earliestLooks("a", 9), []);
  });

  test("the last switch of each channel is kept, with who, why and when, and is no event", async (t) => {
    const { storage, clock, reopen } = await open(t);
    assert.deepEqual(await storage.channelSwitches(), []);
    const { headSeq } = storage.status();
    const switchTo = async (channel: string, mode: ChannelMode, reason: string) => {
      const request = ask({ type: "switch_channel", channel, mode, reason });
      assert.equal((await storage.apply(request)).kind, "nothing");
    };
    await switchTo("alpha", "on", "a try");
    await switchTo("beta", "off", "errors since noon");
    clock.nowMs += 10;
    await switchTo("alpha", "automatic", "well again");
    const reopened = await reopen();
    const kept = { actor: "alice", atMs: clock.nowMs };
    assert.deepEqual(await reopened.channelSwitches(), [
      { channel: "alpha", mode: "automatic", reason: "well again", ...kept },
      {
        channel: "beta",
        mode: "off",
        reason: "errors since noon",
        ...kept,
        atMs: clock.nowMs - 10,
      },
    ]);
    assert.equal(reopened.status().headSeq, headSeq);
  });

  test("payments are listed newest first, by any mix of filters, in pages", async (t) => {
    const { storage, clock } = await open(t, { scanMaxRows: 2 });
    const payments: Payment[] = [];
    for (const name of ["ada", "bob", "cyd", "dan", "eve"]) {
      const { orderId } = await placed(storage, `${name}@example.com`);
      payments.unshift(subjectOf(await storage.apply(ask(payOrder(orderId)))));
    }
    const ids = payments.map(({ paymentId }) => paymentId);
    const [eve, dan, cyd] = payments;
    assert(eve && dan && cyd);
    await capture(storage, dan, clock.nowMs);
    await storage.apply(ask(sendAttempt(cyd, clock.nowMs)));
    clock.nowMs += 60_000;
    const review = { type: "review_payment", paymentId: cyd.paymentId } as const;
    assert.equal((await storage.apply(ask(review))).kind, "done");
    const list = async (filter: object, limit = 2) => {
      const query = { limit, statuses: [], ...filter };
      const rows = await walkPages((after) => storage.listPayments({ ...query, after }));
      return rows.map(({ paymentId }) => paymentId);
    };
    assert.deepEqual(await list({}), ids);
    assert.deepEqual(await list({}, 1), ids);
    assert.deepEqual(await list({ orderId: eve.orderId }), [eve.paymentId]);
    assert.deepEqual(await list({ userId: dan.userId }), [dan.paymentId]);
    assert.deepEqual(await list({ userId: dan.userId, orderId: eve.orderId }), []);
    assert.deepEqual(await list({ statuses: ["captured"] }), [dan.paymentId]);
    assert.deepEqual(await list({ statuses: ["captured", "pending"] }), ids);
    assert.deepEqual(await list({ inReview: true }), [cyd.paymentId]);
    const others = ids.filter((paymentId) => paymentId !== cyd.paymentId);
    assert.deepEqual(await list({ inReview: false }), others);
    assert.deepEqual(await list({ paymentId: cyd.paymentId }), [cyd.paymentId]);
    assert.deepEqual(await list({ paymentId: cyd.paymentId, orderId: eve.orderId }), []);
    assert.deepEqual(await list({ paymentId: eve.orderId }), []);
    await assert.rejects(storage.listPayments({ limit: 1, after: "all x", statuses: [] }));
  });

  test("commands of one batch meet what those before them left", async (t) => {
    const { storage, clock } = await open(t);
    const { orderId } = await placed(storage, "ada@example.com");
    const [begun, second] = await Promise.all([
      storage.apply(ask(payOrder(orderId))),
      storage.apply(ask(payOrder(orderId))),
    ]);
    assert.deepEqual(reasonsOf(second), ["PAYMENT_OPEN"]);
    const payment = subjectOf(begun);
    const send = ask(sendAttempt(payment, clock.nowMs));
    const [one, two] = await Promise.all([storage.apply(send), storage.apply(send)]);
    assert.deepEqual([one.kind, two.kind], ["done", "nothing"]);
    clock.nowMs += 900_000;
    const heard = ask(recordAttempt(payment, approval(12_900n), 0));
    const [, expired, paid, refund] = await Promise.all([
      storage.apply(ask(cancelOrder(orderId, "late"))),
      storage.apply(ask(expireHold(orderId))),
      storage.apply(heard),
      storage.apply(ask(refundPayment(payment.paymentId, 1n))),
    ]);
    assert.equal(expired.kind, "nothing");
    assert.equal(subjectOf(paid).status, "refund_due");
    assert.deepEqual(reasonsOf(refund), ["REFUND_OPEN"]);
  });
}

async function placed(storage: Storage, email: string): Promise<Order> {
  const { userId } = subjectOf(await storage.apply(ask(createUser(email))));
  await storage.apply(ask(createItem("A")));
  return subjectOf(await storage.apply(ask(placeOrder(userId, "A"))));
}

async function capture(storage: Storage, payment: Payment, askAtMs: number): Promise<void> {
  await storage.apply(ask(sendAttempt(payment, askAtMs)));
  const heard = recordAttempt(payment, approval(payment.amount.minorUnits), 0);
  assert.equal((await storage.apply(ask(heard))).kind, "done");
}
