import * as http2 from "node:http2";
import { promisify } from "node:util";
import * as zlib from "node:zlib";
import { fromBinary } from "@bufbuild/protobuf";
import { compressionGzip, connectNodeAdapter } from "@connectrpc/connect-node";
import type { WatchResponse } from "#gen/sluice/live/v1/live_service_pb.ts";
import { LiveService, WatchResponseSchema } from "#gen/sluice/live/v1/live_service_pb.ts";
import { present } from "../../core/assert.ts";
import { preparedFrames } from "./prepared-frames.ts";
import type { Side, SideOptions } from "./side.ts";
import { urlOf } from "./url-of.ts";

const gzip = promisify(zlib.gzip);
/** The stock coding, at the level that our side uses: it is the faster one. */
const fastGzip: typeof compressionGzip = {
  ...compressionGzip,
  compress: async (bytes) => new Uint8Array(await gzip(bytes, { level: 1 })),
};

/** Stock connect-node: a handler that yields the same message to every subscriber. */
export async function startConnectSide({ eventCount }: SideOptions): Promise<Side> {
  const messages = preparedFrames(eventCount).map((envelope) =>
    fromBinary(WatchResponseSchema, envelope.subarray(5)),
  );
  let subscriberCount = 0;
  let takenCount = 0;
  let round = Promise.withResolvers<WatchResponse>();
  const server = http2.createServer(
    connectNodeAdapter({
      acceptCompression: [fastGzip],
      routes: (router) =>
        router.rpc(LiveService.method.watch, async function* watch(_request, { signal }) {
          subscriberCount += 1;
          signal.addEventListener("abort", () => {
            subscriberCount -= 1;
          });
          for (;;) {
            yield await round.promise;
            takenCount += 1;
          }
        }),
    }),
  );
  let sent = 0;
  return {
    url: await urlOf(server),
    subscriberCount: () => subscriberCount,
    prepare() {},
    send() {
      const { resolve } = round;
      round = Promise.withResolvers();
      takenCount = 0;
      resolve(present(messages[sent % messages.length], "a message"));
      sent += 1;
    },
    taken: () => takenCount >= subscriberCount,
  };
}
