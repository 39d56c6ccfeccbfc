import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import http2 from "node:http2";
import net from "node:net";
import { test } from "node:test";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { Health, HealthCheckResponse_ServingStatus } from "#gen/health/v1/health_pb.ts";
import { testServer, untilLogged } from "./server-process.ts";
import type { ServerProcess } from "./server-process.ts";
import { clientsOf, createItem, createUser, eur, failure } from "./sluice-test-server.ts";
import type { Clients } from "./sluice-test-server.ts";
import { tempDirectory } from "./temp-directory.ts";
import { waitFor, within } from "./wait-for.ts";

function transportOf({ url }: ServerProcess) {
  return createGrpcTransport({ baseUrl: url, defaultTimeoutMs: 30_000 });
}

/** An import whose client sends one row and then keeps silent: the call stays open until somebody ends it. */
async function openImport(
  clients: Clients,
): Promise<{ end: () => void; result: Promise<unknown> }> {
  const importId = randomUUID();
  const silence = Promise.withResolvers<void>();
  const row = { row: 1n, sku: "SILENT", name: "Silent", price: eur(1n), stockDelta: 1n };
  // Two commands full of rows: those are done at once, and can be seen from outside.
  const rowCount = 400;
  const rows = Array.from({ length: rowCount }, (_, index) => ({ ...row, row: BigInt(index + 1) }));
  async function* requests() {
    yield { importId, rows };
    await silence.promise;
  }
  const result = clients.inventory.importItems(requests());
  result.catch(() => {});
  await waitFor("all that was sent to be imported", async () => {
    const found = await clients.inventory.getImport({ importId }).catch(() => undefined);
    return found?.import?.lastRow === BigInt(rowCount);
  });
  return { end: silence.resolve, result };
}

/** What a new connection comes to. */
async function connectTo(port: number): Promise<string> {
  const socket = net.connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return "connected";
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  } finally {
    socket.destroy();
  }
}

test("SIGTERM: watchers hear NOT_SERVING, new connections are refused, open calls finish, exit 0", async (t) => {
  const server = await testServer(t);
  const clients = clientsOf(transportOf(server));
  const open = await openImport(clients);
  const health = createClient(Health, transportOf(server));
  const statuses = health.watch({ service: "" })[Symbol.asyncIterator]();
  const { SERVING, NOT_SERVING } = HealthCheckResponse_ServingStatus;
  assert.equal((await statuses.next()).value?.status, SERVING);
  server.signal("SIGTERM");
  const told = await within("the new status", statuses.next());
  assert.equal(told.value?.status, NOT_SERVING);
  assert.equal((await within("the end of the watch", statuses.next())).done, true);
  assert.equal(await connectTo(server.port), "ECONNREFUSED");
  open.end();
  await within("the import to finish", open.result);
  assert.deepEqual(await within("the exit", server.exited), { code: 0, signal: null });
  assert.deepEqual(server.logged.map(({ msg }) => msg).slice(1), ["draining", "stopped"]);
  assert.equal(server.stderr(), "");
});

test("SIGINT ends an idle server, and a connection that only waits does not hold it up", async (t) => {
  const server = await testServer(t, { env: { DRAIN_TIMEOUT_MS: "60000" } });
  const session = http2.connect(server.url);
  t.after(() => session.destroy());
  await once(session, "connect");
  const health = createClient(Health, transportOf(server));
  await health.check({});
  server.signal("SIGINT");
  assert.equal((await within("the exit", server.exited)).code, 0);
});

test("GOAWAY comes in two steps: stop opening streams, and then the last one that counts", async (t) => {
  const server = await testServer(t);
  const session = http2.connect(server.url);
  t.after(() => session.destroy());
  const lastStreams: number[] = [];
  session.on("goaway", (_code, lastStream) => lastStreams.push(lastStream));
  const request = session.request({
    ":method": "POST",
    ":path": "/sluice.inventory.v1.InventoryService/ImportItems",
    "content-type": "application/grpc",
    te: "trailers",
  });
  request.on("error", () => {});
  session.ping(() => {});
  await once(session, "remoteSettings");
  const health = createClient(Health, transportOf(server));
  await health.check({});
  server.signal("SIGTERM");
  await waitFor("both GOAWAYs", () => lastStreams.length === 2);
  assert.deepEqual(lastStreams, [2 ** 31 - 1, 1]);
  request.end();
  assert.equal((await within("the exit", server.exited)).code, 0);
});

test("a PlaceOrders stream answers every order it has read, ends in order, and a restart finds them all", async (t) => {
  const dataDir = tempDirectory(t);
  const server = await testServer(t, { dataDir });
  const clients = clientsOf(transportOf(server));
  await createItem(clients, { sku: "DRAIN", onHand: 1_000_000n });
  const { userId } = await createUser(clients);
  let count = 0;
  const acknowledged: string[] = [];
  async function* requests() {
    const lines = [{ sku: "DRAIN", quantity: 1n }];
    for (;;) {
      yield { idempotencyKey: randomUUID(), userId, lines };
      count += 1;
      // Some on their way at all times, and the process is not starved.
      await waitFor("room", () => count - acknowledged.length < 200, 30_000);
    }
  }
  for await (const { result } of clients.orders.placeOrders(requests())) {
    assert(result.case === "ok");
    acknowledged.push(result.value.order?.orderId ?? "");
    if (acknowledged.length === 300) server.signal("SIGTERM");
  }
  assert(acknowledged.length >= 300);
  assert.equal((await within("the exit", server.exited)).code, 0);
  const restarted = await testServer(t, { dataDir });
  const found = clientsOf(transportOf(restarted));
  const { item } = await found.inventory.getItem({ sku: "DRAIN" });
  assert.equal(item?.held, BigInt(acknowledged.length), "nothing was done without being answered");
  for (const orderId of acknowledged.slice(-50)) await found.orders.getOrder({ orderId });
});

test("unary calls under way at SIGTERM are answered, and what was acknowledged is there after a restart", async (t) => {
  const dataDir = tempDirectory(t);
  const server = await testServer(t, { dataDir });
  const clients = clientsOf(transportOf(server));
  await createItem(clients, { sku: "UNARY", onHand: 1_000_000n });
  const { userId } = await createUser(clients);
  const acknowledged: string[] = [];
  const errors: ConnectError[] = [];
  const buy = async (): Promise<void> => {
    try {
      while (errors.length === 0) {
        const lines = [{ sku: "UNARY", quantity: 1n }];
        const call = clients.orders.placeOrder({ idempotencyKey: randomUUID(), userId, lines });
        acknowledged.push((await call).order?.orderId ?? "");
        if (acknowledged.length === 200) server.signal("SIGTERM");
      }
    } catch (error) {
      errors.push(ConnectError.from(error));
    }
  };
  await Promise.all(Array.from({ length: 20 }, buy));
  assert.equal((await within("the exit", server.exited)).code, 0);
  // What came too late was not taken: refused by the connection (safe to send again), or there was no one to connect to.
  const refusals = errors.filter(({ code, message }) => {
    return code !== Code.Unavailable && !message.includes("REFUSED_STREAM");
  });
  assert.deepEqual(refusals, []);
  const found = clientsOf(transportOf(await testServer(t, { dataDir })));
  const { item } = await found.inventory.getItem({ sku: "UNARY" });
  assert.equal(item?.held, BigInt(acknowledged.length));
});

test("a call that does not end is ended with UNAVAILABLE when the patience is over", async (t) => {
  const server = await testServer(t, { env: { DRAIN_TIMEOUT_MS: "900" } });
  const open = await openImport(clientsOf(transportOf(server)));
  server.signal("SIGTERM");
  assert.equal((await failure(open.result)).code, Code.Unavailable);
  assert.equal((await within("the exit", server.exited)).code, 0);
});

test("a second signal ends the process at once with 1, and what it had answered is there", async (t) => {
  const dataDir = tempDirectory(t);
  const server = await testServer(t, { dataDir, env: { DRAIN_TIMEOUT_MS: "60000" } });
  const clients = clientsOf(transportOf(server));
  const user = await createUser(clients);
  await openImport(clients);
  server.signal("SIGTERM");
  await untilLogged(server, "draining");
  server.signal("SIGTERM");
  assert.equal((await within("the exit", server.exited, 5_000)).code, 1);
  const found = clientsOf(transportOf(await testServer(t, { dataDir })));
  assert.deepEqual((await found.users.getUser({ userId: user.userId })).user, user);
});
