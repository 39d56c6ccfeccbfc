import assert from "node:assert/strict";
import * as http2 from "node:http2";
import { after, afterEach, before, describe, it } from "node:test";
import * as zlib from "node:zlib";
import { Code } from "@connectrpc/connect";
import type { RawResponse } from "./rpc-raw-client.ts";
import { codeOfResponse, envelope, requestOn, sendRaw } from "./rpc-raw-client.ts";
import type { RawSocket } from "./rpc-raw-socket.ts";
import { frame, frameTypes, headerBlock, http2Hello, openRaw } from "./rpc-raw-socket.ts";
import type { Script } from "./rpc-scripted-services.ts";
import { newScript, scriptedServices } from "./rpc-scripted-services.ts";
import type { TestServer } from "./rpc-test-server.ts";
import { startTestServer } from "./rpc-test-server.ts";
import { waitFor, within } from "./wait-for.ts";

const placeOrder = "/sluice.orders.v1.OrderService/PlaceOrder";
const placeOrders = "/sluice.orders.v1.OrderService/PlaceOrders";
const importItems = "/sluice.inventory.v1.InventoryService/ImportItems";
const json = { "content-type": "application/json" };
const order = Buffer.from(JSON.stringify({ userId: "ok" }));
const versions = ["1.1", "2"] as const;

/** Every test here does something hostile, and then an ordinary call must work over both versions of HTTP. */
describe("a hostile client", () => {
  let server: TestServer;
  let script: Script;

  before(async () => {
    script = newScript();
    const limits = { sniffTimeoutMs: 150, headersTimeoutMs: 200, deadlineDefaultMs: 300 };
    const caps = { streamsPerConnectionMax: 10, headerSizeMaxBytes: 8_192 };
    server = await startTestServer({ ...limits, ...caps }, scriptedServices(script));
  });

  afterEach(async () => {
    for (const version of versions) {
      const response = await send(version, { path: placeOrder, headers: json, body: order });
      assert.equal(response.status, 200);
    }
  });

  after(() => server.close());

  const send = (
    version: (typeof versions)[number],
    request: { path: string; headers: Record<string, string>; body?: Uint8Array },
  ): Promise<RawResponse> => within("an answer", sendRaw(version, { url: server.url, ...request }));

  it("that says nothing is cut off", async () => {
    const silent = await openRaw(server.port);
    await silent.closed();
  });

  it("that stops in the middle of the HTTP/2 preface is cut off", async () => {
    const socket = await openRaw(server.port);
    socket.send("PR");
    await socket.closed();
  });

  it("that dribbles HTTP/1.1 headers is cut off", async () => {
    const socket = await openRaw(server.port);
    socket.send("POST / HTTP/1.1\r\nhost: localhost\r\n");
    await dribble(socket, "x-more: 1\r\n");
  });

  it("that dribbles HTTP/2 headers is cut off", async () => {
    const socket = await openRaw(server.port);
    const whole = frame({ type: frameTypes.headers, stream: 1, payload: Buffer.alloc(5_000) });
    socket.send(http2Hello);
    socket.send(whole.subarray(0, 9));
    await dribble(socket, Buffer.from([0x82]));
  });

  for (const version of versions) {
    it(`that never finishes its body gets DEADLINE_EXCEEDED, HTTP/${version}`, async () => {
      const called = script.called;
      const code =
        version === "1.1" ? await unfinishedHttp1(server) : await unfinishedHttp2(server);
      assert.equal(code, "deadline_exceeded");
      assert.equal(script.called, called);
    });

    it(`that declares a body of 4 GiB gets RESOURCE_EXHAUSTED, HTTP/${version}`, async () => {
      const heldBytes = process.memoryUsage().arrayBuffers;
      const headers = { "content-type": "application/connect+json" };
      const body = envelope(order, { lengthBytes: 0xffff_fff0 });
      const response = await send(version, { path: importItems, headers, body });
      assert.equal(codeOfResponse("connect", true, response), Code.ResourceExhausted);
      const growth = process.memoryUsage().arrayBuffers - heldBytes;
      assert(growth < 64 * 1024 * 1024, `arrayBuffers grew by ${growth}`);
    });

    it(`that sends a decompression bomb gets RESOURCE_EXHAUSTED, HTTP/${version}`, async () => {
      const bomb = zlib.gzipSync(Buffer.alloc(64 * 1024 * 1024, " "));
      const headers = { ...json, "content-encoding": "gzip" };
      const response = await send(version, { path: placeOrder, headers, body: bomb });
      assert.equal(codeOfResponse("connect", false, response), Code.ResourceExhausted);
      assert.match(response.body.toString(), /limit of 1048576 bytes/);
    });

    it(`that sends a message without end gets RESOURCE_EXHAUSTED, HTTP/${version}`, async () => {
      const headers = { ...json };
      const body = Buffer.alloc(6 * 1024 * 1024, " ");
      const response = await send(version, { path: placeOrder, headers, body });
      assert.equal(codeOfResponse("connect", false, response), Code.ResourceExhausted);
    });

    it(`that nests binary groups a million deep gets INVALID_ARGUMENT, HTTP/${version}`, async () => {
      const body = Buffer.alloc(1_000_000, 0x9b);
      const headers = { "content-type": "application/proto" };
      const response = await send(version, { path: placeOrder, headers, body });
      assert.equal(codeOfResponse("connect", false, response), Code.InvalidArgument);
      assert.doesNotMatch(response.body.toString(), /stack|recurs/i);
    });
  }

  it("that declares a length of 4 GiB in its headers is answered at once", async () => {
    const socket = await openRaw(server.port);
    const head = [
      "host: localhost",
      "content-type: application/json",
      "content-length: 4294967296",
    ];
    socket.send(`POST ${placeOrder} HTTP/1.1\r\n${head.join("\r\n")}\r\n\r\n{`);
    await waitFor("an answer", () => socket.received().includes("resource_exhausted"));
    socket.destroy();
  });

  it("that nests JSON a hundred thousand deep gets INVALID_ARGUMENT", async () => {
    const body = Buffer.from(`{"lines":${"[".repeat(100_000)}${"]".repeat(100_000)}}`);
    const response = await send("2", { path: placeOrder, headers: json, body });
    assert.equal(codeOfResponse("connect", false, response), Code.InvalidArgument);
  });

  it("that sends a thousand unknown fields is served, as protobuf says", async () => {
    const fields = Array.from({ length: 1_000 }, () => [0xf8, 0x3f, 0x01]).flat();
    const headers = { "content-type": "application/proto" };
    const response = await send("2", { path: placeOrder, headers, body: Buffer.from(fields) });
    assert.equal(response.status, 200);
  });

  it("that sends invalid UTF-8 gets INVALID_ARGUMENT", async () => {
    const headers = { "content-type": "application/proto" };
    const body = Buffer.from([0x12, 0x02, 0xff, 0xfe]);
    const response = await send("2", { path: placeOrder, headers, body });
    assert.equal(codeOfResponse("connect", false, response), Code.InvalidArgument);
  });

  it("that sends headers larger than allowed is refused, HTTP/1.1", async () => {
    const headers = { ...json, "x-large": "x".repeat(10_000) };
    const response = await send("1.1", { path: placeOrder, headers, body: order });
    assert.equal(response.status, 431);
  });

  it("that sends headers larger than allowed is refused, HTTP/2", async () => {
    const called = script.called;
    const session = http2.connect(server.url);
    await within("settings", new Promise((resolve) => session.once("remoteSettings", resolve)));
    const headers = { ...json, "x-large": "x".repeat(10_000) };
    await assert.rejects(requestOn(session, { path: placeOrder, headers, body: order }));
    assert.equal(script.called, called);
    session.destroy();
  });

  it("that cuts its body off is forgotten, HTTP/1.1", async () => {
    const called = script.called;
    const socket = await openRaw(server.port);
    const head = "host: localhost\r\ncontent-type: application/json\r\ncontent-length: 100";
    socket.send(`POST ${placeOrder} HTTP/1.1\r\n${head}\r\n\r\n{"userId":`);
    await waitFor(
      "the call is in flight",
      async () => (await gauge(server, "rpc_in_flight")) === 1,
    );
    socket.destroy();
    await waitFor(
      "the call is forgotten",
      async () => (await gauge(server, "rpc_in_flight")) === 0,
    );
    assert.equal(script.called, called);
  });

  it("that cuts its body off is forgotten, HTTP/2", async () => {
    const session = http2.connect(server.url);
    session.on("error", () => {});
    const stream = session.request({ ":method": "POST", ":path": placeOrder, ...json });
    stream.on("error", () => {});
    stream.write(`{"userId":`);
    await waitFor(
      "the call is in flight",
      async () => (await gauge(server, "rpc_in_flight")) === 1,
    );
    stream.close(http2.constants.NGHTTP2_CANCEL);
    await waitFor(
      "the call is forgotten",
      async () => (await gauge(server, "rpc_in_flight")) === 0,
    );
    session.destroy();
  });

  it("that sends garbage after the preface is cut off", async () => {
    const socket = await openRaw(server.port);
    socket.send(http2Hello);
    socket.send(Buffer.alloc(4_096, 0xa5));
    await socket.closed();
  });

  it("that sends garbage instead of HTTP/1.1 is answered with 400", async () => {
    const socket = await openRaw(server.port);
    socket.send("\u0000\u0001garbage\r\n\r\n");
    await socket.closed();
    assert.match(socket.received(), /^HTTP\/1\.1 400/);
  });

  it("that opens and resets streams as fast as it can loses its connection", async () => {
    const session = http2.connect(server.url);
    let closed = false;
    session.on("close", () => (closed = true));
    session.on("error", () => {});
    await waitFor("the connection is lost", () => {
      for (let count = 0; count < 20 && !session.destroyed && !session.closed; count += 1) {
        const stream = session.request({ ":method": "POST", ":path": placeOrder, ...json });
        stream.on("error", () => {});
        stream.close(http2.constants.NGHTTP2_CANCEL);
      }
      return closed;
    });
  });

  it("that makes the server reset its streams as fast as it can loses its connection", async () => {
    const socket = await openRaw(server.port);
    const head = {
      ":method": "POST",
      ":path": placeOrder,
      ":scheme": "http",
      ":authority": "localhost",
    };
    const payload = headerBlock(head);
    socket.send(http2Hello);
    for (let stream = 1; stream < 4_000 && !socket.isClosed(); stream += 2) {
      socket.send(frame({ type: frameTypes.headers, flags: 0x4, stream, payload }));
      // An increment of zero is an error of the stream (RFC 9113, section 6.9).
      socket.send(frame({ type: frameTypes.windowUpdate, stream, payload: Buffer.alloc(4) }));
    }
    await socket.closed();
  });

  it("that sends CONTINUATION frames without end loses its connection", async () => {
    const socket = await openRaw(server.port);
    const block = headerBlock({ ":method": "POST", ":path": "/", ":scheme": "http" });
    socket.send(http2Hello);
    socket.send(frame({ type: frameTypes.headers, stream: 1, payload: block }));
    const more = headerBlock({ "x-more": "x".repeat(100) });
    const flood = frame({ type: frameTypes.continuation, stream: 1, payload: more });
    for (let count = 0; count < 1_000; count += 1) socket.send(flood);
    await socket.closed(150);
  });

  it("gets no more streams on one connection than are allowed", async () => {
    const session = http2.connect(server.url).setMaxListeners(50);
    const body = Buffer.from(JSON.stringify({ userId: "hang" }));
    const request = { path: placeOrder, headers: { ...json, "connect-timeout-ms": "100" }, body };
    await within("settings", new Promise((resolve) => session.once("remoteSettings", resolve)));
    let most = 0;
    const watching = setInterval(() => (most = Math.max(most, script.running)), 1);
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => within("an answer", requestOn(session, request))),
    );
    clearInterval(watching);
    for (const answer of answers)
      assert.equal(codeOfResponse("connect", false, answer), Code.DeadlineExceeded);
    assert(most > 0 && most <= 10, `${most} ran at once`);
    session.destroy();
  });

  it("that sends broken envelopes gets INVALID_ARGUMENT on a bidi stream", async () => {
    const headers = { "content-type": "application/grpc" };
    const good = envelope(Buffer.from([0x12, 0x02, 0x6f, 0x6b]));
    const body = Buffer.concat([good, envelope(Buffer.from([0x12, 0x7f]))]);
    const response = await send("2", { path: placeOrders, headers, body });
    assert.equal(codeOfResponse("grpc", true, response), Code.InvalidArgument);
  });
});

/** Goes on sending until the server ends the connection. */
async function dribble(socket: RawSocket, bytes: Uint8Array | string): Promise<void> {
  const sending = setInterval(() => socket.send(bytes), 20);
  try {
    await socket.closed();
  } finally {
    clearInterval(sending);
  }
}

async function unfinishedHttp1(server: TestServer): Promise<string> {
  const socket = await openRaw(server.port);
  const head = "host: localhost\r\ncontent-type: application/json\r\ncontent-length: 100";
  socket.send(`POST ${placeOrder} HTTP/1.1\r\n${head}\r\n\r\n{`);
  await waitFor("an answer", () => socket.received().includes('"code"'));
  socket.destroy();
  return /"code":"(\w+)"/.exec(socket.received())?.[1] ?? "";
}

async function unfinishedHttp2(server: TestServer): Promise<string> {
  const session = http2.connect(server.url);
  const stream = session.request({ ":method": "POST", ":path": placeOrder, ...json });
  stream.write("{");
  let text = "";
  stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
  await within("an answer", new Promise((resolve) => stream.on("end", resolve)));
  session.destroy();
  return (JSON.parse(text) as { code: string }).code;
}

async function gauge(server: TestServer, name: string): Promise<number> {
  const text = await server.metrics.registry.getSingleMetricAsString(name);
  return Number(text.split("\n").at(-1)?.split(" ").at(-1));
}
