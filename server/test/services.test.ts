import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import test from "node:test";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { ErrorInfoSchema } from "#gen/google/rpc/error_details_pb.ts";
import { StockEventKind } from "#gen/sluice/inventory/v1/item_pb.ts";
import { OrderStatus } from "#gen/sluice/orders/v1/order_pb.ts";
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

const dayMs = 86_400_000;

test("an order is placed, read, listed and cancelled over every protocol", async (t) => {
  const server = await startSluice(t);
  await createItem(server.clients);
  for (const [name, transport] of Object.entries(allTransports(server.url))) {
    const clients = clientsOf(transport);
    const { userId } = await createUser(clients);
    const request = { userId, lines: [{ sku: "DROP-01", quantity: 2n }] };
    const { order } = await clients.orders.placeOrder({ ...request, idempotencyKey: randomUUID() });
    assert(order !== undefined, name);
    assert.deepEqual(order.total?.minorUnits, 25_800n);
    assert.equal(order.status, OrderStatus.PLACED);
    const { orderId } = order;
    assert.deepEqual((await clients.orders.getOrder({ orderId })).order, order);
    assert.deepEqual((await clients.orders.listOrders({ userId })).orders, [order]);
    const cancelled = await clients.orders.cancelOrder({ orderId, reason: "changed my mind" });
    assert.equal(cancelled.order?.status, OrderStatus.CANCELLED);
    const { events } = await clients.orders.listOrderEvents({ orderId });
    assert.deepEqual(
      events.map(({ kind, cause }) => `${kind} ${cause}`),
      ["order.placed ", "order.cancelled changed my mind"],
    );
  }
  assert.deepEqual(server.logged, []);
});

test("an order is put on hold, found by that, and released, with all of it in its history", async (t) => {
  const server = await startSluice(t);
  await createItem(server.clients);
  for (const [name, transport] of Object.entries(allTransports(server.url))) {
    const { orders, ...clients } = clientsOf(transport);
    const { userId } = await createUser({ orders, ...clients });
    const place = async () => {
      const lines = [{ sku: "DROP-01", quantity: 1n }];
      return (await orders.placeOrder({ idempotencyKey: randomUUID(), userId, lines })).order;
    };
    const [first, second] = [await place(), await place()];
    assert(first !== undefined && second !== undefined, name);
    assert.deepEqual([first.onHold, first.onHoldReason, first.onHoldSince], [false, "", undefined]);
    const { orderId } = first;
    const hold = { orderId, reason: "looks like fraud", idempotencyKey: randomUUID() };
    const held = await orders.holdOrder({ ...hold, expectedVersion: 1n });
    const replayed = await orders.holdOrder({ ...hold, expectedVersion: 1n });
    assert.deepEqual(replayed, { ...held, replayed: true });
    const { order } = held;
    assert.deepEqual([order?.onHold, order?.onHoldReason], [true, hold.reason]);
    assert.deepEqual(order?.onHoldSince, order?.updatedAt);
    assert.equal(order?.status, OrderStatus.PLACED);
    const list = async (onHold: boolean) => (await orders.listOrders({ userId, onHold })).orders;
    assert.deepEqual(await list(true), [order]);
    assert.deepEqual(await list(false), [second]);
    assert.deepEqual((await orders.listOrders({ userId })).orders, [second, order]);
    const released = await orders.releaseOrder({ orderId, reason: "address checked" });
    assert.equal(released.order?.onHold, false);
    assert.deepEqual((await orders.getOrder({ orderId })).order, released.order);
    const { events } = await orders.listOrderEvents({ orderId });
    assert.deepEqual(
      events.map((event) => `${event.kind} ${event.order?.version} ${event.actor} ${event.cause}`),
      [
        "order.placed 1 local-operator ",
        "order.put_on_hold 2 local-operator looks like fraud",
        "order.taken_off_hold 3 local-operator address checked",
      ],
    );
    for (const { traceId } of events) assert.match(traceId, /^[0-9a-f]{32}$/);
  }
  assert.deepEqual(server.logged, []);
});

test("a key replays its answer, a refusal included, and is refused with another payload", async (t) => {
  const { clients } = await startSluice(t);
  await createItem(clients, { onHand: 2n });
  const { userId } = await createUser(clients);
  const place = (idempotencyKey: string, quantity: bigint) =>
    clients.orders.placeOrder({ idempotencyKey, userId, lines: [{ sku: "DROP-01", quantity }] });
  const [first, second] = [randomUUID(), randomUUID()];
  const placed = await place(first, 2n);
  const again = await place(first.toUpperCase(), 2n);
  assert.deepEqual([placed.replayed, again.replayed], [false, true]);
  assert.deepEqual(again.order, placed.order);
  assert.equal(summary(await failure(place(first, 1n))), "AlreadyExists IDEMPOTENCY_KEY_REUSED");
  const refusal = await failure(place(second, 1n));
  assert.equal(refusal.rawMessage, "Out of stock: DROP-01, 1 asked, 0 left");
  const replayedRefusal = await failure(place(second, 1n));
  assert.equal(replayedRefusal.rawMessage, refusal.rawMessage);
  const [info] = replayedRefusal.findDetails(ErrorInfoSchema);
  assert.equal(info?.metadata["replayed"], "true");
});

test("lists go through all rows page by page, and orders go back again", async (t) => {
  const { clients } = await startSluice(t);
  await createItem(clients, { onHand: 100n });
  const { userId } = await createUser(clients);
  for (let count = 0; count < 5; count += 1) {
    const lines = [{ sku: "DROP-01", quantity: 1n }];
    await clients.orders.placeOrder({ idempotencyKey: randomUUID(), userId, lines });
  }
  const filter = { userId, statuses: [OrderStatus.PLACED, OrderStatus.PAID], pageSize: 2 };
  const first = await clients.orders.listOrders(filter);
  const sameFilter = { ...filter, statuses: filter.statuses.toReversed() };
  const second = await clients.orders.listOrders({ ...sameFilter, pageToken: first.nextPageToken });
  const third = await clients.orders.listOrders({ ...filter, pageToken: second.nextPageToken });
  const seqs = [first, second, third].flatMap(({ orders }) => orders.map((o) => o.placedSeq));
  assert.equal(seqs.length, 5);
  assert.deepEqual(
    seqs,
    seqs.toSorted((a, b) => Number(b - a)),
  );
  assert.deepEqual([first.previousPageToken, third.nextPageToken], ["", ""]);
  const back = await clients.orders.listOrders({ ...filter, pageToken: third.previousPageToken });
  assert.deepEqual(back.orders, second.orders);
  const other = { userId, pageSize: 2, pageToken: first.nextPageToken };
  const refusal = await failure(clients.orders.listOrders(other));
  assert.equal(summary(refusal), "InvalidArgument INVALID_ARGUMENT page_token");
  const kinds: StockEventKind[] = [];
  let pageToken = "";
  do {
    const page = await clients.inventory.listStockEvents({
      sku: "DROP-01",
      pageSize: 4,
      pageToken,
    });
    kinds.push(...page.stockEvents.map(({ kind }) => kind));
    pageToken = page.nextPageToken;
  } while (pageToken !== "");
  const held = Array.from({ length: 5 }, () => StockEventKind.HELD);
  assert.deepEqual(kinds, [...held, StockEventKind.CREATED]);
});

test("users and items are searched page by page, over every protocol", async (t) => {
  const server = await startSluice(t);
  for (const [sku, name, fields] of [
    ["TEE-BLK", "Black tee", {}],
    ["TEE-RED", "Red tee", { paused: true }],
    ["MUG-1", "Mug, black-red", { onHand: 0n }],
  ] as const) {
    await createItem(server.clients, { sku, name, ...fields });
  }
  const { users } = server.clients;
  const ids: string[] = [];
  for (const name of ["Ada Lovelace", "Adam Jones", "Jean-Luc Ado", "Bob"]) {
    const email = `${name.slice(0, 3).toLowerCase()}@x.example`.replace(
      "ada@",
      `ada${ids.length}@`,
    );
    ids.push((await users.createUser({ email, name })).user?.userId ?? "");
  }
  for (const [protocol, transport] of Object.entries(allTransports(server.url))) {
    const clients = clientsOf(transport);
    const findUsers = async (query: string): Promise<readonly number[]> => {
      const found: number[] = [];
      for (let pageToken = ""; ;) {
        const page = await clients.users.listUsers({ query, pageSize: 1, pageToken });
        found.push(...page.users.map(({ userId }) => ids.indexOf(userId)));
        pageToken = page.nextPageToken;
        if (pageToken === "") return found.toSorted((a, b) => a - b);
      }
    };
    const findItems = async (filter: object): Promise<readonly string[]> =>
      (await clients.inventory.listItems(filter)).items.map(({ sku }) => sku).toSorted();
    assert.deepEqual(await findUsers("AD"), [0, 1, 2], protocol);
    assert.deepEqual(await findUsers(" ada  lov"), [0]);
    assert.deepEqual(await findUsers("luc"), [2]);
    assert.deepEqual(await findUsers("bob@x.EXAMPLE"), [3]);
    assert.deepEqual(await findUsers(ids[3]?.toUpperCase() ?? ""), [3]);
    assert.deepEqual(await findUsers("%"), []);
    assert.deepEqual(await findItems({ query: "red" }), ["MUG-1", "TEE-RED"]);
    assert.deepEqual(await findItems({ query: "tee bl" }), ["TEE-BLK"]);
    assert.deepEqual(await findItems({ query: "black", soldOut: false }), ["TEE-BLK"]);
    assert.deepEqual(await findItems({ paused: true }), ["TEE-RED"]);
    assert.deepEqual(await findItems({ paused: false, soldOut: true }), ["MUG-1"]);
    assert.deepEqual(await findItems({ query: " \n", skuPrefix: "TEE", paused: false }), [
      "TEE-BLK",
    ]);
  }
  assert.deepEqual(server.logged, []);
});

test("an update changes what its mask names, and nothing else", async (t) => {
  const { clients } = await startSluice(t);
  const before = await createItem(clients, { saleEndsAt: timestampFromMs(Date.now() + dayMs) });
  const { item } = await clients.inventory.updateItem({
    sku: "DROP-01",
    updateMask: { paths: ["price", "sale_ends_at"] },
    name: "ignored",
    price: eur(1n),
    paused: true,
    expectedVersion: before.version,
  });
  assert(item?.price !== undefined);
  const { saleEndsAt: _, ...kept } = before;
  const expected = { ...kept, price: item.price, version: 2n, updatedAt: item.updatedAt };
  assert.deepEqual(item, expected);
  assert.equal(item.price.minorUnits, 1n);
});
