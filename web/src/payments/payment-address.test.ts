import assert from "node:assert/strict";
import { test } from "node:test";
import { PaymentStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import { aPayment } from "./a-payment.ts";
import {
  groupOf,
  matchesFilter,
  noFilter,
  paymentAddress,
  paymentsPath,
  readPaymentAddress,
  statusGroups,
} from "./payment-address.ts";

const orderId = "019a0000-0000-7000-8000-0000000000bb";
const read = (query: string) => readPaymentAddress(new URLSearchParams(query));

test("a filter is the same after a way through the address", () => {
  const filter = {
    order: orderId,
    user: undefined,
    statuses: ["captured", "failed"],
    review: true,
  } as const;
  assert.deepEqual(read(paymentAddress(new URLSearchParams(), filter).toString()), {
    filter,
    ignored: [],
  });
});

test("what means nothing in an address is named and left out", () => {
  const { filter, ignored } = read("order=me&status=captured,lost&review=maybe");
  assert.deepEqual(filter, { ...noFilter, statuses: ["captured"] });
  assert.deepEqual(ignored, ["status=lost", "review=maybe", "order=me"]);
});

test("another filter begins at its first page, in the language that the address asks for", () => {
  const next = paymentAddress(new URLSearchParams("page=abc&locale=pseudo&review=yes"), noFilter);
  assert.equal(next.toString(), "locale=pseudo");
  assert.equal(paymentsPath({}), "/payments");
  assert.equal(paymentsPath({ order: orderId }), `/payments?order=${orderId}`);
});

test("states that make up a group are told from a mix of one's own", () => {
  assert.equal(groupOf(statusGroups.refunds), "refunds");
  assert.equal(groupOf([]), "all");
  assert.equal(groupOf(["captured", "failed"]), undefined);
});

test("a payment that the stream brings is held against every part of the filter", () => {
  const payment = aPayment();
  assert.equal(matchesFilter(payment, noFilter), true);
  assert.equal(matchesFilter(payment, { ...noFilter, order: orderId, review: false }), true);
  assert.equal(matchesFilter(payment, { ...noFilter, review: true }), false);
  assert.equal(matchesFilter(payment, { ...noFilter, statuses: ["pending"] }), false);
  assert.equal(matchesFilter(payment, { ...noFilter, user: orderId }), false);
  const pending = aPayment({ status: PaymentStatus.PENDING });
  assert.equal(matchesFilter(pending, { ...noFilter, statuses: ["pending"] }), true);
});
