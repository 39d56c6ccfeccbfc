import * as http2 from "node:http2";
import { present } from "../../core/assert.ts";
import { compressed, preparedFrames } from "./prepared-frames.ts";
import type { Side, SideOptions } from "./side.ts";
import { AllTaken } from "./side.ts";
import { urlOf } from "./url-of.ts";

/** The ceiling: node:http2 with nothing on top, writing shared bytes to each stream. */
export async function startRawSide({ eventCount, coding }: SideOptions): Promise<Side> {
  const frames = preparedFrames(eventCount);
  const streams = new AllTaken<http2.ServerHttp2Stream>();
  const server = http2.createServer({ maxSessionMemory: 64 });
  server.on("session", (session) => {
    session.setLocalWindowSize(1024 * 1024);
  });
  server.on("stream", (stream: http2.ServerHttp2Stream) => {
    stream.on("error", () => {});
    stream.on("close", () => streams.delete(stream));
    stream.resume();
    stream.respond({ ":status": 200, "content-type": "application/connect+proto" });
    streams.add(stream);
  });
  let sent = 0;
  return {
    url: await urlOf(server),
    subscriberCount: () => streams.list.length,
    prepare() {},
    send() {
      const plain = present(frames[sent % frames.length], "a frame");
      const shared = coding === "gzip" ? compressed(plain) : plain;
      for (const stream of streams.list) stream.write(shared);
      streams.restart();
      sent += 1;
    },
    taken: () => streams.isTrue(),
  };
}
