import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { createConnectTransport, createGrpcTransport } from "@connectrpc/connect-node";
import { ErrorInfoSchema, RetryInfoSchema } from "#gen/google/rpc/error_details_pb.ts";
import { Health } from "#gen/health/v1/health_pb.ts";
import { LiveService } from "#gen/sluice/live/v1/live_service_pb.ts";
import { OrderService } from "#gen/sluice/orders/v1/order_service_pb.ts";
import type { RawResponse } from "./rpc-raw-client.ts";
import { codeOfResponse, sendRaw } from "./rpc-raw-client.ts";
import { newScript, scriptedServices } from "./rpc-scripted-services.ts";
import type { TestServer } from "./rpc-test-server.ts";
import { startTestServer } from "./rpc-test-server.ts";
import { waitFor, within } from "./wait-for.ts";

const placeOrder = "/sluice.orders.v1.OrderService/PlaceOrder";
const json = { "content-type": "application/json" };
const order = Buffer.from(JSON.stringify({ userId: "ok" }));

describe("admission", () => {
  it("refuses unary calls past the limit with RetryInfo, and takes them again afterwards", async () => {
    const script = newScript();
    await using server = await startTestServer({ inFlightMax: 2 }, scriptedServices(script));
    const orders = createClient(OrderService, grpc(server));
    const controller = new AbortController();
    const hanging = [1, 2].map(() =>
      orders.placeOrder({ userId: "hang" }, { signal: controller.signal }).catch(() => "ended"),
    );
    await waitFor("two calls run", () => script.running === 2);
    const error = await failure(orders.placeOrder({ userId: "ok" }));
    assert.equal(error.code, Code.ResourceExhausted);
    assert.equal(error.findDetails(RetryInfoSchema).length, 1);
    assert.equal(script.called, 2);
    controller.abort();
    await Promise.all(hanging);
    await waitFor("room again", () => script.running === 0);
    await orders.placeOrder({ userId: "ok" });
  });

  it("refuses streams past the limit, and takes them again after readers went away", async () => {
    const script = newScript();
    await using server = await startTestServer({ streamsOpenMax: 2 }, scriptedServices(script));
    const live = createClient(LiveService, grpc(server));
    const controller = new AbortController();
    const { signal } = controller;
    const hanging = [1, 2].map(() =>
      Array.fromAsync(live.watch({ cursor: "hang" }, { signal })).catch(() => "ended"),
    );
    await waitFor("two streams are open", () => script.running === 2);
    const error = await failure(Array.fromAsync(live.watch({ cursor: "ok" })));
    assert.equal(error.code, Code.ResourceExhausted);
    assert.equal(error.findDetails(RetryInfoSchema).length, 1);
    controller.abort();
    await Promise.all(hanging);
    await waitFor("room again", () => script.running === 0);
    assert.equal((await Array.fromAsync(live.watch({ cursor: "ok" }))).length, 3);
  });

  it("releases each call exactly once, however it ends", async () => {
    await using server = await startTestServer({ inFlightMax: 1, streamsOpenMax: 1 });
    for (const transport of [grpc(server), connect(server)]) {
      const orders = createClient(OrderService, transport);
      const live = createClient(LiveService, transport);
      for (const what of ["ok", "error", "bug", "hang"])
        for (let count = 0; count < 3; count += 1) {
          const options = { headers: deadlineHeaders };
          await orders.placeOrder({ userId: what }, options).catch(() => {});
          await Array.fromAsync(live.watch({ cursor: what }, options)).catch(() => {});
          assert.deepEqual(await gauges(server), [0, 0], what);
        }
    }
  });

  it("answers health checks when no other call is taken", async () => {
    const script = newScript();
    await using server = await startTestServer({ inFlightMax: 1 }, scriptedServices(script));
    const orders = createClient(OrderService, grpc(server));
    const controller = new AbortController();
    const { signal } = controller;
    const hanging = orders.placeOrder({ userId: "hang" }, { signal }).catch(() => {});
    await waitFor("a call runs", () => script.running === 1);
    const { status } = await createClient(Health, grpc(server)).check({});
    assert.equal(status, 1);
    controller.abort();
    await hanging;
  });

  it("answers a deadline in the past without running the handler", async () => {
    const script = newScript();
    await using server = await startTestServer({}, scriptedServices(script));
    const requests = [
      { protocol: "connect", headers: { ...json, "connect-timeout-ms": "0" } },
      { protocol: "grpc", headers: { "content-type": "application/grpc", "grpc-timeout": "0n" } },
      {
        protocol: "grpc-web",
        headers: { "content-type": "application/grpc-web", "grpc-timeout": "0n" },
      },
    ] as const;
    for (const { protocol, headers } of requests) {
      const body = protocol === "connect" ? order : Buffer.alloc(5);
      const response = await sendRaw("2", { url: server.url, path: placeOrder, headers, body });
      assert.equal(codeOfResponse(protocol, false, response), Code.DeadlineExceeded);
    }
    assert.equal(script.called, 0);
  });
});

describe("deadlines", () => {
  it("have a default, and a maximum to which longer ones are shortened", async () => {
    const limits = { deadlineDefaultMs: 50, deadlineMaxMs: 100, streamDeadlineMaxMs: 150 };
    await using server = await startTestServer(limits);
    const orders = createClient(OrderService, grpc(server));
    const live = createClient(LiveService, grpc(server));
    const started = performance.now();
    const calls = [
      orders.placeOrder({ userId: "hang" }),
      orders.placeOrder({ userId: "hang" }, { headers: { "grpc-timeout": "99999999H" } }),
      Array.fromAsync(live.watch({ cursor: "hang" })),
      Array.fromAsync(live.watch({ cursor: "hang" }, { headers: { "grpc-timeout": "1H" } })),
    ];
    const tookMs = await Promise.all(
      calls.map(async (call) => {
        assert.equal((await within("an end", failure(call))).code, Code.DeadlineExceeded);
        return performance.now() - started;
      }),
    );
    const atLeastMs = [50, 100, 150, 150];
    for (const [index, ms] of tookMs.entries()) assert(ms >= (atLeastMs[index] ?? 0) - 2, `${ms}`);
  });

  it("abort the signal of the handler with DEADLINE_EXCEEDED", async () => {
    const script = newScript();
    await using server = await startTestServer({ deadlineDefaultMs: 30 }, scriptedServices(script));
    await failure(createClient(OrderService, connect(server)).placeOrder({ userId: "hang" }));
    const [reason] = script.ended;
    assert(reason instanceof ConnectError && reason.code === Code.DeadlineExceeded);
  });
});

describe("an error that no handler meant", () => {
  it("says a reference and nothing else, and is logged once under that reference", async () => {
    await using server = await startTestServer();
    const orders = createClient(OrderService, connect(server));
    const live = createClient(LiveService, grpc(server));
    const errors = [
      await failure(orders.placeOrder({ userId: "bug" })),
      await failure(Array.fromAsync(live.watch({ cursor: "bug" }))),
    ];
    const references = errors.map((error) => {
      assert.equal(error.code, Code.Internal);
      assert.doesNotMatch(JSON.stringify([error.message, error.details]), /secret/);
      return error.findDetails(ErrorInfoSchema)[0]?.metadata["reference_id"];
    });
    assert.deepEqual(
      server.logged.map(({ referenceId }) => referenceId),
      references,
    );
    assert.match(JSON.stringify(server.logged), /secret from inside/);
  });
});

describe("an unknown JSON field", () => {
  it("is a violation that names it", async () => {
    await using server = await startTestServer();
    const body = Buffer.from(JSON.stringify({ userid: "ok" }));
    const response = await sendRaw("1.1", {
      url: server.url,
      path: placeOrder,
      headers: json,
      body,
    });
    assert.equal(response.status, 400);
    const { code, details } = JSON.parse(response.body.toString()) as {
      code: string;
      details: { debug: { fieldViolations?: { field: string }[] } }[];
    };
    assert.equal(code, "invalid_argument");
    assert.equal(details[1]?.debug.fieldViolations?.[0]?.field, "userid");
  });
});

describe("requests for other hosts and from other origins", () => {
  it("are refused for an unknown host, over HTTP/1.1 and HTTP/2", async () => {
    await using server = await startTestServer({ allowedHosts: ["shop.example"] });
    assert.equal((await post(server, { host: "evil.example" }, "1.1")).status, 421);
    assert.equal((await post(server, { ":authority": "evil.example" }, "2")).status, 421);
    assert.equal((await post(server, { host: "shop.example:8443" }, "1.1")).status, 200);
    assert.equal((await post(server, { host: "localhost:1" }, "1.1")).status, 200);
    assert.equal((await post(server, { host: "a b" }, "1.1")).status, 400);
  });

  it("are refused for a page of another origin, and never allowed by CORS", async () => {
    await using server = await startTestServer();
    const foreign = { origin: "http://evil.example", "access-control-request-method": "POST" };
    const refused = await post(server, foreign, "2");
    assert.equal(refused.status, 403);
    const preflight = { ...foreign, "access-control-request-headers": "content-type" };
    const answer = await sendRaw("1.1", {
      url: server.url,
      path: placeOrder,
      method: "OPTIONS",
      headers: preflight,
    });
    assert.equal(answer.status, 403);
    assert.equal(answer.headers["access-control-allow-origin"], undefined);
    assert.equal((await post(server, { origin: server.url }, "1.1")).status, 200);
  });
});

describe("a path that is no procedure", () => {
  it("answers 404 in JSON with security headers", async () => {
    await using server = await startTestServer();
    const request = { url: server.url, path: "/no/such/path.txt", method: "GET" };
    const response = await sendRaw("2", request);
    assert.equal(response.status, 404);
    assert.equal((JSON.parse(response.body.toString()) as { code: string }).code, "unimplemented");
    assert.match(response.headers["content-security-policy"] ?? "", /default-src 'self'/);
  });

  it("serves the console: hashed assets for ever, its page fresh, and for its own paths too", async () => {
    const webRoot = mkdtempSync(join(tmpdir(), "sluice-web-"));
    mkdirSync(join(webRoot, "assets"));
    writeFileSync(join(webRoot, "index.html"), "<title>console</title>");
    writeFileSync(join(webRoot, "assets", "main-abc.js"), "export {};");
    writeFileSync(join(webRoot, "assets", "main-abc.js.gz"), gzipSync("export {};"));
    await using server = await startTestServer({}, undefined, undefined, { webRoot });
    const get = (path: string, headers = {}) =>
      sendRaw("2", { url: server.url, path, method: "GET", headers });
    const page = await get("/orders");
    assert.equal(page.body.toString(), "<title>console</title>");
    assert.equal(page.headers["cache-control"], "no-cache");
    assert.match(page.headers["content-security-policy"] ?? "", /default-src 'self'/);
    const script = await get("/assets/main-abc.js", { "accept-encoding": "gzip" });
    assert.match(script.headers["cache-control"] ?? "", /immutable/);
    assert.equal(script.headers["content-encoding"], "gzip");
    assert.equal((await get("/assets/missing.js")).status, 404);
    const item = await get("/stock/TEE.BLK-0.1?tab=history");
    assert.equal(item.body.toString(), "<title>console</title>");
    assert.equal((await get("/stock/../package.json")).status, 404);
    assert.equal((await get("/%2e%2e/package.json")).status, 404);
    rmSync(webRoot, { recursive: true });
  });

  it("answers the metrics at /metrics", async () => {
    await using server = await startTestServer();
    await createClient(OrderService, grpc(server)).placeOrder({ userId: "ok" });
    const response = await sendRaw("1.1", { url: server.url, path: "/metrics", method: "GET" });
    const text = response.body.toString();
    assert.match(
      text,
      /rpc_duration_seconds_count\{[^}]*PlaceOrder",code="ok",protocol="grpc"\} 1/,
    );
  });
});

async function post(
  server: TestServer,
  headers: Record<string, string>,
  version: "1.1" | "2",
): Promise<RawResponse> {
  const request = { url: server.url, path: placeOrder, headers: { ...json, ...headers } };
  return await sendRaw(version, { ...request, body: order });
}

const deadlineHeaders = { "grpc-timeout": "20m", "connect-timeout-ms": "20" };

function grpc({ url }: TestServer) {
  return createGrpcTransport({ baseUrl: url });
}

function connect({ url }: TestServer) {
  return createConnectTransport({ baseUrl: url, httpVersion: "1.1" });
}

async function failure(call: Promise<unknown>): Promise<ConnectError> {
  const result = await call.catch((error: unknown) => error);
  assert(result instanceof ConnectError, `an error instead of ${String(result)}`);
  return result;
}

async function gauges({ metrics }: TestServer): Promise<readonly number[]> {
  const texts = await Promise.all(
    ["rpc_in_flight", "rpc_streams_open"].map((name) =>
      metrics.registry.getSingleMetricAsString(name),
    ),
  );
  return texts.map((text) => Number(text.split(" ").at(-1)));
}
