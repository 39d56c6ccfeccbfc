import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import test from "node:test";
import { Code } from "@connectrpc/connect";
import { PreconditionFailureSchema } from "#gen/google/rpc/error_details_pb.ts";
import { OrderStatus, PaymentStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import { AttemptKind, AttemptStatus } from "#gen/sluice/payments/v1/payment_pb.ts";
import { ResolveAction } from "#gen/sluice/payments/v1/payment_service_pb.ts";
import { present } from "../core/assert.ts";
import { moneyMaxMinorUnits } from "../core/money.ts";
import { approval, settle } from "./payments/settle.ts";
import {
  allTransports,
  clientsOf,
  createItem,
  createUser,
  failure,
  startSluice,
  summary,
} from "./sluice-test-server.ts";
import type { Clients } from "./sluice-test-server.ts";

const cardToken = "tok_of_ada_4242";
const nobody = "00000000-0000-7000-8000-00000000dead";

test("an order is paid, partly refunded and shown over every protocol", async (t) => {
  const server = await startSluice(t);
  await createItem(server.clients);
  for (const [name, transport] of Object.entries(allTransports(server.url))) {
    const clients = clientsOf(transport);
    const { payments, orders } = clients;
    const { orderId, userId } = await placed(clients);
    const pay = { idempotencyKey: randomUUID(), orderId, cardToken, expectedVersion: 1n };
    const begun = await payments.payOrder(pay);
    assert(begun.payment !== undefined, name);
    const { paymentId } = begun.payment;
    assert.deepEqual(begun.payment.amount?.minorUnits, 12_900n);
    assert.deepEqual([begun.payment.cardTail, begun.replayed], ["4242", false]);
    assert.equal(begun.payment.status, PaymentStatus.PENDING);
    assert.deepEqual(await payments.payOrder(pay), { ...begun, replayed: true });
    const { order } = await orders.getOrder({ orderId });
    assert.deepEqual([order?.status, order?.paymentId], [OrderStatus.PAYING, paymentId]);
    await settle(server.storage, paymentId, approval(12_900n));
    const paid = await payments.getPayment({ paymentId });
    assert.deepEqual(paid.payment?.captured?.minorUnits, 12_900n);
    const request = { idempotencyKey: randomUUID(), paymentId, amountMinorUnits: 900n };
    const refund = await payments.refundPayment({ ...request, reason: "torn" });
    const last = refund.payment?.attempts.at(-1);
    assert.deepEqual(
      [last?.kind, last?.status, last?.reason],
      [AttemptKind.REFUND, AttemptStatus.CREATED, "torn"],
    );
    await settle(server.storage, paymentId, approval(900n));
    const listed = await payments.listPayments({ userId });
    assert.deepEqual(listed.payments, [(await payments.getPayment({ paymentId })).payment]);
    assert.equal(listed.payments[0]?.status, PaymentStatus.PARTIALLY_REFUNDED);
    const { events } = await orders.listOrderEvents({ orderId });
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ["order.placed", "order.paying", "order.paid", "order.payment_changed"],
    );
    assert.doesNotMatch(JSON.stringify(listed, bigintText), /tok_of_ada/);
  }
  assert.deepEqual(server.logged, []);
});

test("everything that is wrong with a request is said at once", async (t) => {
  const { clients } = await startSluice(t);
  const { payments } = clients;
  const invalid = "InvalidArgument INVALID_ARGUMENT";
  for (const [call, fields] of [
    [payments.payOrder({}), "idempotency_key order_id card_token"],
    [
      payments.payOrder({ expectedVersion: -1n }),
      "idempotency_key order_id card_token expected_version",
    ],
    [payments.payOrder({ ...keyed(), orderId: nobody, cardToken: "x".repeat(201) }), "card_token"],
    [payments.refundPayment({}), "idempotency_key payment_id reason"],
    [
      payments.refundPayment({ ...keyed(), paymentId: nobody, reason: "x", amountMinorUnits: -1n }),
      "amount_minor_units",
    ],
    [payments.resolvePayment({}), "payment_id action reason"],
    [
      payments.resolvePayment({ paymentId: nobody, reason: "x", action: 9 as ResolveAction }),
      "action",
    ],
    [payments.getPayment({ paymentId: "7" }), "payment_id"],
    [
      payments.listPayments({
        pageSize: 1_001,
        orderId: "x",
        userId: "y",
        statuses: [1, 99 as PaymentStatus],
      }),
      "page_size order_id user_id statuses[0] statuses[1]",
    ],
    [payments.listPayments({ pageToken: "no token" }), "page_token"],
  ] as const) {
    assert.equal(summary(await failure(call)), `${invalid} ${fields}`);
  }
});

test("what the state of an order or payment does not allow is refused with what was asked and what there is", async (t) => {
  const server = await startSluice(t);
  const { clients, storage } = server;
  const { payments } = clients;
  await createItem(clients);
  const { orderId } = await placed(clients);
  const pay = () => payments.payOrder({ ...keyed(), orderId, cardToken });
  const unknownOrder = payments.payOrder({ ...keyed(), orderId: nobody, cardToken });
  assert.equal(summary(await failure(unknownOrder)), "NotFound ORDER_NOT_FOUND");
  const unknown = await failure(payments.getPayment({ paymentId: nobody }));
  assert.equal(summary(unknown), "NotFound PAYMENT_NOT_FOUND");
  const stale = payments.payOrder({ ...keyed(), orderId, cardToken, expectedVersion: 2n });
  assert.equal(summary(await failure(stale)), "Aborted VERSION_STALE");
  const { paymentId } = present((await pay()).payment, "the payment");
  assert.equal(summary(await failure(pay())), "FailedPrecondition PAYMENT_OPEN");
  const refund = (amountMinorUnits: bigint) =>
    payments.refundPayment({ ...keyed(), paymentId, amountMinorUnits, reason: "torn" });
  const early = await failure(refund(1n));
  assert.equal(summary(early), "FailedPrecondition PAYMENT_NOT_REFUNDABLE");
  await settle(storage, paymentId, approval(12_900n));
  const tooMuch = await failure(refund(12_901n));
  assert.equal(summary(tooMuch), "FailedPrecondition REFUND_TOO_LARGE");
  assert.equal(tooMuch.rawMessage, "Refund too large: 129.01 EUR asked, 129.00 EUR available");
  const [failed] = tooMuch.findDetails(PreconditionFailureSchema);
  assert.equal(failed?.violations[0]?.subject, `payment/${paymentId}`);
  assert.equal(summary(await failure(pay())), "FailedPrecondition ILLEGAL_MOVE");
  const verdict = payments.resolvePayment({
    paymentId,
    action: ResolveAction.MARK_CHARGED,
    reason: "x",
  });
  const refused = await failure(verdict);
  assert.equal(summary(refused), "FailedPrecondition RESOLVE_NOT_ALLOWED");
  assert.match(
    refused.rawMessage,
    /^Cannot mark charged: the payment is .*, not in review; possible now: /,
  );
});

test("what a charge took beyond what is known of it goes back, and a decision that is not about that names nothing", async (t) => {
  const { clients, storage } = await startSluice(t);
  const { payments } = clients;
  await createItem(clients);
  const { orderId } = await placed(clients);
  const begun = await payments.payOrder({ ...keyed(), orderId, cardToken });
  const { paymentId, attempts } = present(begun.payment, "the payment");
  const attemptId = attempts[0]?.attemptId ?? "";
  await settle(storage, paymentId, approval(12_900n));
  const ask = { paymentId, reason: "their books say so" };
  const captured = { currencyCode: "EUR", minorUnits: moneyMaxMinorUnits };
  const action = ResolveAction.REFUND_CAPTURED;
  for (const wrong of [
    { action },
    { action, attemptId },
    { action, attemptId, captured: { currencyCode: "euro", minorUnits: -1n } },
    { action, attemptId, captured: { ...captured, minorUnits: moneyMaxMinorUnits + 1n } },
    { action: ResolveAction.DISMISS, attemptId, captured },
  ]) {
    const error = await failure(payments.resolvePayment({ ...ask, ...wrong }));
    assert.equal(error.code, Code.InvalidArgument);
  }
  const key = keyed();
  const resolve = () => payments.resolvePayment({ ...ask, ...key, action, attemptId, captured });
  const { payment } = await resolve();
  const { latePaymentId = "", lateAmount } = payment?.attempts[0] ?? {};
  assert.equal(lateAmount?.minorUnits, moneyMaxMinorUnits - 12_900n);
  const late = await payments.getPayment({ paymentId: latePaymentId });
  assert.equal(late.payment?.status, PaymentStatus.REFUND_DUE);
  assert.deepEqual(late.payment?.attempts[1]?.amount, lateAmount);
  const again = await resolve();
  assert.deepEqual(
    [again.replayed, again.payment?.attempts[0]?.latePaymentId],
    [true, latePaymentId],
  );
  assert.equal((await payments.listPayments({ orderId })).payments.length, 2);
});

test("of two payments of one order at once, one is begun", async (t) => {
  const { clients } = await startSluice(t);
  await createItem(clients);
  const { orderId } = await placed(clients);
  const pay = async () => await clients.payments.payOrder({ ...keyed(), orderId, cardToken });
  const ends = await Promise.allSettled(Array.from({ length: 8 }, pay));
  assert.equal(ends.filter(({ status }) => status === "fulfilled").length, 1);
  const { payments } = await clients.payments.listPayments({ orderId });
  assert.equal(payments.length, 1);
});

test("payments are listed newest first in pages, and by what needs review", async (t) => {
  const { clients, storage } = await startSluice(t);
  const { payments } = clients;
  await createItem(clients);
  const ids: string[] = [];
  for (let n = 0; n < 5; n += 1) {
    const { orderId } = await placed(clients);
    const { payment } = await payments.payOrder({ ...keyed(), orderId, cardToken });
    ids.unshift(present(payment, "a payment").paymentId);
  }
  const [, , wrong = ""] = ids;
  await settle(storage, wrong, approval(5n));
  const seen: string[] = [];
  let pageToken = "";
  do {
    const page = await payments.listPayments({ pageSize: 2, pageToken });
    assert(page.payments.length <= 2);
    seen.push(...page.payments.map(({ paymentId }) => paymentId));
    pageToken = page.nextPageToken;
  } while (pageToken !== "");
  assert.deepEqual(seen, ids);
  const first = await payments.listPayments({ pageSize: 2 });
  const foreign = payments.listPayments({ needsReview: true, pageToken: first.nextPageToken });
  assert.equal(summary(await failure(foreign)), "InvalidArgument INVALID_ARGUMENT page_token");
  const queue = await payments.listPayments({ needsReview: true });
  assert.deepEqual(
    queue.payments.map(({ paymentId }) => paymentId),
    [wrong],
  );
  assert.match(queue.payments[0]?.reviewReason ?? "", /0.05 EUR were taken/);
  const seenTo = { paymentId: wrong, action: ResolveAction.DISMISS, reason: "seen to" };
  const dismissed = await payments.resolvePayment(seenTo);
  assert.equal(dismissed.payment?.needsReview, false);
  const due = await payments.listPayments({ statuses: [PaymentStatus.REFUND_DUE] });
  assert.deepEqual(due.payments, [dismissed.payment]);
});

async function placed(clients: Clients) {
  const { userId } = await createUser(clients);
  const lines = [{ sku: "DROP-01", quantity: 1n }];
  const { order } = await clients.orders.placeOrder({ ...keyed(), userId, lines });
  return present(order, "the order");
}

function keyed() {
  return { idempotencyKey: randomUUID() };
}

function bigintText(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
