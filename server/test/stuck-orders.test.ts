import assert from "node:assert/strict";
import { test } from "node:test";
import type { TestContext } from "node:test";
import { timestampMs } from "@bufbuild/protobuf/wkt";
import { createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { OrderService } from "#gen/sluice/orders/v1/order_service_pb.ts";
import { NoteCode } from "#gen/sluice/notes/v1/note_pb.ts";
import { SafeAction, StuckReason } from "#gen/sluice/orders/v1/stuck_order_pb.ts";
import type { StuckOrder } from "#gen/sluice/orders/v1/stuck_order_pb.ts";
import { PaymentService, ResolveAction } from "#gen/sluice/payments/v1/payment_service_pb.ts";
import type { Command, OutcomeOf } from "../commands/command.ts";
import { present } from "../core/assert.ts";
import { orderService } from "../orders/order-service.ts";
import { stuckOrderService } from "../orders/stuck-order-service.ts";
import type { StuckLimits } from "../orders/stuck-order.ts";
import { paymentService } from "../payments/payment-service.ts";
import {
  approval,
  ask,
  cancelOrder,
  createItem,
  createUser,
  holdOrder,
  payOrder,
  placeOrder,
  recordAttempt,
  sendAttempt,
  subjectOf,
} from "../storage/contract/requests.ts";
import { openTestStorage } from "./open-test-storage.ts";
import { aChannel } from "./payments/a-channel.ts";
import { startTestServer } from "./rpc-test-server.ts";
import { failure, summary } from "./sluice-test-server.ts";
import { noPlaces } from "./payments/no-places.ts";

const limits: StuckLimits = {
  paying: 1_000,
  payment_review: 2_000,
  paid: 3_000,
  fulfilling: 4_000,
  refund_due: 5_000,
  on_hold: 6_000,
};

test("an order that stands too long is found, with what it stands in, since when, and what is safe; done, it is gone", async (t) => {
  const at = await openShop(t);
  await at.place();
  const paying = await at.paying();
  const review = await at.paying();
  await at.sent(review.paymentId);
  at.clock.nowMs += 60_000;
  await at.done({ type: "review_payment", paymentId: review.paymentId });
  const paid = await at.paid();
  const partly = await at.paid();
  const fulfil = { type: "fulfil_order", tracking: "", expectedVersion: 0 } as const;
  const one = [{ sku: "A", quantity: 1 }];
  await at.done({ ...fulfil, orderId: partly.orderId, lines: one });
  const owed = await at.paid();
  await at.done(cancelOrder(owed.orderId, "late"));
  const held = await at.paid();
  await at.done(holdOrder(held.orderId, "looks like fraud"));
  const stoodMs = at.clock.nowMs;
  assert.deepEqual(await at.list(), [`${paying.orderId} PAYING ${stoodMs - 60_000} ASK_AGAIN`]);
  at.clock.nowMs += 10_000;
  const expected = [
    `${paying.orderId} PAYING ${stoodMs - 60_000} ASK_AGAIN`,
    `${partly.orderId} FULFILLING ${stoodMs} FULFIL`,
    `${held.orderId} ON_HOLD ${stoodMs} RELEASE`,
    `${paid.orderId} PAID ${stoodMs} FULFIL`,
    `${review.orderId} PAYMENT_REVIEW ${stoodMs} ASK_AGAIN`,
    `${owed.orderId} REFUND_DUE ${stoodMs} ASK_AGAIN`,
  ];
  assert.deepEqual(await at.list(), expected);
  assert.deepEqual(await at.list(1), expected);
  for (const stuck of await at.rows()) {
    assert.equal(await at.act(stuck), true, `${nameOf(SafeAction, stuck.safeAction)} was refused`);
  }
  const left = await at.list();
  assert.deepEqual(
    left.map((line) => line.split(" ")[1]),
    ["PAYING", "PAID", "PAYMENT_REVIEW", "REFUND_DUE"],
    "what waits for its channel stays, and what was on hold is to be sent now",
  );
  assert(left[1]?.startsWith(held.orderId));
});

test("since when an order stands is not moved by what else happens to it", async (t) => {
  const at = await openShop(t);
  const { orderId } = await at.paid();
  const sinceMs = at.clock.nowMs;
  at.clock.nowMs += 2_000;
  await at.done(holdOrder(orderId, "wait"));
  const release = { type: "release_order", orderId, reason: "go on", expectedVersion: 0 } as const;
  await at.done(release);
  await at.done({ ...cancelOrder(orderId, "torn"), lines: [{ sku: "A", quantity: 1 }] });
  at.clock.nowMs += 1_000;
  assert.deepEqual(await at.list(), [`${orderId} PAID ${sinceMs} FULFIL`]);
});

test("an order that leaves in parcels stands since the last of them, whatever else happens to it", async (t) => {
  const at = await openShop(t, 3);
  const { orderId, paymentId } = await at.paid();
  const lines = [{ sku: "A", quantity: 1 }];
  const fulfil = { type: "fulfil_order", tracking: "", expectedVersion: 0, lines } as const;
  await at.done({ ...fulfil, orderId });
  at.clock.nowMs += 3_000;
  await at.done({ ...fulfil, orderId });
  const sinceMs = at.clock.nowMs;
  at.clock.nowMs += 3_000;
  assert.deepEqual(await at.list(), []);
  await at.done({ type: "refund_payment", paymentId, amountMinor: 1n, reason: "goodwill" });
  at.clock.nowMs += 1_000;
  assert.deepEqual(await at.list(), [`${orderId} FULFILLING ${sinceMs} FULFIL`]);
});

test("what is left of an order whose money goes back is to be called off, not sent", async (t) => {
  const at = await openShop(t);
  const { orderId, paymentId } = await at.paid();
  const sinceMs = at.clock.nowMs;
  await at.done({ type: "refund_payment", paymentId, amountMinor: 0n, reason: "goodwill" });
  at.clock.nowMs += 3_000;
  assert.deepEqual(await at.list(), [`${orderId} PAID ${sinceMs} CANCEL`]);
});

test("why is told: what the channel said last, and the reason of a hold", async (t) => {
  const at = await openShop(t);
  const { orderId, paymentId } = await at.paying();
  const sent = await at.sent(paymentId);
  const unknown = { kind: "unknown", why: "deadline", detail: "3,000 ms" } as const;
  await at.done(recordAttempt(sent, unknown, 0));
  await at.done(holdOrder(orderId, "looks like fraud"));
  at.clock.nowMs += 10_000;
  assert.deepEqual(
    (await at.rows()).map((stuck) => [stuck.paymentId, stuck.detail, stuck.limit?.seconds]),
    [
      ["", "looks like fraud", 6n],
      [paymentId, "no answer in time: 3,000 ms", 1n],
    ],
  );
  const notes = (await at.rows()).map(({ detailNotes }) => detailNotes.map(({ code }) => code));
  assert.deepEqual(notes, [[], [NoteCode.NO_ANSWER]]);
});

test("reasons filter the list, and a wrong request is told all that is wrong", async (t) => {
  const at = await openShop(t);
  const { orderId } = await at.paid();
  await at.paying();
  at.clock.nowMs += 10_000;
  const { orders } = at;
  const reasons = [StuckReason.PAID, StuckReason.ON_HOLD];
  const { stuckOrders } = await orders.listStuckOrders({ reasons });
  assert.deepEqual(
    stuckOrders.map(({ order }) => order?.orderId),
    [orderId],
  );
  const page = await orders.listStuckOrders({ pageSize: 1 });
  const { nextPageToken: pageToken } = page;
  assert.notEqual(pageToken, "");
  for (const [request, fields] of [
    [
      { pageSize: 1_001, reasons: [9 as StuckReason], pageToken: "x" },
      "page_size reasons[0] page_token",
    ],
    [{ reasons: Array.from({ length: 7 }, () => StuckReason.PAID) }, "reasons"],
    [{ reasons, pageToken }, "page_token"],
  ] as const) {
    const refused = await failure(
      orders.listStuckOrders({ ...request, reasons: [...request.reasons] }),
    );
    assert.equal(summary(refused), `InvalidArgument INVALID_ARGUMENT ${fields}`);
  }
});

/** A shop whose clock a test moves by hand and whose orders are for so many units, with its lists and safe actions over gRPC. */
async function openShop(t: TestContext, quantity = 2) {
  const { storage, clock } = await openTestStorage(t);
  const gateway = { channels: () => [aChannel()] };
  const server = await startTestServer(
    {},
    (router) => {
      router.service(OrderService, {
        ...orderService({ storage, placeOrdersWindow: 8 }),
        ...stuckOrderService({ storage, clock: () => clock.nowMs, limits }),
      });
      router.service(PaymentService, paymentService({ storage, gateway, worker: noPlaces }));
    },
    [OrderService, PaymentService],
  );
  t.after(server.close);
  const transport = createGrpcTransport({ baseUrl: server.url, defaultTimeoutMs: 20_000 });
  const orders = createClient(OrderService, transport);
  const payments = createClient(PaymentService, transport);
  const { userId } = subjectOf(await storage.apply(ask(createUser("ada@example.com"))));
  await storage.apply(ask(createItem("A", { onHand: 100 })));
  const done = async <C extends Command>(command: C): Promise<OutcomeOf<C>> => {
    const outcome = await storage.apply(ask(command));
    assert.equal(outcome.kind, "done");
    return outcome;
  };
  const place = async () => subjectOf(await done(placeOrder(userId, ["A", quantity])));
  const paying = async () => {
    const { orderId } = await place();
    const { paymentId } = subjectOf(await done(payOrder(orderId)));
    return { orderId, paymentId };
  };
  const sent = async (paymentId: string) => {
    const payment = present(await storage.getPayment(paymentId), "the payment");
    return subjectOf(await done(sendAttempt(payment, clock.nowMs)));
  };
  const rows = async (pageSize = 0): Promise<readonly StuckOrder[]> => {
    const found: StuckOrder[] = [];
    let pageToken = "";
    do {
      const page = await orders.listStuckOrders({ pageSize, pageToken });
      found.push(...page.stuckOrders);
      pageToken = page.nextPageToken;
    } while (pageToken !== "");
    return found;
  };
  return {
    clock,
    orders,
    done,
    place,
    paying,
    sent,
    rows,
    async paid() {
      const begun = await paying();
      const payment = await sent(begun.paymentId);
      await done(recordAttempt(payment, approval(payment.amount.minorUnits), 0));
      return begun;
    },
    list: async (pageSize = 0) => (await rows(pageSize)).map(lineOf),
    /** Does what is called safe; false when it was refused. */
    async act({ order, paymentId, safeAction }: StuckOrder): Promise<boolean> {
      const { orderId } = present(order, "the order");
      const reason = "it has stood too long";
      const action = ResolveAction.ASK_AGAIN;
      const calls = new Map<SafeAction, () => Promise<unknown>>([
        [SafeAction.ASK_AGAIN, () => payments.resolvePayment({ paymentId, action, reason })],
        [SafeAction.FULFIL, () => orders.fulfilOrder({ orderId })],
        [SafeAction.CANCEL, () => orders.cancelOrder({ orderId, reason })],
        [SafeAction.RELEASE, () => orders.releaseOrder({ orderId, reason })],
      ]);
      return await present(calls.get(safeAction), "the call of an action")().then(
        () => true,
        () => false,
      );
    },
  };
}

function lineOf({ order, reason, since, safeAction }: StuckOrder): string {
  const sinceMs = timestampMs(present(since, "since"));
  const action = nameOf(SafeAction, safeAction);
  return `${order?.orderId} ${nameOf(StuckReason, reason)} ${sinceMs} ${action}`;
}

function nameOf(names: Readonly<Record<string, number>>, value: number): string | undefined {
  return Object.keys(names).find((name) => names[name] === value);
}
