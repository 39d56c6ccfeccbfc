import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { WatchResponseSchema } from "#gen/sluice/live/v1/live_service_pb.ts";
import { BreakerState } from "#gen/sluice/payments/v1/channel_pb.ts";
import type { Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import { aPayment } from "./a-payment.ts";
import { PaymentStore } from "./payment-store.ts";
import type { PaymentChanges } from "./payment-store.ts";

/** A store that shows what it has when `flush` is called, and all that it told. */
function makeStore() {
  let scheduled: (() => void) | undefined;
  const store = new PaymentStore((callback) => (scheduled = callback));
  const told: PaymentChanges[] = [];
  store.onChanges((changes) => told.push(changes));
  let shown = 0;
  store.subscribe(() => (shown += 1));
  return { store, told, flush: () => scheduled?.(), shown: () => shown };
}

const idOf = (index: number) => `019a0000-0000-7000-8000-${String(index).padStart(12, "0")}`;
const frameOf = (...payments: readonly Payment[]) =>
  create(WatchResponseSchema, {
    events: payments.map((value) => ({ seq: 1n, subject: { case: "payment" as const, value } })),
  });
const channelsAt = (atMs: number, breaker: BreakerState = BreakerState.CLOSED) =>
  create(WatchResponseSchema, {
    channels: {
      channels: [{ name: "alpha", breaker, callCount: 2n, failureCount: 1n }],
      at: timestampFromMs(atMs),
    },
  });

test("the higher version of a payment wins, whatever order they come in", () => {
  const { store, told } = makeStore();
  const [older, newer] = [aPayment({ version: 2n }), aPayment({ version: 3n })];
  store.apply(frameOf(newer));
  store.apply(frameOf(older, newer));
  assert.equal(store.payment(newer.paymentId), newer);
  assert.deepEqual(told, [[newer]]);
});

test("the answer to a deed shows at once, and is nothing new when the stream brings it too", () => {
  const { store, told, shown } = makeStore();
  const payment = aPayment();
  store.learn(payment);
  assert.equal(shown(), 1);
  store.apply(frameOf(payment));
  assert.equal(told.length, 1);
});

test("a stream that begins anew tells that anything may have changed", () => {
  const { store, told } = makeStore();
  store.begin(false);
  store.begin(true);
  assert.deepEqual(told, ["any"]);
});

test("many frames are shown once", () => {
  const { store, flush, shown } = makeStore();
  for (const version of [5n, 6n, 7n]) store.apply(frameOf(aPayment({ version })));
  flush();
  flush();
  assert.equal(shown(), 1);
});

test("a breaker that moves between two seconds is logged, and adds no second", () => {
  const { store, flush } = makeStore();
  store.apply(channelsAt(1_000));
  store.apply(channelsAt(1_300, BreakerState.OPEN));
  store.apply(channelsAt(2_000, BreakerState.OPEN));
  flush();
  const { log, channelsAtMs } = store.view();
  assert.equal(channelsAtMs, 2_000);
  assert.deepEqual(
    log.seconds.get("alpha")?.map(({ errors }) => errors),
    [0.5, 0.5],
  );
  assert.deepEqual(
    log.moves.map(({ atMs, breaker }) => [atMs, breaker]),
    [[1_300, BreakerState.OPEN]],
  );
});

test("no more than 2,000 payments are kept: the oldest go", () => {
  const { store } = makeStore();
  for (let index = 0; index <= 2_000; index += 1) {
    store.apply(frameOf(aPayment({ paymentId: idOf(index) })));
  }
  assert.equal(store.payment(idOf(0)), undefined);
  assert.notEqual(store.payment(idOf(1)), undefined);
});
