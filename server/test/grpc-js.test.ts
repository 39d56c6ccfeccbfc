import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import net from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { status } from "@grpc/grpc-js";
import { GrpcJsClient, grpcFailure, grpcSummary } from "./grpc-js-client.ts";
import { startServerProcess } from "./server-process.ts";
import type { ServerProcess } from "./server-process.ts";
import { waitFor, within } from "./wait-for.ts";

const directory = mkdtempSync(join(tmpdir(), "sluice-"));
let server: ServerProcess;
let client: GrpcJsClient;

before(async () => {
  server = await startServerProcess({ dataDir: directory });
  client = new GrpcJsClient(`127.0.0.1:${server.port}`);
});
after(async () => {
  client.close();
  await server.kill();
  rmSync(directory, { recursive: true });
});

const orders = "sluice.orders.v1.OrderService";
const inventory = "sluice.inventory.v1.InventoryService";
const price = { currencyCode: "EUR", minorUnits: "12900" };

async function newUser(): Promise<string> {
  const email = `${randomUUID()}@example.com`;
  const { user } = await client.unary("sluice.users.v1.UserService/CreateUser", {
    email,
    name: "Ada",
  });
  return (user as { userId: string }).userId;
}

async function newItem(sku: string, onHand: number): Promise<void> {
  await client.unary(`${inventory}/CreateItem`, { sku, name: "Drop", price, onHand });
}

async function heldOf(sku: string): Promise<string> {
  const { item } = await client.unary(`${inventory}/GetItem`, { sku });
  return (item as { held: string }).held;
}

async function streamsOpen(): Promise<string | undefined> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return /rpc_streams_open (\d+)/.exec(text)?.[1];
}

test("grpc-js places an order, repeats it and reads it back", async () => {
  await newItem("UNARY", 10);
  const userId = await newUser();
  const lines = [{ sku: "UNARY", quantity: 2 }];
  const request = { idempotencyKey: randomUUID(), userId, lines };
  const first = await client.unary(`${orders}/PlaceOrder`, request);
  const again = await client.unary(`${orders}/PlaceOrder`, request);
  assert.deepEqual([first["replayed"], again["replayed"]], [false, true]);
  assert.deepEqual(again["order"], first["order"]);
  const { orderId } = first["order"] as { orderId: string };
  const { order } = await client.unary(`${orders}/GetOrder`, { orderId });
  assert.deepEqual(order, first["order"]);
  const { total, status: state } = order as { total: unknown; status: string };
  assert.deepEqual(
    [total, state],
    [{ currencyCode: "EUR", minorUnits: "25800" }, "ORDER_STATUS_PLACED"],
  );
});

test("grpc-js reads the details of errors: all wrong fields, what is missing, what stands in the way", async () => {
  await newItem("SCARCE", 1);
  const userId = await newUser();
  const place = (lines: readonly object[], idempotencyKey: string = randomUUID()) =>
    grpcFailure(client.unary(`${orders}/PlaceOrder`, { idempotencyKey, userId, lines }));
  const common = { domain: "sluice", sameAsStatus: true, known: true };
  assert.deepEqual(grpcSummary(await place([{ sku: "!", quantity: 0 }], "not a key")), {
    ...common,
    code: status.INVALID_ARGUMENT,
    reason: "INVALID_ARGUMENT",
    fields: ["idempotency_key", "lines[0].sku", "lines[0].quantity"],
    preconditions: [],
  });
  assert.deepEqual(grpcSummary(await place([{ sku: "NONE", quantity: 1 }])), {
    ...common,
    code: status.NOT_FOUND,
    reason: "ITEM_NOT_FOUND",
    fields: [],
    preconditions: ["ITEM_NOT_FOUND item/NONE"],
  });
  assert.deepEqual(grpcSummary(await place([{ sku: "SCARCE", quantity: 2 }])), {
    ...common,
    code: status.FAILED_PRECONDITION,
    reason: "OUT_OF_STOCK",
    fields: [],
    preconditions: ["OUT_OF_STOCK item/SCARCE"],
  });
});

test("grpc-js shows the text of an error as it was said, whatever characters it has", async () => {
  const text = "100 %41, naïve: “a”; b=c&d?";
  const call = client.unary(`${orders}/ListOrders`, { pageToken: text });
  const { details } = await grpcFailure(call);
  assert.match(details, /^page_token: /);
  const check = client.unary("grpc.health.v1.Health/Check", { service: text });
  assert.equal((await grpcFailure(check)).details, `service "${text}" is not served here`);
});

test("grpc-js imports items over a client stream", async () => {
  const importId = randomUUID();
  const messages = Array.from({ length: 5 }, (_, message) => ({
    importId: message === 0 ? importId : "",
    rows: Array.from({ length: 200 }, (__, index) => {
      const row = message * 200 + index + 1;
      return { row, sku: `IMPORT-${row}`, name: `Item ${row}`, price, stockDelta: 5 };
    }),
  }));
  const { import: done, errors } = await client.clientStream(`${inventory}/ImportItems`, messages);
  const { createdCount, lastRow, status: state } = done as Record<string, string>;
  assert.deepEqual(
    [createdCount, lastRow, state, errors],
    ["1000", "1000", "IMPORT_STATUS_COMPLETE", []],
  );
});

test("grpc-js watches health over a server stream, and its cancel ends the stream on the server", async () => {
  const call = client.serverStream("grpc.health.v1.Health/Watch", { service: orders });
  const [answer] = (await within("the first status", once(call, "data"))) as [{ status: string }];
  assert.equal(answer.status, "SERVING");
  assert.equal(await streamsOpen(), "1");
  call.cancel();
  const [error] = (await within("the end", once(call, "error"))) as [{ code: number }];
  assert.equal(error.code, status.CANCELLED);
  await waitFor("the end of the stream on the server", async () => (await streamsOpen()) === "0");
});

test("a deadline of grpc-js ends a stream that would go on for ever", async () => {
  const deadline = Date.now() + 200;
  const call = client.serverStream("grpc.health.v1.Health/Watch", { service: "" }, { deadline });
  call.on("data", () => {});
  const [error] = (await within("the end", once(call, "error"))) as [{ code: number }];
  assert.equal(error.code, status.DEADLINE_EXCEEDED);
  assert(Date.now() >= deadline);
  await waitFor("the end of the stream on the server", async () => (await streamsOpen()) === "0");
});

test("a deadline of grpc-js that has passed is the answer to a unary call", async () => {
  const call = client.unary(`${orders}/ListOrders`, {}, { deadline: Date.now() - 1 });
  assert.equal((await grpcFailure(call)).code, status.DEADLINE_EXCEEDED);
});

test("grpc-js has thousands of orders in flight on one stream, and each is answered by its key", async () => {
  const orderCount = 3_000;
  await newItem("STREAMED", orderCount - 100);
  const userId = await newUser();
  const call = client.bidiStream(`${orders}/PlaceOrders`);
  const open = new Set<string>();
  const count = { ok: 0, outOfStock: 0 };
  call.on("data", (answer: { idempotencyKey: string; ok?: object; error?: { code: number } }) => {
    assert(open.delete(answer.idempotencyKey), "an answer that nobody waits for");
    if (answer.ok) count.ok += 1;
    if (answer.error?.code === status.FAILED_PRECONDITION) count.outOfStock += 1;
  });
  const ended = once(call, "end");
  for (let sent = 0; sent < orderCount; sent += 1) {
    const idempotencyKey = randomUUID();
    open.add(idempotencyKey);
    call.write({ idempotencyKey, userId, lines: [{ sku: "STREAMED", quantity: 1 }] });
  }
  assert.equal(open.size, orderCount, "all of them are on their way at once");
  call.end();
  await within("all answers", ended, 20_000);
  assert.deepEqual([open.size, count], [0, { ok: orderCount - 100, outOfStock: 100 }]);
  assert.equal(await heldOf("STREAMED"), String(orderCount - 100));
});

test("a PlaceOrders stream that grpc-js cancels leaves every order whole, and a retry by key finds it", async () => {
  await newItem("CUT", 1_000);
  const userId = await newUser();
  const requests = Array.from({ length: 200 }, () => {
    return { idempotencyKey: randomUUID(), userId, lines: [{ sku: "CUT", quantity: 1 }] };
  });
  const call = client.bidiStream(`${orders}/PlaceOrders`);
  for (const request of requests) call.write(request);
  await within("the first answer", once(call, "data"));
  call.on("error", () => {}).cancel();
  const retries = requests.map((request) => client.unary(`${orders}/PlaceOrder`, request));
  const answers = await Promise.all(retries);
  assert.equal(answers.filter(({ replayed }) => replayed === true).length > 0, true);
  assert.equal(await heldOf("CUT"), "200");
});

test("gzip goes both ways: grpc-js sends compressed requests and reads compressed answers", async (t) => {
  const proxy = await countingProxy(server.port);
  t.after(proxy.close);
  const gzip = 2;
  const zipped = new GrpcJsClient(`127.0.0.1:${proxy.port}`, {
    "grpc.default_compression_algorithm": gzip,
  });
  t.after(() => zipped.close());
  const rows = Array.from({ length: 1_000 }, (_, index) => {
    return { row: index + 1, sku: `GZIP-${index}`, name: "n".repeat(150), price, stockDelta: 1 };
  });
  const request = { importId: randomUUID(), rows, complete: true };
  const { import: done } = await zipped.unary(`${inventory}/ImportItemsChunk`, request);
  assert.equal((done as { createdCount: string }).createdCount, "1000");
  const list = { pageSize: 1_000, skuPrefix: "GZIP-" };
  const { items } = await zipped.unary(`${inventory}/ListItems`, list);
  assert.equal((items as readonly unknown[]).length, 1_000);
  const { upBytes, downBytes } = proxy.counts();
  assert(upBytes > 1_000 && upBytes < 60_000, `${upBytes} bytes went up, of 190,000`);
  assert(downBytes > 1_000 && downBytes < 80_000, `${downBytes} bytes came down, of 200,000`);
});

/** Passes bytes on and counts them. */
async function countingProxy(port: number) {
  let [upBytes, downBytes] = [0, 0];
  const sockets = new Set<net.Socket>();
  const proxy = net.createServer((down) => {
    const up = net.connect(port, "127.0.0.1");
    for (const socket of [up, down]) sockets.add(socket.on("error", () => {}));
    down.on("data", (bytes) => (upBytes += bytes.length)).pipe(up);
    up.on("data", (bytes) => (downBytes += bytes.length)).pipe(down);
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  return {
    port: (proxy.address() as AddressInfo).port,
    counts: () => ({ upBytes, downBytes }),
    close: () => {
      for (const socket of sockets) socket.destroy();
      proxy.close();
    },
  };
}
