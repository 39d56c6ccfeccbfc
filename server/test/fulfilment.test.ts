import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import test from "node:test";
import { PreconditionFailureSchema } from "#gen/google/rpc/error_details_pb.ts";
import { OrderStatus, PaymentStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { present } from "../core/assert.ts";
import type { Storage } from "../storage/storage.ts";
import { approval, settle } from "./payments/settle.ts";
import {
  allTransports,
  clientsOf,
  createItem,
  createUser,
  eur,
  failure,
  startSluice,
  summary,
} from "./sluice-test-server.ts";
import type { Clients } from "./sluice-test-server.ts";

const nobody = "00000000-0000-7000-8000-00000000dead";

test("a paid order goes all the way to closed over every protocol: partly called off, shipped in two parcels, partly returned", async (t) => {
  const server = await startSluice(t);
  const { storage } = server;
  for (const sku of ["TEE", "MUG"]) await createItem(server.clients, { sku, price: eur(1_000n) });
  for (const [name, transport] of Object.entries(allTransports(server.url))) {
    const clients = clientsOf(transport);
    const { orders } = clients;
    const { orderId, paymentId } = await paid(clients, storage);
    const cancel = { orderId, reason: "sold out", lines: [{ sku: "TEE", quantity: 1n }] };
    const less = await orders.cancelOrder(cancel);
    assert.deepEqual(moved(less.order), ["MUG 0/0/0", "TEE 0/1/0"], name);
    await settle(storage, paymentId, approval(1_000n));
    const parcel = { orderId, tracking: "PARCEL-1", lines: [{ sku: "TEE", quantity: 1n }] };
    const first = await orders.fulfilOrder(parcel);
    assert.equal(first.order?.status, OrderStatus.FULFILLING);
    const rest = { orderId, tracking: "PARCEL-2", idempotencyKey: randomUUID() };
    const shipped = await orders.fulfilOrder(rest);
    assert.equal(shipped.order?.status, OrderStatus.SHIPPED);
    assert.deepEqual(moved(shipped.order), ["MUG 2/0/0", "TEE 2/1/0"]);
    assert.deepEqual(await orders.fulfilOrder(rest), { ...shipped, replayed: true });
    const delivered = await orders.recordDelivery({ orderId });
    assert.equal(delivered.order?.status, OrderStatus.DELIVERED);
    const lines = [{ sku: "MUG", quantity: 1n }];
    const back = { orderId, lines, reason: "does not fit", idempotencyKey: randomUUID() };
    const returned = await orders.returnOrder(back);
    assert.deepEqual(moved(returned.order), ["MUG 2/0/1", "TEE 2/1/0"]);
    assert.deepEqual(await orders.returnOrder(back), { ...returned, replayed: true });
    await settle(storage, paymentId, approval(1_000n));
    const closed = await orders.closeOrder({ orderId });
    const { order } = await orders.getOrder({ orderId });
    assert.deepEqual(order, closed.order);
    assert.equal(order?.status, OrderStatus.CLOSED);
    assert.equal(order.paymentStatus, PaymentStatus.PARTIALLY_REFUNDED);
    const { events } = await orders.listOrderEvents({ orderId });
    assert.deepEqual(
      events.slice(2).map(({ kind, cause }) => [kind, cause].join(" ").trim()),
      [
        "order.paid answer: approved",
        "order.units_cancelled sold out",
        "order.payment_changed answer: approved",
        "order.fulfilling PARCEL-1",
        "order.fulfilling PARCEL-2",
        "order.shipped PARCEL-2",
        "order.delivered",
        "order.returned does not fit",
        "order.closed",
      ],
    );
    const { stockEvents } = await server.clients.inventory.listStockEvents({ sku: "MUG" });
    assert.equal(stockEvents[0]?.soldDelta, -1n);
  }
  assert.deepEqual(server.logged, []);
});

test("everything that is wrong with a request is said at once", async (t) => {
  const { clients } = await startSluice(t);
  const { orders } = clients;
  const lines = [{ sku: "no sku", quantity: 0n }];
  for (const [call, fields] of [
    [
      orders.fulfilOrder({ lines, tracking: "x".repeat(201), expectedVersion: -1n }),
      "order_id expected_version lines[0].sku lines[0].quantity tracking",
    ],
    [orders.recordDelivery({ idempotencyKey: "x" }), "order_id idempotency_key"],
    [
      orders.returnOrder({ lines }),
      "idempotency_key order_id lines[0].sku lines[0].quantity reason",
    ],
    [orders.closeOrder({ expectedVersion: -1n }), "order_id expected_version"],
    [
      orders.cancelOrder({ lines, idempotencyKey: "x" }),
      "order_id reason lines[0].sku lines[0].quantity idempotency_key",
    ],
  ] as const) {
    assert.equal(summary(await failure(call)), `InvalidArgument INVALID_ARGUMENT ${fields}`);
  }
});

test("what the state of an order does not allow is refused with the line, what was asked and what is left", async (t) => {
  const { clients, storage } = await startSluice(t);
  const { orders } = clients;
  for (const sku of ["TEE", "MUG"]) await createItem(clients, { sku, price: eur(1_000n) });
  const missing = await failure(orders.fulfilOrder({ orderId: nobody }));
  assert.equal(summary(missing), "NotFound ORDER_NOT_FOUND");
  const { orderId } = await paid(clients, storage);
  const stale = await failure(orders.fulfilOrder({ orderId, expectedVersion: 1n }));
  assert.equal(summary(stale), "Aborted VERSION_STALE");
  const lines = [
    { sku: "TEE", quantity: 4n },
    { sku: "CAP", quantity: 1n },
  ];
  const tooMany = await failure(orders.fulfilOrder({ orderId, lines }));
  assert.equal(summary(tooMany), "FailedPrecondition TOO_MANY_UNITS");
  const [failed] = tooMany.findDetails(PreconditionFailureSchema);
  assert.deepEqual(
    failed?.violations.map(({ subject, description }) => `${subject}: ${description}`),
    [
      "item/CAP: Too many units: CAP, 1 asked, 0 left for that",
      "item/TEE: Too many units: TEE, 4 asked, 3 left for that",
    ],
  );
  const early = orders.returnOrder({ orderId, reason: "x", idempotencyKey: randomUUID() });
  assert.equal(summary(await failure(early)), "FailedPrecondition ORDER_NOT_SHIPPED");
  const delivery = await failure(orders.recordDelivery({ orderId }));
  assert.equal(summary(delivery), "FailedPrecondition ILLEGAL_MOVE");
  await orders.holdOrder({ orderId, reason: "address unclear" });
  const held = await failure(orders.fulfilOrder({ orderId }));
  assert.equal(summary(held), "FailedPrecondition ORDER_ON_HOLD");
});

test("of two last parcels at once, one is sent", async (t) => {
  const { clients, storage } = await startSluice(t);
  for (const sku of ["TEE", "MUG"]) await createItem(clients, { sku, price: eur(1_000n) });
  const { orderId } = await paid(clients, storage);
  const send = () => clients.orders.fulfilOrder({ orderId });
  const cancel = () => clients.orders.cancelOrder({ orderId, reason: "late" });
  const ends = await Promise.allSettled([send(), cancel(), send(), cancel()]);
  assert.equal(ends.filter(({ status }) => status === "fulfilled").length, 1);
});

/** Three TEE and two MUG for 50 euros, taken by channel "a". */
async function paid(clients: Clients, storage: Storage) {
  const { userId } = await createUser(clients);
  const lines = [
    { sku: "TEE", quantity: 3n },
    { sku: "MUG", quantity: 2n },
  ];
  const { order } = await clients.orders.placeOrder({ ...keyed(), userId, lines });
  const { orderId } = present(order, "the order");
  const pay = { ...keyed(), orderId, cardToken: "tok_of_ada_4242" };
  const { paymentId } = present((await clients.payments.payOrder(pay)).payment, "the payment");
  await settle(storage, paymentId, approval(5_000n));
  return { orderId, paymentId };
}

/** Fulfilled, cancelled and returned units of each line. */
function moved(order: Order | undefined): readonly string[] {
  return present(order, "the order").lines.map(
    (line) =>
      `${line.sku} ${line.fulfilledQuantity}/${line.cancelledQuantity}/${line.returnedQuantity}`,
  );
}

function keyed() {
  return { idempotencyKey: randomUUID() };
}
