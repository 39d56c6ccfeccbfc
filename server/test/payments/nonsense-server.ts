import { once } from "node:events";
import * as net from "node:net";
import type { AddressInfo } from "node:net";
import { FrameScanner } from "./frame-scanner.ts";

export interface NonsenseServer {
  readonly url: string;
  /** Requests whose head has arrived. */
  readonly requests: () => number;
  readonly close: () => void;
}

type Random = () => number;
/** Bytes to answer with; undefined cuts the connection. */
type Nonsense = (streamId: number, random: Random) => Buffer | undefined;

const prefaceBytes = 24;
const settings = frame({ type: 4, flags: 0, streamId: 0 }, Buffer.alloc(0));
const status200 = Buffer.from([0x88]);

const all: readonly Nonsense[] = [
  (_, random) => bytes(random, 200),
  // GOAWAY, of this request or of all.
  (streamId, random) =>
    frame(
      { type: 7, flags: 0, streamId: 0 },
      Buffer.concat([u32(random() < 0.5 ? streamId : 0), u32(below(random, 14))]),
    ),
  // RST_STREAM with any code.
  (streamId, random) => frame({ type: 3, flags: 0, streamId }, u32(below(random, 14))),
  // A head, and nothing or the end after it.
  (streamId, random) => frame({ type: 1, flags: random() < 0.5 ? 4 : 5, streamId }, status200),
  (streamId, random) => frame({ type: 0, flags: below(random, 2), streamId }, bytes(random, 100)),
  // A message of 4 GiB, by its prefix.
  (streamId) => frame({ type: 0, flags: 0, streamId }, Buffer.from([0, 255, 255, 255, 255, 1])),
  (_, random) =>
    frame(
      { type: 4, flags: 0, streamId: 0 },
      Buffer.concat([Buffer.from([0, below(random, 8)]), u32(below(random, 65_536))]),
    ),
  (streamId) => frame({ type: 8, flags: 0, streamId }, u32(0x7f_ff_ff_ff)),
  (streamId, random) =>
    frame(
      { type: below(random, 20), flags: below(random, 256), streamId: below(random, 2) * streamId },
      bytes(random, 60),
    ),
  () => undefined,
];

/** An HTTP/2 server that begins well and answers each request with frames that make no sense, drawn by chance. */
export async function startNonsenseServer(random: Random): Promise<NonsenseServer> {
  let requestCount = 0;
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    const scanner = new FrameScanner({ skipBytes: prefaceBytes });
    let streamId = -1;
    sockets.add(socket.on("error", () => undefined));
    socket.on("close", () => sockets.delete(socket));
    socket.write(settings);
    socket.on("data", (chunk: Buffer) => {
      if (!scanner.sawHeaders(chunk)) return;
      requestCount += 1;
      streamId += 2;
      for (let left = 1 + below(random, 4); left > 0 && !socket.destroyed; left -= 1) {
        const answer = all[below(random, all.length)]?.(streamId, random);
        if (answer === undefined) socket.destroy();
        else socket.write(answer);
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests: () => requestCount,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** RFC 9113, section 4.1. */
function frame(
  { type, flags, streamId }: { type: number; flags: number; streamId: number },
  payload: Buffer,
): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(streamId, 5);
  return Buffer.concat([head, payload]);
}

function u32(value: number): Buffer {
  const four = Buffer.alloc(4);
  four.writeUInt32BE(value);
  return four;
}

function bytes(random: Random, countMax: number): Buffer {
  return Buffer.from(Array.from({ length: below(random, countMax) }, () => below(random, 256)));
}

function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}
