import assert from "node:assert/strict";
import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import * as http2 from "node:http2";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { envelope, requestOn } from "./rpc-raw-client.ts";
import type { Collect } from "./unary/garbage-server.ts";
import { message, placeOrder, protocols } from "./unary/odd-requests.ts";

const script = fileURLToPath(new URL("unary/garbage-server.ts", import.meta.url));
const callCount = 400;
type Protocol = "grpc" | "connect";

/**
 * What outlives its call costs twice: young collections copy it, and only a full one, which stops everybody, gets rid of it. Node
 * keeps each HTTP/2 stream that long, so a bare server is the measure.
 */
describe("what is left of a unary call after young collections", () => {
  for (const protocol of ["grpc", "connect"] as const) {
    it(`is hardly more than its HTTP/2 stream, where the library leaves kilobytes: ${protocol}`, async () => {
      const streamBytes = await leftBytes("bare", protocol);
      const leanBytes = (await leftBytes("lean", protocol)) - streamBytes;
      const stockBytes = (await leftBytes("stock", protocol)) - streamBytes;

      assert(leanBytes < 1_000, `the lean path leaves ${leanBytes} bytes a call`);
      assert(stockBytes > 3_000, `the library leaves ${stockBytes} bytes a call`);
    });
  }
});

/** Bytes a call that are still there after young collections have had their chance. */
async function leftBytes(what: "bare" | "lean" | "stock", protocol: Protocol): Promise<number> {
  // Room, so that no full collection comes in between by itself.
  const server = fork(script, [what], { execArgv: ["--initial-old-space-size=512"] });
  const [url] = (await once(server, "message")) as [string];
  const session = http2.connect(url).setMaxListeners(0);
  // So many first that code which is compiled while it runs does not count.
  await call(session, protocol, 3 * callCount);
  const beforeBytes = await heapBytes(server, "all");
  await call(session, protocol, callCount);
  const afterBytes = await heapBytes(server, "young");
  session.destroy();
  server.kill();
  return (afterBytes - beforeBytes) / callCount;
}

async function call(
  session: http2.ClientHttp2Session,
  protocol: Protocol,
  count: number,
): Promise<void> {
  const { media, proto } = protocols[protocol];
  const body = protocol === "grpc" ? envelope(message("ok")) : message("ok");
  const request = { path: placeOrder, headers: { "content-type": `${media}${proto}` }, body };
  for (let called = 0; called < count; called += 1) {
    assert.equal((await requestOn(session, request)).status, 200);
  }
}

async function heapBytes(server: ChildProcess, collect: Collect): Promise<number> {
  server.send(collect);
  const [bytes] = (await once(server, "message")) as [number];
  return bytes;
}
