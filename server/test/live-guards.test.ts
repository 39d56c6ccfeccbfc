import assert from "node:assert/strict";
import { once } from "node:events";
import * as http2 from "node:http2";
import * as net from "node:net";
import { test } from "node:test";
import type { TestContext } from "node:test";
import { create, toBinary } from "@bufbuild/protobuf";
import { Code, createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { compressionAlgorithms, status } from "@grpc/grpc-js";
import { ErrorInfoSchema, RetryInfoSchema } from "#gen/google/rpc/error_details_pb.ts";
import { LiveService, WatchRequestSchema } from "#gen/sluice/live/v1/live_service_pb.ts";
import { GrpcJsClient } from "./grpc-js-client.ts";
import { collectGarbage } from "./live/collect-garbage.ts";
import { decode } from "./live/fake-sink.ts";
import { startLiveServer } from "./live/live-server.ts";
import type { LiveServer } from "./live/live-server.ts";
import { everything, Watching } from "./live/watching.ts";
import { envelope, sendRaw } from "./rpc-raw-client.ts";
import { testServer } from "./server-process.ts";
import { clientsOf, createItem, createUser } from "./sluice-test-server.ts";
import { tempDirectory } from "./temp-directory.ts";
import { waitFor, within } from "./wait-for.ts";

const watch = "/sluice.live.v1.LiveService/Watch";
const topics = [...everything];
const request = envelope(toBinary(WatchRequestSchema, create(WatchRequestSchema, { topics })));
const grpcHeaders = { ":method": "POST", ":path": watch, "content-type": "application/grpc+proto" };

async function addEvents({ clients }: LiveServer, count: number): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, (_, index) =>
      clients.users.createUser({ email: `${index}-${crypto.randomUUID()}@example.com`, name: "A" }),
    ),
  );
}

async function fillShop(server: LiveServer, itemCount: number): Promise<void> {
  const name = "A name that takes some room ".repeat(7).trim();
  for (let at = 0; at < itemCount; at += 200) {
    await Promise.all(
      Array.from({ length: Math.min(200, itemCount - at) }, (_, index) =>
        createItem(server.clients, { sku: `SKU-${at + index}`, name }),
      ),
    );
  }
}

test("streams past the limit are refused with RetryInfo, and taken again when others have ended", async (t) => {
  const server = await startLiveServer(t, { streamsOpenMax: 2 });
  const open = [1, 2].map(() => new Watching(server.clients.live, { topics }));
  for (const watching of open) await watching.untilSnapshot();
  const error = await new Watching(server.clients.live, { topics }).failure();
  assert.equal(error.code, Code.ResourceExhausted);
  assert.equal(error.findDetails(RetryInfoSchema).length, 1);
  assert.equal(server.hub.subscriberCount, 2);
  for (const watching of open) watching.cancel();
  await waitFor("room again", () => server.hub.subscriberCount === 0);
  const again = new Watching(server.clients.live, { topics });
  await again.untilSnapshot();
  again.cancel();
});

test("a stream for another host is turned away before it is opened", async (t) => {
  const server = await startLiveServer(t);
  const headers = { "content-type": "application/connect+proto", host: "shop.example.com" };
  const response = await sendRaw("1.1", { url: server.url, path: watch, headers, body: request });
  assert(response.status >= 400 && response.status < 500, String(response.status));
  assert.equal(server.hub.subscriberCount, 0);
});

test("the longest life of a stream ends it, live or still in its snapshot", async (t) => {
  const server = await startLiveServer(t, { streamDeadlineMaxMs: 300 });
  const watching = new Watching(server.clients.live, { topics });
  await watching.untilSnapshot();
  assert.equal((await watching.failure()).code, Code.DeadlineExceeded);
  assert.equal(server.hub.subscriberCount, 0);
});

test("a storage that fails to answer ends the stream with an error that tells nothing from inside", async (t) => {
  const server = await startLiveServer(t);
  Object.assign(server.storage, { listOrders: () => Promise.reject(new Error("secret path")) });
  const error = await new Watching(server.clients.live, { topics }).failure();
  assert.equal(error.code, Code.Internal);
  assert(!error.message.includes("secret"));
  assert.equal(server.logged.filter((line) => line.includes("secret path")).length, 1);
  assert.equal(server.hub.subscriberCount, 0);
});

test("a drain ends streams at once with UNAVAILABLE, and the cursor goes on at the next server", async (t) => {
  const dataDir = tempDirectory(t);
  const env = { DISK_FREE_MIN_BYTES: "0", DRAIN_TIMEOUT_MS: "60000" };
  const first = await testServer(t, { dataDir, env });
  const before = clientsAt(first.url);
  const { userId } = await createUser(before);
  await createItem(before, { onHand: 1_000n });
  const watching = new Watching(before.live, { topics });
  await watching.untilSnapshot();
  const place = async (clients: typeof before) =>
    await clients.orders.placeOrder({
      idempotencyKey: crypto.randomUUID(),
      userId,
      lines: [{ sku: "DROP-01", quantity: 1n }],
    });
  await place(before);
  await waitFor("the first event", () => watching.seqs.length === 1);
  const stopped = first.stop();
  // At once, not after the drain timeout.
  const error = await within("the end of the stream", watching.failure());
  assert.equal(error.code, Code.Unavailable);
  assert.equal(error.findDetails(ErrorInfoSchema)[0]?.reason, "STOPPING");
  assert.equal((await stopped).code, 0);
  const second = await testServer(t, { dataDir, env });
  const after = clientsAt(second.url);
  await place(after);
  const resumed = new Watching(after.live, { topics, cursor: watching.cursor });
  await waitFor("the second event", () => resumed.seqs.length === 1);
  assert.equal(resumed.responses.filter(({ resync }) => resync !== undefined).length, 0);
  assert.equal((resumed.seqs[0] ?? 0n) - (watching.seqs[0] ?? 0n), 1n);
  const [row] = resumed.responses.flatMap(({ items }) => items).slice(-1);
  assert.equal(row?.held, 2n);
  resumed.cancel();
});

function clientsAt(url: string) {
  const transport = createGrpcTransport({ baseUrl: url });
  return { ...clientsOf(transport), live: createClient(LiveService, transport) };
}

test("grpc-js watches with compression, its cancel ends the stream, and it is told what is wrong", async (t) => {
  const server = await startLiveServer(t);
  await fillShop(server, 30);
  const client = new GrpcJsClient(`127.0.0.1:${server.port}`, {
    "grpc.default_compression_algorithm": compressionAlgorithms.gzip,
  });
  t.after(() => client.close());
  const call = client.serverStream("sluice.live.v1.LiveService/Watch", {
    topics: [{ orders: {} }, { stock: {} }],
  });
  const items = new Set<string>();
  const done = Promise.withResolvers<string>();
  call.on(
    "data",
    (response: { items?: { sku: string }[]; snapshotDone?: boolean; cursor?: string }) => {
      for (const { sku } of response.items ?? []) items.add(sku);
      if (response.snapshotDone === true) done.resolve(response.cursor ?? "");
    },
  );
  const ended = once(call, "error") as Promise<[{ code: number }]>;
  const cursor = await within("the snapshot", done.promise);
  assert.equal(items.size, 30);
  call.cancel();
  assert.equal((await within("the end", ended))[0].code, status.CANCELLED);
  await waitFor("the server has let go", () => server.hub.subscriberCount === 0);
  const wrong = client.serverStream("sluice.live.v1.LiveService/Watch", {
    topics: [{ orders: {} }],
    cursor,
  });
  wrong.on("data", () => {});
  const [error] = (await within("the refusal", once(wrong, "error"))) as [{ code: number }];
  assert.equal(error.code, status.INVALID_ARGUMENT);
});

test("a client that never reads costs one write, and slows nobody", async (t) => {
  const server = await startLiveServer(t, { liveRingBytes: 1_000_000 });
  await fillShop(server, 500);
  const session = http2.connect(server.url, { settings: { initialWindowSize: 1_000 } });
  t.after(() => session.destroy());
  const stalled = Array.from({ length: 20 }, () => stall(session));
  await waitFor("they are open", () => server.hub.subscriberCount === 20);
  const fast = new Watching(server.clients.live, { topics });
  await fast.untilSnapshot();
  const beforeBytes = process.memoryUsage().external + process.memoryUsage().arrayBuffers;
  for (let round = 0; round < 4; round += 1) {
    const deltas = Array.from({ length: 100 }, (_, at) =>
      server.clients.inventory.adjustStock({
        idempotencyKey: crypto.randomUUID(),
        sku: `SKU-${round * 100 + at}`,
        delta: 1n,
        reason: "count",
      }),
    );
    await Promise.all(deltas);
  }
  const { headSeq } = server.storage.status();
  await waitFor("the fast one has it all", () => fast.cursor.endsWith(`.${headSeq.toString(36)}`));
  const grownBytes =
    process.memoryUsage().external + process.memoryUsage().arrayBuffers - beforeBytes;
  assert(grownBytes < 20 * 100_000 + 8_000_000, `${grownBytes} bytes for 20 stalled streams`);
  for (const stream of stalled) stream.close(http2.constants.NGHTTP2_CANCEL);
  fast.cancel();
  await waitFor("the server has let go", () => server.hub.subscriberCount === 0);
});

/** A stream of gRPC that takes its first thousand bytes and no more. */
function stall(session: http2.ClientHttp2Session): http2.ClientHttp2Stream {
  const stream = session.request(grpcHeaders);
  stream.on("error", () => {});
  stream.end(request);
  return stream;
}

test("a client that reads byte by byte gets every message whole, while others move on", async (t) => {
  const server = await startLiveServer(t);
  await fillShop(server, 20);
  const { socket, take, bytes } = await trickle(t, server);
  await waitFor("some bytes", () => take(100) && bytes().length > 100);
  await addEvents(server, 100);
  const fast = new Watching(server.clients.live, { topics });
  await fast.untilSnapshot();
  await waitFor("the snapshot", () => {
    take(200);
    const { responses } = decode(dechunked(bytes()), "proto");
    return responses.some(({ snapshotDone }) => snapshotDone);
  });
  fast.cancel();
  socket.destroy();
  await waitFor("the server has let go", () => server.hub.subscriberCount === 0);
});

/** A Connect stream over HTTP/1.1 that is read by hand. */
async function trickle(t: TestContext, { port }: LiveServer) {
  const socket = net.connect({ port, host: "127.0.0.1" });
  t.after(() => socket.destroy());
  await once(socket, "connect");
  const head = [
    `POST ${watch} HTTP/1.1`,
    "host: localhost",
    "content-type: application/connect+proto",
    `content-length: ${request.length}`,
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n`);
  socket.write(request);
  let bytes: Buffer = Buffer.alloc(0);
  socket.on("readable", () => undefined);
  const take = (count: number): boolean => {
    for (let taken = 0; taken < count; taken += 1) {
      const byte = socket.read(1) as Buffer | null;
      if (byte === null) break;
      bytes = Buffer.concat([bytes, byte]);
    }
    return true;
  };
  return { socket, take, bytes: () => bytes };
}

/** The body of a chunked response so far. */
function dechunked(response: Buffer): Buffer {
  const chunks: Buffer[] = [];
  let at = response.indexOf("\r\n\r\n") + 4;
  while (at > 3 && at < response.length) {
    const lineEnd = response.indexOf("\r\n", at);
    if (lineEnd === -1) break;
    const sizeBytes = Number.parseInt(response.subarray(at, lineEnd).toString(), 16);
    chunks.push(response.subarray(lineEnd + 2, lineEnd + 2 + sizeBytes));
    at = lineEnd + 2 + sizeBytes + 2;
  }
  return Buffer.concat(chunks);
}

test("clients that leave in mid-frame, again and again, leave nothing behind", async (t) => {
  const server = await startLiveServer(t);
  await fillShop(server, 300);
  const leaveOften = async (count: number): Promise<void> => {
    for (let round = 0; round < count; round += 1) {
      const session = http2.connect(server.url);
      session.on("error", () => {});
      const streams = Array.from({ length: 10 }, () => stall(session));
      await Promise.all(streams.map((stream) => once(stream, "response")));
      if (round % 2 === 0) session.destroy();
      else for (const stream of streams) stream.close(http2.constants.NGHTTP2_CANCEL);
      session.close();
    }
    await waitFor("the server has let go", () => server.hub.subscriberCount === 0);
  };
  await leaveOften(10);
  const beforeBytes = await collectGarbage();
  await leaveOften(20);
  const grownBytes = (await collectGarbage()) - beforeBytes;
  assert(grownBytes < 4_000_000, `${grownBytes} bytes after 200 streams`);
  t.diagnostic(`${grownBytes} bytes after 200 streams`);
  assert.deepEqual(
    server.logged.filter((line) => line.includes('"level":50')),
    [],
  );
});
