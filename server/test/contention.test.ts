import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Code, ConnectError } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { PreconditionFailureSchema } from "#gen/google/rpc/error_details_pb.ts";
import { HoldStatus, OrderStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import type { PlaceOrderResponse } from "#gen/sluice/orders/v1/order_service_pb.ts";
import { startServerProcess, testServer } from "./server-process.ts";
import type { ServerProcess } from "./server-process.ts";
import { clientsOf, createItem, createUser, failure, summary } from "./sluice-test-server.ts";
import type { Clients } from "./sluice-test-server.ts";
import { tempDirectory } from "./temp-directory.ts";
import { waitFor } from "./wait-for.ts";

const directory = mkdtempSync(join(tmpdir(), "sluice-"));
let server: ServerProcess;

before(async () => {
  server = await startServerProcess({ dataDir: directory });
});
after(async () => {
  await server.kill();
  rmSync(directory, { recursive: true });
});

/** A client with a connection of its own. */
function connect(url = server.url): Clients {
  return clientsOf(createGrpcTransport({ baseUrl: url, defaultTimeoutMs: 30_000 }));
}

/** Clients over ten connections: 200 of their own would only measure the handshakes. */
function manyClients(count: number): readonly Clients[] {
  const connections = Array.from({ length: 10 }, () => connect());
  return Array.from({ length: count }, (_, index) => connections[index % 10] ?? connect());
}

/** What became of calls: the answers, and code, reason and fields of the errors with how often each came. */
function tally(results: readonly PromiseSettledResult<PlaceOrderResponse>[]) {
  const answers = results.flatMap((r) => (r.status === "fulfilled" ? [r.value] : []));
  const errors = results.flatMap((r) => (r.status === "rejected" ? [r.reason as unknown] : []));
  const refusals: Record<string, number> = {};
  for (const error of errors) {
    assert(error instanceof ConnectError);
    refusals[summary(error)] = (refusals[summary(error)] ?? 0) + 1;
  }
  return { answers, errors, refusals };
}

async function stockOf(clients: Clients, sku: string) {
  const { item } = await clients.inventory.getItem({ sku });
  assert(item !== undefined);
  return { onHand: item.onHand, held: item.held, available: item.available, version: item.version };
}

test("of 200 clients that want the one unit, one gets it and 199 hear that it is gone", async () => {
  const clients = connect();
  await createItem(clients, { sku: "LAST", onHand: 1n });
  const { userId } = await createUser(clients);
  const lines = [{ sku: "LAST", quantity: 1n }];
  const calls = manyClients(200).map(({ orders }) =>
    orders.placeOrder({ idempotencyKey: randomUUID(), userId, lines }),
  );
  const { answers, errors, refusals } = tally(await Promise.allSettled(calls));
  assert.deepEqual(refusals, { "FailedPrecondition OUT_OF_STOCK": 199 });
  assert.equal(answers.length, 1);
  for (const error of errors) {
    assert(error instanceof ConnectError);
    const [detail] = error.findDetails(PreconditionFailureSchema);
    assert.deepEqual(
      detail?.violations.map(({ type, subject }) => `${type} ${subject}`),
      ["OUT_OF_STOCK item/LAST"],
    );
  }
  assert.deepEqual(await stockOf(clients, "LAST"), {
    onHand: 1n,
    held: 1n,
    available: 0n,
    version: 1n,
  });
  const { orders } = await clients.orders.listOrders({ sku: "LAST" });
  assert.deepEqual(
    orders.map(({ orderId }) => orderId),
    [answers[0]?.order?.orderId],
  );
});

test("50 clients on one key get one order and the same answer, 49 of them as a replay", async () => {
  const clients = connect();
  await createItem(clients, { sku: "ONE-KEY", onHand: 100n });
  const { userId } = await createUser(clients);
  const request = {
    idempotencyKey: randomUUID(),
    userId,
    lines: [{ sku: "ONE-KEY", quantity: 2n }],
  };
  const answers = await Promise.all(
    manyClients(50).map(({ orders }) => orders.placeOrder(request)),
  );
  assert.equal(answers.filter(({ replayed }) => replayed).length, 49);
  const [first] = answers;
  for (const { order } of answers) assert.deepEqual(order, first?.order);
  assert.equal((await stockOf(clients, "ONE-KEY")).held, 2n);
  const { orders } = await clients.orders.listOrders({ userId });
  assert.equal(orders.length, 1);
});

test("50 clients on one key that cannot be served all hear the same refusal", async () => {
  const clients = connect();
  await createItem(clients, { sku: "EMPTY", onHand: 0n });
  const { userId } = await createUser(clients);
  const request = { idempotencyKey: randomUUID(), userId, lines: [{ sku: "EMPTY", quantity: 1n }] };
  const place = () => manyClients(50).map(({ orders }) => orders.placeOrder(request));
  const { refusals } = tally(await Promise.allSettled(place()));
  assert.deepEqual(refusals, { "FailedPrecondition OUT_OF_STOCK": 50 });
  await clients.inventory.adjustStock({
    sku: "EMPTY",
    delta: 5n,
    reason: "delivery",
    idempotencyKey: randomUUID(),
  });
  const later = tally(await Promise.allSettled(place()));
  assert.deepEqual(later.refusals, { "FailedPrecondition OUT_OF_STOCK": 50 });
  assert.equal((await stockOf(clients, "EMPTY")).held, 0n);
});

test("two lines of one SKU are one line, and their sum is what must be there", async () => {
  const clients = connect();
  await createItem(clients, { sku: "TWICE", onHand: 3n });
  const { userId } = await createUser(clients);
  const place = (...quantities: readonly bigint[]) =>
    clients.orders.placeOrder({
      idempotencyKey: randomUUID(),
      userId,
      lines: quantities.map((quantity) => ({ sku: "TWICE", quantity })),
    });
  assert.equal(summary(await failure(place(2n, 2n))), "FailedPrecondition OUT_OF_STOCK");
  const { order } = await place(2n, 1n);
  assert.deepEqual(
    order?.lines.map(({ sku, quantity }) => [sku, quantity]),
    [["TWICE", 3n]],
  );
  assert.equal((await stockOf(clients, "TWICE")).available, 0n);
});

test("an item can be edited by version while orders run, because orders do not move it", async () => {
  const clients = connect();
  await createItem(clients, { sku: "EDITED", onHand: 1_000n });
  const { userId } = await createUser(clients);
  const lines = [{ sku: "EDITED", quantity: 1n }];
  const orders = manyClients(300).map((client) =>
    client.orders.placeOrder({ idempotencyKey: randomUUID(), userId, lines }),
  );
  const sale = Promise.all(orders);
  const { inventory } = connect();
  for (let version = 1n; version <= 20n; version += 2n) {
    const sku = "EDITED";
    const reason = "recount";
    await inventory.adjustStock({
      sku,
      delta: -1n,
      reason,
      expectedVersion: version,
      idempotencyKey: randomUUID(),
    });
    const updateMask = { paths: ["name"] };
    const expectedVersion = version + 1n;
    await inventory.updateItem({ sku, updateMask, name: `No. ${version}`, expectedVersion });
  }
  assert.equal((await sale).length, 300);
  const stale = inventory.updateItem({
    sku: "EDITED",
    updateMask: { paths: ["paused"] },
    paused: true,
    expectedVersion: 20n,
  });
  assert.equal(summary(await failure(stale)), "Aborted VERSION_STALE");
  assert.deepEqual(await stockOf(clients, "EDITED"), {
    onHand: 990n,
    held: 300n,
    available: 690n,
    version: 21n,
  });
});

test("stock cannot be taken below what orders hold, however close the race", async () => {
  const clients = connect();
  await createItem(clients, { sku: "RACE", onHand: 100n });
  const { userId } = await createUser(clients);
  const lines = [{ sku: "RACE", quantity: 1n }];
  const many = manyClients(100);
  const orders = many.map((client) =>
    client.orders.placeOrder({ idempotencyKey: randomUUID(), userId, lines }),
  );
  const cuts = many.map(({ inventory }) =>
    inventory.adjustStock({
      sku: "RACE",
      delta: -1n,
      reason: "loss",
      idempotencyKey: randomUUID(),
    }),
  );
  const [placed, cut] = await Promise.all([Promise.allSettled(orders), Promise.allSettled(cuts)]);
  const placedCount = BigInt(placed.filter(({ status }) => status === "fulfilled").length);
  const cutCount = BigInt(cut.filter(({ status }) => status === "fulfilled").length);
  assert.equal(placedCount + cutCount, 100n, "every unit went one way");
  const { onHand, held, available } = await stockOf(clients, "RACE");
  assert.deepEqual([onHand, held, available], [100n - cutCount, placedCount, 0n]);
});

test("a limit per user holds for orders that come at once, and for each user alone", async () => {
  const clients = connect();
  await createItem(clients, { sku: "LIMITED", onHand: 100n, perUserLimit: 5n });
  const users = [await createUser(clients), await createUser(clients)];
  const lines = [{ sku: "LIMITED", quantity: 1n }];
  const calls = manyClients(60).map(({ orders }, index) => {
    const userId = users[index % 2]?.userId ?? "";
    return orders.placeOrder({ idempotencyKey: randomUUID(), userId, lines });
  });
  const { answers, refusals } = tally(await Promise.allSettled(calls));
  assert.deepEqual(refusals, { "FailedPrecondition PER_USER_LIMIT": 50 });
  const perUser = Map.groupBy(answers, ({ order }) => order?.userId);
  assert.deepEqual(
    [...perUser.values()].map((all) => all.length),
    [5, 5],
  );
  const [mine] = answers;
  await clients.orders.cancelOrder({
    orderId: mine?.order?.orderId ?? "",
    reason: "changed my mind",
  });
  const userId = mine?.order?.userId ?? "";
  await clients.orders.placeOrder({ idempotencyKey: randomUUID(), userId, lines });
});

test("a hold that runs out while the server is down ends as soon as it is up again", async (t) => {
  const dataDir = tempDirectory(t);
  const env = { HOLD_MS: "300" };
  const first = await testServer(t, { dataDir, env });
  const clients = connect(first.url);
  await createItem(clients, { sku: "SHORT", onHand: 5n });
  const { userId } = await createUser(clients);
  const { order } = await clients.orders.placeOrder({
    idempotencyKey: randomUUID(),
    userId,
    lines: [{ sku: "SHORT", quantity: 5n }],
  });
  assert(order?.holdExpiresAt !== undefined);
  await first.kill();
  const dueMs = Number(order.holdExpiresAt.seconds) * 1_000 + order.holdExpiresAt.nanos / 1e6;
  await waitFor("the hold's time", () => Date.now() > dueMs);
  const second = await testServer(t, { dataDir, env });
  const again = connect(second.url);
  const orderOf = async () => (await again.orders.getOrder({ orderId: order.orderId })).order;
  await waitFor(
    "the end of the hold",
    async () => (await orderOf())?.status === OrderStatus.EXPIRED,
    2_000,
  );
  assert.equal((await orderOf())?.holdStatus, HoldStatus.EXPIRED);
  assert.equal((await stockOf(again, "SHORT")).available, 5n);
  const { events } = await again.orders.listOrderEvents({ orderId: order.orderId });
  assert.deepEqual(events.map(({ kind, actor }) => [kind, actor])[1], ["order.expired", "system"]);
  const cancel = again.orders.cancelOrder({ orderId: order.orderId, reason: "late" });
  assert.equal((await failure(cancel)).code, Code.FailedPrecondition);
});
