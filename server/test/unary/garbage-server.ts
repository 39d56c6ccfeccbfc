/**
 * A server in a process of its own that says how many bytes of its heap are in use: the test runner's hooks would be among them. Its
 * argument says what serves: the lean path, the library, or a bare HTTP/2 server.
 */
import * as http2 from "node:http2";
import type { AddressInfo } from "node:net";
import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { OrderService } from "#gen/sluice/orders/v1/order_service_pb.ts";
import { startTestServer } from "../rpc-test-server.ts";
import { scriptedUnary } from "./scripted-unary.ts";

/** How to collect before counting: everything, or what is young. */
export type Collect = "all" | "young";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as (options?: { readonly type: "minor" }) => void;
const spaces = new Set(["new_space", "old_space", "new_large_object_space", "large_object_space"]);

process.on("message", (how: Collect) => {
  // What survives one young collection may only be too new for it; what survives two is old.
  for (let count = 0; count < 4; count += 1) collect(how === "all" ? undefined : { type: "minor" });
  process.send?.(heapBytes());
});
process.send?.(await start(process.argv[2]));

async function start(what: string | undefined): Promise<string> {
  if (what === "bare") return await startBare();
  const leanUnary = what === "lean";
  return (await startTestServer({}, scriptedUnary, [OrderService], { leanUnary })).url;
}

/** Reads a body, answers a few bytes. */
async function startBare(): Promise<string> {
  const server = http2.createServer();
  server.on("stream", (stream: http2.ServerHttp2Stream) => {
    stream.resume();
    stream.on("end", () => {
      stream.respond({ ":status": 200 });
      stream.end("answer");
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function heapBytes(): number {
  let sum = 0;
  for (const { space_name: name, space_used_size: bytes } of getHeapSpaceStatistics())
    if (spaces.has(name)) sum += bytes;
  return sum;
}
