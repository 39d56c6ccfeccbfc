import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import test from "node:test";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { OrderStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import {
  createItem,
  createUser,
  eur,
  failure,
  startSluice,
  summary,
} from "./sluice-test-server.ts";
import type { SluiceTestServer } from "./sluice-test-server.ts";

/** What a call must fail with: code, reason, wrong fields. */
type Refusals = readonly (readonly [string, () => Promise<unknown>])[];

/** Each call fails as it says, together they leave nothing in the event log, and nothing in the log of the program. */
async function assertRefused(server: SluiceTestServer, refusals: Refusals): Promise<void> {
  const { headSeq } = server.storage.status();
  for (const [expected, call] of refusals) assert.equal(summary(await failure(call())), expected);
  assert.equal(server.storage.status().headSeq, headSeq);
  assert.deepEqual(server.logged, []);
}

const unknown = randomUUID();
const nowMs = Date.now();
const dayMs = 86_400_000;

test("an order that the state forbids is refused by its strongest reason", async (t) => {
  const server = await startSluice(t);
  const { clients } = server;
  const { userId } = await createUser(clients);
  await createItem(clients, { perUserLimit: 5n });
  await createItem(clients, { sku: "USD", price: { currencyCode: "USD", minorUnits: 1n } });
  await createItem(clients, { sku: "LATER", saleStartsAt: timestampFromMs(nowMs + dayMs) });
  await createItem(clients, { sku: "OVER", saleEndsAt: timestampFromMs(nowMs - dayMs) });
  await createItem(clients, { sku: "PAUSED", paused: true });
  await createItem(clients, { sku: "DEAR", onHand: 10_000n, price: eur(1_000_000_000_000n) });
  const place = async (lines: Readonly<Record<string, bigint>>, user = userId) =>
    await clients.orders.placeOrder({
      idempotencyKey: randomUUID(),
      userId: user,
      lines: Object.entries(lines).map(([sku, quantity]) => ({ sku, quantity })),
    });
  const { order } = await place({ "DROP-01": 5n });
  const orderId = order?.orderId ?? "";
  const cancel = { orderId, reason: "x" };
  const gone = (await place({ USD: 1n })).order?.orderId ?? "";
  await clients.orders.cancelOrder({ orderId: gone, reason: "x" });
  const held = (await place({ USD: 1n })).order?.orderId ?? "";
  await clients.orders.holdOrder({ orderId: held, reason: "x" });
  await assertRefused(server, [
    ["NotFound ITEM_NOT_FOUND", () => place({ NONE: 1n })],
    ["NotFound ITEM_NOT_FOUND", () => place({ "DROP-01": 9n, NONE: 1n })],
    ["NotFound USER_NOT_FOUND", () => place({ USD: 1n }, unknown)],
    ["FailedPrecondition MIXED_CURRENCIES", () => place({ DEAR: 1n, USD: 1n })],
    ["FailedPrecondition SALE_NOT_OPEN", () => place({ LATER: 1n })],
    ["FailedPrecondition SALE_ENDED", () => place({ OVER: 1n })],
    ["FailedPrecondition ITEM_PAUSED", () => place({ PAUSED: 1n })],
    ["FailedPrecondition PER_USER_LIMIT", () => place({ "DROP-01": 1n })],
    ["FailedPrecondition OUT_OF_STOCK", () => place({ USD: 11n })],
    ["FailedPrecondition TOTAL_TOO_LARGE", () => place({ DEAR: 10_000n })],
    ["NotFound ORDER_NOT_FOUND", () => clients.orders.cancelOrder({ ...cancel, orderId: unknown })],
    ["Aborted VERSION_STALE", () => clients.orders.cancelOrder({ ...cancel, expectedVersion: 9n })],
    ["NotFound ORDER_NOT_FOUND", () => clients.orders.holdOrder({ ...cancel, orderId: unknown })],
    ["Aborted VERSION_STALE", () => clients.orders.holdOrder({ ...cancel, expectedVersion: 9n })],
    [
      "FailedPrecondition ORDER_FINAL",
      () => clients.orders.holdOrder({ ...cancel, orderId: gone }),
    ],
    [
      "FailedPrecondition ORDER_ON_HOLD",
      () => clients.orders.holdOrder({ ...cancel, orderId: held }),
    ],
    [
      "NotFound ORDER_NOT_FOUND",
      () => clients.orders.releaseOrder({ ...cancel, orderId: unknown }),
    ],
    ["FailedPrecondition ORDER_NOT_ON_HOLD", () => clients.orders.releaseOrder(cancel)],
  ]);
});

test("a malformed request about orders names every field that is wrong", async (t) => {
  const server = await startSluice(t);
  const { orders } = server.clients;
  const nonsense = {
    pageSize: 1_001,
    pageToken: "x",
    orderId: "x",
    userId: "x",
    email: "x",
    statuses: [OrderStatus.UNSPECIFIED, OrderStatus.PAID, 99 as OrderStatus],
    sku: " ",
    createdFrom: timestampFromMs(nowMs),
    createdBefore: timestampFromMs(nowMs),
  };
  const invalid = "InvalidArgument INVALID_ARGUMENT";
  await assertRefused(server, [
    [`${invalid} idempotency_key user_id lines`, () => orders.placeOrder({})],
    [
      `${invalid} page_size created_before order_id user_id email statuses[0] statuses[2] sku page_token`,
      () => orders.listOrders(nonsense),
    ],
    [
      `${invalid} order_id reason expected_version idempotency_key`,
      () => orders.cancelOrder({ expectedVersion: -1n, idempotencyKey: "x" }),
    ],
    [
      `${invalid} order_id reason expected_version idempotency_key`,
      () =>
        orders.holdOrder({ reason: "x".repeat(501), expectedVersion: -1n, idempotencyKey: "x" }),
    ],
    [`${invalid} order_id reason`, () => orders.releaseOrder({ orderId: "x", reason: " " })],
    [`${invalid} order_id`, () => orders.getOrder({})],
    [
      `${invalid} order_id page_size page_token`,
      () => orders.listOrderEvents({ pageSize: -1, pageToken: "AAAAAAAAAAAAAAAA" }),
    ],
    ["NotFound ORDER_NOT_FOUND", () => orders.getOrder({ orderId: unknown })],
    ["NotFound ORDER_NOT_FOUND", () => orders.listOrderEvents({ orderId: unknown })],
  ]);
});

test("bad input about users has its code and its fields", async (t) => {
  const server = await startSluice(t);
  const { users } = server.clients;
  const { email } = await createUser(server.clients);
  await createUser(server.clients);
  const ofAnother = (await users.listUsers({ query: "a", pageSize: 1 })).nextPageToken;
  assert.notEqual(ofAnother, "");
  const invalid = "InvalidArgument INVALID_ARGUMENT";
  await assertRefused(server, [
    [
      "AlreadyExists EMAIL_TAKEN",
      () => users.createUser({ email: ` ${email.toUpperCase()}`, name: "B" }),
    ],
    [`${invalid} email name`, () => users.createUser({ email: "a@b@c", name: " " })],
    [`${invalid} email name idempotency_key`, () => users.createUser({ idempotencyKey: "1" })],
    ["NotFound USER_NOT_FOUND", () => users.getUser({ userId: unknown })],
    [`${invalid} user_id`, () => users.getUser({ userId: `${unknown} ` })],
    [`${invalid} page_size page_token`, () => users.listUsers({ pageSize: -1, pageToken: "A" })],
    [`${invalid} query`, () => users.listUsers({ query: "x".repeat(255) })],
    [`${invalid} query`, () => users.listUsers({ query: "a b c d e f g h i" })],
    [`${invalid} query`, () => users.listUsers({ query: "a\u0000" })],
    [`${invalid} query`, () => users.listUsers({ query: "x ".repeat(500_000) })],
    [`${invalid} page_token`, () => users.listUsers({ query: "b", pageToken: ofAnother })],
  ]);
});

test("bad input about items has its code and its fields", async (t) => {
  const server = await startSluice(t);
  const { inventory } = server.clients;
  const { userId } = await createUser(server.clients);
  await createItem(server.clients);
  await server.clients.orders.placeOrder({
    idempotencyKey: randomUUID(),
    userId,
    lines: [{ sku: "DROP-01", quantity: 5n }],
  });
  await createItem(server.clients, { sku: "DROP-02" });
  const ofAll = (await inventory.listItems({ pageSize: 1 })).nextPageToken;
  assert.notEqual(ofAll, "");
  const sku = "DROP-01";
  const wrongItem = {
    onHand: -1n,
    perUserLimit: 10_001n,
    saleStartsAt: timestampFromMs(nowMs),
    saleEndsAt: timestampFromMs(nowMs),
    idempotencyKey: "x",
  };
  const negative = { price: { currencyCode: "euro", minorUnits: -1n }, sku: "X" };
  const adjust = { sku, delta: 1n, reason: "count", idempotencyKey: randomUUID() };
  const wrongMask = { sku, updateMask: { paths: ["price", "on_hand", "name"] } };
  const invalid = "InvalidArgument INVALID_ARGUMENT";
  await assertRefused(server, [
    ["AlreadyExists SKU_TAKEN", () => createItem(server.clients)],
    [
      `${invalid} sku name price on_hand per_user_limit sale_ends_at idempotency_key`,
      () => inventory.createItem(wrongItem),
    ],
    [
      `${invalid} price.currency_code price.minor_units`,
      () => createItem(server.clients, negative),
    ],
    ["NotFound ITEM_NOT_FOUND", () => inventory.getItem({ sku: "NONE" })],
    ["NotFound ITEM_NOT_FOUND", () => inventory.listStockEvents({ sku: "NONE" })],
    [
      `${invalid} page_size sku_prefix`,
      () => inventory.listItems({ pageSize: 1_001, skuPrefix: "%" }),
    ],
    [`${invalid} query`, () => inventory.listItems({ query: "a b c d e f g h i", soldOut: true })],
    [`${invalid} page_token`, () => inventory.listItems({ query: "a", pageToken: ofAll })],
    [`${invalid} page_token`, () => inventory.listItems({ paused: false, pageToken: ofAll })],
    [`${invalid} update_mask`, () => inventory.updateItem({ sku })],
    [`${invalid} update_mask.paths[1] name price`, () => inventory.updateItem(wrongMask)],
    [
      "Aborted VERSION_STALE",
      () => inventory.updateItem({ sku, updateMask: { paths: ["paused"] }, expectedVersion: 7n }),
    ],
    [`${invalid} sku delta reason idempotency_key`, () => inventory.adjustStock({})],
    ["FailedPrecondition BELOW_HELD", () => inventory.adjustStock({ ...adjust, delta: -6n })],
    ["NotFound IMPORT_NOT_FOUND", () => inventory.getImport({ importId: unknown })],
    ["NotFound IMPORT_NOT_FOUND", () => inventory.listImportErrors({ importId: unknown })],
    [
      `${invalid} import_id rows[1].row`,
      () => inventory.importItemsChunk({ rows: [{ row: 2n }, { row: 2n }] }),
    ],
  ]);
});
