import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import type { HealthCheckResponse } from "#gen/health/v1/health_pb.ts";
import { Health, HealthCheckResponse_ServingStatus as Status } from "#gen/health/v1/health_pb.ts";
import type { TestServer } from "./rpc-test-server.ts";
import { startTestServer } from "./rpc-test-server.ts";
import { within } from "./wait-for.ts";

const orders = "sluice.orders.v1.OrderService";

function clientOf({ url }: TestServer) {
  return createClient(Health, createGrpcTransport({ baseUrl: url }));
}

/** The next status of a watch. */
async function next(watch: AsyncIterator<HealthCheckResponse>): Promise<Status | "end"> {
  const result = await within("a status", watch.next());
  return result.done === true ? "end" : result.value.status;
}

describe("health", () => {
  it("answers for the process, for each service, and NOT_FOUND for others", async () => {
    await using server = await startTestServer();
    const client = clientOf(server);
    assert.equal((await client.check({})).status, Status.SERVING);
    assert.equal((await client.check({ service: orders })).status, Status.SERVING);
    const unknown = await client.check({ service: "no.such.Service" }).catch((e: unknown) => e);
    assert(unknown instanceof ConnectError && unknown.code === Code.NotFound);
    server.health.set(false, orders);
    assert.equal((await client.check({ service: orders })).status, Status.NOT_SERVING);
    assert.equal((await client.check({})).status, Status.SERVING);
  });

  it("lists every service", async () => {
    await using server = await startTestServer();
    const client = clientOf(server);
    const { statuses } = await client.list({});
    assert.deepEqual(Object.keys(statuses).toSorted(), ["", "grpc.health.v1.Health", orders]);
  });

  it("tells watchers of each change at once", async () => {
    await using server = await startTestServer();
    const client = clientOf(server);
    const watch = client.watch({ service: orders })[Symbol.asyncIterator]();
    assert.equal(await next(watch), Status.SERVING);
    server.health.set(false);
    assert.equal(await next(watch), Status.NOT_SERVING);
    server.health.set(true);
    assert.equal(await next(watch), Status.SERVING);
  });

  it("says SERVICE_UNKNOWN to the watcher of a service that is not here, and stays", async () => {
    await using server = await startTestServer();
    const client = clientOf(server);
    const watch = client.watch({ service: "late.Service" })[Symbol.asyncIterator]();
    assert.equal(await next(watch), Status.SERVICE_UNKNOWN);
    server.health.set(true, "late.Service");
    assert.equal(await next(watch), Status.SERVING);
  });

  it("says NOT_SERVING to watchers when the server drains, and lets them go", async () => {
    await using server = await startTestServer({ drainTimeoutMs: 60_000 });
    const client = clientOf(server);
    const watch = client.watch({})[Symbol.asyncIterator]();
    assert.equal(await next(watch), Status.SERVING);
    const drained = server.drain();
    assert.equal(await next(watch), Status.NOT_SERVING);
    assert.equal(await next(watch), "end");
    await within("the drain", drained);
  });
});
