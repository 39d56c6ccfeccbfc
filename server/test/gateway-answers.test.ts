import assert from "node:assert/strict";
import { once } from "node:events";
import * as http2 from "node:http2";
import type { AddressInfo } from "node:net";
import type { TestContext } from "node:test";
import { describe, it } from "node:test";
import { create, toBinary } from "@bufbuild/protobuf";
import { ChargeResponseSchema } from "#gen/sluice/gateway/v1/gateway_service_pb.ts";
import type { ChargeResult } from "../payments/gateway.ts";
import { envelope } from "../rpc/wire/envelope.ts";
import { approvedCharge } from "./payments/scripted-provider.ts";
import { newCharge, testGateway } from "./payments/test-gateway.ts";

type Answer = (stream: http2.ServerHttp2Stream, message: Uint8Array) => void;

const attempt = newCharge();
const good = { ":status": 200, "content-type": "application/grpc+proto" };
const ok = { "grpc-status": "0" };

/** What a charge comes to when its request is answered frame by frame as the test says. */
async function answered(t: TestContext, answer: Answer): Promise<ChargeResult> {
  const server = http2.createServer();
  const charge = approvedCharge(attempt.attemptId);
  const message = toBinary(ChargeResponseSchema, create(ChargeResponseSchema, { charge }));
  server.on("stream", (stream: http2.ServerHttp2Stream) => {
    stream.on("error", () => undefined);
    stream.on("end", () => answer(stream, message)).resume();
  });
  server.listen(0, "127.0.0.1");
  t.after(() => server.close());
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const channel = `alpha=http://127.0.0.1:${port};deadline-ms=5000`;
  return await testGateway(t, channel).charge("alpha", attempt);
}

function send(
  stream: http2.ServerHttp2Stream,
  parts: {
    readonly headers?: http2.OutgoingHttpHeaders;
    readonly pieces?: readonly Uint8Array[];
    readonly trailers?: http2.OutgoingHttpHeaders | undefined;
  },
): void {
  const { headers = good, pieces = [], trailers } = parts;
  stream.respond(headers, { waitForTrailers: trailers !== undefined });
  if (trailers !== undefined) stream.on("wantTrailers", () => stream.sendTrailers(trailers));
  for (const piece of pieces) stream.write(piece);
  stream.end();
}

const one = (data: Uint8Array, flags = 0): Uint8Array => envelope({ flags, data });

describe("an answer on the wire", () => {
  const approving: readonly (readonly [string, Answer])[] = [
    [
      "in one piece",
      (stream, message) => send(stream, { pieces: [one(message)], trailers: { ...ok } }),
    ],
    [
      "byte by byte",
      (stream, message) => {
        const pieces = [...one(message)].map((byte) => Buffer.of(byte));
        send(stream, { pieces, trailers: { ...ok } });
      },
    ],
    [
      "of the type without a codec",
      (stream, message) => {
        const headers = { ...good, "content-type": "application/grpc" };
        send(stream, { headers, pieces: [one(message)], trailers: { ...ok } });
      },
    ],
  ];
  for (const [how, answer] of approving)
    it(`is heard ${how}`, async (t) => {
      assert.equal((await answered(t, answer)).kind, "approved");
    });

  const faulty: readonly (readonly [string, string, Answer])[] = [
    ["without a message", "error", (stream) => send(stream, { trailers: { ...ok } })],
    [
      "without a status",
      "error",
      (stream, message) => send(stream, { pieces: [one(message)], trailers: undefined }),
    ],
    [
      "with two messages",
      "error",
      (stream, message) =>
        send(stream, { pieces: [one(message), one(message)], trailers: { ...ok } }),
    ],
    [
      "that is compressed unasked",
      "error",
      (stream, message) => send(stream, { pieces: [one(message, 1)], trailers: { ...ok } }),
    ],
    [
      "that is no protobuf",
      "error",
      (stream) => send(stream, { pieces: [one(Buffer.of(255, 255))], trailers: { ...ok } }),
    ],
    [
      "of more than 64 KB",
      "error",
      (stream) => send(stream, { pieces: [one(Buffer.alloc(70_000))], trailers: { ...ok } }),
    ],
    [
      "with a message and an error",
      "error",
      (stream, message) =>
        send(stream, { pieces: [one(message)], trailers: { "grpc-status": "13" } }),
    ],
    [
      "of headers alone",
      "error",
      (stream) => send(stream, { headers: { ...good, "grpc-status": "14" } }),
    ],
    [
      "of a proxy",
      "error",
      (stream) => send(stream, { headers: { ":status": 502 }, pieces: [Buffer.from("gone")] }),
    ],
    [
      "that is reset before its status",
      "connection_lost",
      (stream, message) => {
        stream.respond(good);
        stream.write(one(message), () => stream.close(http2.constants.NGHTTP2_CANCEL));
      },
    ],
    [
      "that never begins",
      "connection_lost",
      (stream) => stream.close(http2.constants.NGHTTP2_NO_ERROR),
    ],
    [
      "that is refused",
      "connection_lost",
      (stream) => stream.close(http2.constants.NGHTTP2_REFUSED_STREAM),
    ],
  ];
  for (const [what, why, answer] of faulty)
    it(`${what} leaves the charge unknown: ${why}`, async (t) => {
      const result = await answered(t, answer);
      assert(result.kind === "unknown", JSON.stringify(result));
      assert.equal(result.why, why, result.detail);
    });
});
