import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { Code, createClient } from "@connectrpc/connect";
import {
  createConnectTransport,
  createGrpcTransport,
  createGrpcWebTransport,
} from "@connectrpc/connect-node";
import type { Compression } from "@connectrpc/connect/protocol";
import { LiveService } from "#gen/sluice/live/v1/live_service_pb.ts";
import { idOf } from "./live/fake-log.ts";
import { startLiveServer } from "./live/live-server.ts";
import type { LiveClient, LiveServer } from "./live/live-server.ts";
import { everything, Watching } from "./live/watching.ts";
import type { TopicInit, WatchInit } from "./live/watching.ts";
import { createItem, createUser, summary } from "./sluice-test-server.ts";
import { makeCertificate } from "./throwaway-certificate.ts";
import { waitFor } from "./wait-for.ts";

const wires = ["HTTP/1.1", "h2c", "TLS h2"] as const;
const protocols = ["grpc", "grpc-web", "connect"] as const;

interface Cell {
  readonly wire: (typeof wires)[number];
  readonly protocol: (typeof protocols)[number];
  readonly json: boolean;
  readonly gzip: boolean;
}

function cellsOf(wire: Cell["wire"]): readonly Cell[] {
  return protocols
    .filter((protocol) => protocol !== "grpc" || wire !== "HTTP/1.1")
    .flatMap((protocol) =>
      [false, true].flatMap((json) =>
        [false, true].map((gzip) => ({ wire, protocol, json, gzip })),
      ),
    );
}

/** Requests that are refused, and as what. `ownCursor` is one that the server gave for `everything`. */
function refusals(ownCursor: string): readonly (readonly [summary: string, WatchInit])[] {
  const topics = [...everything];
  const stock = { topic: { case: "stock", value: {} } } as const;
  const manySkus = { skus: Array.from({ length: 1_001 }, (_, index) => `S-${index}`) };
  return [
    ["InvalidArgument INVALID_ARGUMENT topics", {}],
    ["InvalidArgument INVALID_ARGUMENT topics[0]", { topics: [{}] }],
    [
      "InvalidArgument INVALID_ARGUMENT topics",
      { topics: Array.from({ length: 1_001 }, () => stock) },
    ],
    [
      "InvalidArgument INVALID_ARGUMENT topics[0].stock.skus",
      { topics: [{ topic: { case: "stock", value: manySkus } }] },
    ],
    [
      "InvalidArgument INVALID_ARGUMENT topics[0].orders.user_id topics[1].stock.skus[0] snapshot_limit cursor",
      {
        topics: [
          { topic: { case: "orders", value: { userId: "x" } } },
          { topic: { case: "stock", value: { skus: [" "] } } },
        ],
        snapshotLimit: 1_001,
        cursor: "garbage",
      },
    ],
    ["InvalidArgument INVALID_ARGUMENT snapshot_limit", { topics, snapshotLimit: -1 }],
    ["InvalidArgument INVALID_ARGUMENT cursor", { topics, cursor: ownCursor.slice(0, -8) }],
    ["InvalidArgument INVALID_ARGUMENT cursor", { topics: [stock], cursor: ownCursor }],
  ];
}

describe("Watch", () => {
  const certificate = makeCertificate();
  after(certificate.remove);
  for (const wire of wires) {
    describe(wire, async () => {
      const tls = wire === "TLS h2" ? certificate : {};
      const server = await startLiveServer({ after: (fn) => after(fn) }, tls);
      await createItem(server.clients, { onHand: 1_000_000n }).catch(() => undefined);
      for (const cell of cellsOf(wire)) {
        const { protocol, json, gzip } = cell;
        const title = `${protocol}, ${json ? "JSON" : "binary"}, ${gzip ? "gzip" : "identity"}`;
        const client = new CountingClient(cell, server.url, certificate.ca);
        it(`${title}: snapshot, events, items and cursor`, () => watchAndResume(server, client));
        it(`${title}: says what is wrong with a request`, () => refuse(server, client));
        it(`${title}: ends at the deadline and at a cancel`, () => endEarly(server, client));
      }
    });
  }
});

/** A client of one cell that counts the messages that came compressed. */
class CountingClient {
  readonly live: LiveClient;
  readonly gzip: boolean;
  readonly protocol: Cell["protocol"];
  inflatedCount = 0;

  constructor(cell: Cell, url: string, ca: string) {
    this.gzip = cell.gzip;
    this.protocol = cell.protocol;
    const gzip: Compression = {
      name: "gzip",
      compress: (bytes) => Promise.resolve(new Uint8Array(gzipSync(bytes))),
      decompress: (bytes, maxOutputLength) => {
        this.inflatedCount += 1;
        return Promise.resolve(new Uint8Array(gunzipSync(bytes, { maxOutputLength })));
      },
    };
    const options = {
      baseUrl: url,
      httpVersion: cell.wire === "HTTP/1.1" ? ("1.1" as const) : ("2" as const),
      useBinaryFormat: !cell.json,
      nodeOptions: url.startsWith("https:") ? { ca } : {},
      acceptCompression: cell.gzip ? [gzip] : [],
      ...(cell.gzip && { sendCompression: gzip, compressMinBytes: 0 }),
    };
    const create = {
      grpc: createGrpcTransport,
      "grpc-web": createGrpcWebTransport,
      connect: createConnectTransport,
    }[cell.protocol];
    this.live = createClient(LiveService, create(options));
  }
}

async function order({ clients: { orders } }: LiveServer, userId: string): Promise<bigint> {
  const idempotencyKey = crypto.randomUUID();
  const lines = [{ sku: "DROP-01", quantity: 1n }];
  const { order: placed } = await orders.placeOrder({ idempotencyKey, userId, lines });
  return placed?.placedSeq ?? 0n;
}

async function watchAndResume(server: LiveServer, client: CountingClient): Promise<void> {
  const { userId } = await createUser(server.clients);
  for (let count = 0; count < 5; count += 1) await order(server, userId);
  const topics: TopicInit[] = [
    { topic: { case: "orders", value: { userId } } },
    { topic: { case: "stock", value: { skus: ["DROP-01"] } } },
  ];
  const watching = new Watching(client.live, { topics: topics, snapshotLimit: 4 });
  await watching.untilSnapshot();
  const rows = watching.responses.flatMap(({ events }) => events);
  assert.deepEqual(
    rows.map(({ seq, kind }) => [seq, kind]),
    Array.from({ length: 4 }, () => [0n, "order.snapshot"]),
  );
  const seqs = [await order(server, userId), await order(server, userId)];
  await waitFor("both events", () => watching.seqs.length === 2);
  watching.cancel();
  seqs.push(await order(server, userId));
  const resumed = new Watching(client.live, { topics: topics, cursor: watching.cursor });
  await waitFor("the third event", () => resumed.seqs.length === 1);
  seqs.push(await order(server, userId));
  await waitFor("the fourth event", () => resumed.seqs.length === 2);
  resumed.cancel();
  assert.deepEqual([...watching.seqs, ...resumed.seqs], seqs);
  const row = resumed.responses.flatMap(({ items }) => items).at(-1);
  const { item } = await server.clients.inventory.getItem({ sku: "DROP-01" });
  assert.equal(row?.held, item?.held);
  assert.equal(client.inflatedCount > 0, client.gzip, "compressed as asked");
}

async function refuse(server: LiveServer, client: CountingClient): Promise<void> {
  const watching = new Watching(client.live, { topics: [...everything] });
  await watching.untilSnapshot();
  watching.cancel();
  for (const [expected, request] of refusals(watching.cursor)) {
    const error = await new Watching(client.live, request).failure();
    assert.equal(summary(error), expected);
  }
  const foreign = watching.cursor.replace(/[0-9a-f-]{36}/, idOf(1));
  const resynced = new Watching(client.live, { topics: [...everything], cursor: foreign });
  const { resync } = await resynced.until("a resync", (response) => response.resync !== undefined);
  assert.match(resync?.reason ?? "", /another log/);
  await resynced.untilSnapshot();
  resynced.cancel();
  await waitFor("the server has let go", () => server.hub.subscriberCount === 0);
}

/** The deadline goes out as a bare header: the client has no timer, so it is the server that ends the stream. */
async function endEarly(server: LiveServer, client: CountingClient): Promise<void> {
  const headers: Record<string, string> =
    client.protocol === "connect" ? { "connect-timeout-ms": "60" } : { "grpc-timeout": "60m" };
  const request = { topics: [...everything] };
  const late = new Watching(client.live, request, { headers });
  assert.equal((await late.failure()).code, Code.DeadlineExceeded);
  const cancelled = new Watching(client.live, request);
  await cancelled.untilSnapshot();
  assert.equal(server.hub.subscriberCount, 1);
  cancelled.cancel();
  assert.equal((await cancelled.failure()).code, Code.Canceled);
  await waitFor("the server has let go", () => server.hub.subscriberCount === 0);
}
