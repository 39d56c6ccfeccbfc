import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { present } from "../core/assert.ts";
import { parseChannels } from "../payments/channel.ts";
import { startLiveServer } from "./live/live-server.ts";
import type { LiveServer } from "./live/live-server.ts";
import { Watching } from "./live/watching.ts";
import type { TopicInit } from "./live/watching.ts";
import { createItem, createUser } from "./sluice-test-server.ts";
import { waitFor } from "./wait-for.ts";

/** One that nobody calls here: a server without any begins no payment. */
const paymentChannels = parseChannels("alpha=http://127.0.0.1:9") ?? [];
const all: readonly TopicInit[] = [{ topic: { case: "payments", value: {} } }];

test("payments come as a snapshot, then every event, and go on where a stream broke", async (t) => {
  const server = await startLiveServer(t, { paymentChannels });
  await createItem(server.clients);
  const before = await pay(server);
  const stream = new Watching(server.clients.live, { topics: [...all] });
  await stream.untilSnapshot();
  const rows = stream.responses.flatMap(({ events }) => events);
  assert.deepEqual(
    rows.map(({ kind, seq, subject }) => [kind, seq, subject.case]),
    [["payment.snapshot", 0n, "payment"]],
  );
  const [row] = rows;
  assert(row?.subject.case === "payment");
  const { payment } = await server.clients.payments.getPayment({ paymentId: before.paymentId });
  assert.deepEqual(row.subject.value, payment);
  const during = await pay(server);
  await stream.until("its event", ({ events }) => events.some(({ seq }) => seq > 0n));
  const { cursor } = stream;
  stream.cancel();
  const { orderId } = before;
  await server.clients.orders.cancelOrder({ orderId, reason: "changed my mind" });
  const after = await pay(server);
  const again = new Watching(server.clients.live, { topics: [...all], cursor });
  t.after(() => again.cancel());
  await waitFor("what was missed", () => kindsOf(again).length >= 2);
  assert.deepEqual(kindsOf(again), [
    `payment.failed ${before.paymentId}`,
    `payment.created ${after.paymentId}`,
  ]);
  assert.deepEqual(kindsOf(stream), [`payment.created ${during.paymentId}`]);
});

test("a stream of one order's or one user's payments brings no others", async (t) => {
  const server = await startLiveServer(t, { paymentChannels });
  await createItem(server.clients);
  const [one, other] = [await pay(server), await pay(server)];
  for (const value of [{ orderId: one.orderId }, { userId: one.userId }]) {
    const topics: TopicInit[] = [{ topic: { case: "payments", value } }];
    const stream = new Watching(server.clients.live, { topics });
    t.after(() => stream.cancel());
    await stream.untilSnapshot();
    const rows = stream.responses.flatMap(({ events }) => events);
    assert.equal(rows.length, 1);
    assert(rows[0]?.subject.case === "payment");
    assert.equal(rows[0].subject.value.paymentId, one.paymentId);
  }
  const topics = [
    { topic: { case: "payments" as const, value: { orderId: one.orderId } } },
    { topic: { case: "orders" as const, value: { orderId: one.orderId } } },
  ];
  const stream = new Watching(server.clients.live, { topics });
  t.after(() => stream.cancel());
  await stream.untilSnapshot();
  for (const { orderId } of [other, one]) {
    await server.clients.orders.cancelOrder({ orderId, reason: "late" });
  }
  await stream.until("the cancel", ({ events }) =>
    events.some(({ kind }) => kind === "order.cancelled"),
  );
  const kinds = stream.responses.flatMap(({ events }) =>
    events.flatMap(({ kind, seq }) => (seq > 0n ? [kind] : [])),
  );
  assert.deepEqual(kinds, ["payment.failed", "order.cancelled"]);
});

async function pay({ clients }: LiveServer) {
  const { userId } = await createUser(clients);
  const lines = [{ sku: "DROP-01", quantity: 1n }];
  const place = { idempotencyKey: randomUUID(), userId, lines };
  const { orderId } = present((await clients.orders.placeOrder(place)).order, "the order");
  const request = { idempotencyKey: randomUUID(), orderId, cardToken: "tok_of_ada_4242" };
  return present((await clients.payments.payOrder(request)).payment, "the payment");
}

function kindsOf(stream: Watching): readonly string[] {
  return stream.responses.flatMap(({ events }) =>
    events.flatMap(({ kind, seq, subject }) =>
      seq > 0n && subject.case === "payment" ? [`${kind} ${subject.value.paymentId}`] : [],
    ),
  );
}
