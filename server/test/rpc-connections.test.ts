import assert from "node:assert/strict";
import * as http2 from "node:http2";
import { describe, it } from "node:test";
import { Code } from "@connectrpc/connect";
import { codeOfResponse, requestOn, sendRaw } from "./rpc-raw-client.ts";
import { frame, frameTypes, headerBlock, http2Hello, openRaw } from "./rpc-raw-socket.ts";
import { newScript, scriptedServices } from "./rpc-scripted-services.ts";
import { startTestServer } from "./rpc-test-server.ts";
import { waitFor, within } from "./wait-for.ts";

const placeOrder = "/sluice.orders.v1.OrderService/PlaceOrder";
const json = { "content-type": "application/json" };
const hang = Buffer.from(JSON.stringify({ userId: "hang" }));
const order = Buffer.from(JSON.stringify({ userId: "ok" }));

describe("connections", () => {
  it("past the limit are closed without an answer", async () => {
    await using server = await startTestServer({ connectionsMax: 2 });
    const first = [await openRaw(server.port), await openRaw(server.port)];
    const third = await openRaw(server.port);
    await third.closed();
    assert(first.every((socket) => !socket.isClosed()));
  });

  it("that do not answer a ping are cut off", async () => {
    await using server = await startTestServer({ keepaliveMs: 50, keepaliveTimeoutMs: 100 });
    const socket = await openRaw(server.port);
    socket.send(http2Hello);
    await socket.closed();
  });

  it("that answer pings stay", async () => {
    await using server = await startTestServer({ keepaliveMs: 20, keepaliveTimeoutMs: 5_000 });
    const session = http2.connect(server.url);
    await requestOn(session, { path: placeOrder, headers: json, body: order });
    let pings = 0;
    session.on("ping", () => (pings += 1));
    await waitFor("ten pings", () => pings >= 10);
    assert(!session.closed && !session.destroyed);
    session.destroy();
  });

  for (const version of ["1.1", "2"] as const)
    it(`without calls are closed after the idle timeout, HTTP/${version}`, async () => {
      await using server = await startTestServer({ idleTimeoutMs: 100 });
      const socket = await openRaw(server.port);
      if (version === "1.1") socket.send("GET /nothing HTTP/1.1\r\nhost: localhost\r\n\r\n");
      else socket.send(Buffer.concat([http2Hello, getRequest]));
      await waitFor("an answer", () => socket.received().length > 60);
      await socket.closed();
    });

  it("with an open call outlive the idle timeout", async () => {
    await using server = await startTestServer({ idleTimeoutMs: 50 });
    const session = http2.connect(server.url);
    const headers = { ...json, "connect-timeout-ms": "300" };
    const response = await requestOn(session, { path: placeOrder, headers, body: hang });
    assert.equal(codeOfResponse("connect", false, response), Code.DeadlineExceeded);
  });

  it("past their age end without losing a call", async () => {
    await using server = await startTestServer({ connectionAgeMaxMs: 100, headersTimeoutMs: 80 });
    const session = http2.connect(server.url);
    const goaways: number[] = [];
    session.on("goaway", (_code, lastStreamId) => goaways.push(lastStreamId));
    const headers = { ...json, "connect-timeout-ms": "400" };
    const response = await requestOn(session, { path: placeOrder, headers, body: hang });
    assert.equal(codeOfResponse("connect", false, response), Code.DeadlineExceeded);
    await waitFor("the connection closes", () => session.destroyed);
    assert.deepEqual([...new Set(goaways)], [2 ** 31 - 1, 1]);
  });
});

describe("a drain", () => {
  it("sends GOAWAY twice, lets a call finish, and takes no new connection", async () => {
    const script = newScript();
    await using server = await startTestServer({}, scriptedServices(script));
    const session = http2.connect(server.url);
    const goaways: number[] = [];
    session.on("goaway", (_code, lastStreamId) => goaways.push(lastStreamId));
    const headers = { ...json, "connect-timeout-ms": "300" };
    const call = requestOn(session, { path: placeOrder, headers, body: hang });
    await waitFor("the call runs", () => script.running === 1);
    const drained = server.drain();
    await waitFor("GOAWAY", () => goaways.length > 0);
    await assert.rejects(sendRaw("1.1", { url: server.url, path: "/", headers: json }));
    const response = await within("the call", call);
    assert.equal(codeOfResponse("connect", false, response), Code.DeadlineExceeded);
    await within("the drain", drained);
    assert.deepEqual([...new Set(goaways)], [2 ** 31 - 1, 1]);
  });

  it("ends HTTP/1.1 connections with their answer", async () => {
    const script = newScript();
    await using server = await startTestServer({}, scriptedServices(script));
    const headers = { ...json, "connect-timeout-ms": "200", connection: "keep-alive" };
    const call = sendRaw("1.1", { url: server.url, path: placeOrder, headers, body: hang });
    await waitFor("the call runs", () => script.running === 1);
    const drained = server.drain();
    const response = await within("the call", call);
    assert.equal(response.headers["connection"], "close");
    await within("the drain", drained);
  });

  it("ends calls that take longer than its timeout with UNAVAILABLE", async () => {
    const script = newScript();
    await using server = await startTestServer({ drainTimeoutMs: 600 }, scriptedServices(script));
    const call = sendRaw("2", { url: server.url, path: placeOrder, headers: json, body: hang });
    await waitFor("the call runs", () => script.running === 1);
    // By its own deadline the call would have ended otherwise.
    await within("the drain", server.drain());
    assert.equal(codeOfResponse("connect", false, await call), Code.Unavailable);
  });

  it("ends with the last call of a client that answers no ping", async () => {
    const script = newScript();
    await using server = await startTestServer(
      { drainTimeoutMs: 60_000 },
      scriptedServices(script),
    );
    const socket = await openRaw(server.port);
    const message = encodeURIComponent(JSON.stringify({ orderId: "hang" }));
    const payload = headerBlock({
      ":method": "GET",
      ":path": `/sluice.orders.v1.OrderService/GetOrder?encoding=json&message=${message}`,
      ":scheme": "http",
      ":authority": "localhost",
      "connect-timeout-ms": "200",
    });
    socket.send(http2Hello);
    socket.send(frame({ type: frameTypes.headers, flags: 0x5, stream: 1, payload }));
    await waitFor("the call runs", () => script.running === 1);
    await within("the drain", server.drain());
  });

  it("does not wait for idle connections", async () => {
    await using server = await startTestServer({ drainTimeoutMs: 60_000 });
    const idle = await openRaw(server.port);
    idle.send(http2Hello);
    const silent = await openRaw(server.port);
    const session = http2.connect(server.url);
    await requestOn(session, { path: placeOrder, headers: json, body: order });
    await within("the drain", server.drain());
    await idle.closed();
    await silent.closed();
  });
});

describe("a reader that stalls", () => {
  it("is cut off some time after the deadline of its stream", async () => {
    const script = newScript();
    await using server = await startTestServer(
      { streamDeadlineMaxMs: 100 },
      scriptedServices(script),
    );
    const session = http2.connect(server.url);
    const path = "/sluice.live.v1.LiveService/Watch";
    const headers = {
      ":method": "POST",
      ":path": path,
      "content-type": "application/connect+json",
    };
    const stream = session.request(headers);
    const many = Buffer.from(JSON.stringify({ cursor: "many" }));
    const head = Buffer.alloc(5);
    head.writeUInt32BE(many.length, 1);
    stream.end(Buffer.concat([head, many]));
    let closed = false;
    stream.on("error", () => {});
    stream.on("close", () => (closed = true));
    // Nobody reads: the flow-control window fills, and the server waits for it.
    await waitFor("the stream is cut", () => closed || stream.rstCode !== 0);
    session.destroy();
  });
});

const getRequest = frame({
  type: frameTypes.headers,
  flags: 0x5,
  stream: 1,
  payload: headerBlock({
    ":method": "GET",
    ":path": "/nothing",
    ":scheme": "http",
    ":authority": "localhost",
  }),
});
