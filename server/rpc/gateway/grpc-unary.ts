import type {
  DescMessage,
  DescMethodUnary,
  MessageInitShape,
  MessageShape,
} from "@bufbuild/protobuf";
import { create } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { createMethodSerializationLookup } from "@connectrpc/connect/protocol";
import {
  validateResponseWithCompression,
  validateTrailer,
} from "@connectrpc/connect/protocol-grpc";
import { headersOf } from "../http-headers.ts";
import { envelope, onlyEnvelope } from "../wire/envelope.ts";
import type { ChannelSession } from "./channel-session.ts";
import { exchange } from "./grpc-exchange.ts";
import type { Received } from "./grpc-exchange.ts";

/** Calls one method; ends within the time, with the answer or a ConnectError: see exchange. */
export type GrpcUnary<I extends DescMessage, O extends DescMessage> = (
  message: MessageInitShape<I>,
  timeoutMs: number,
) => Promise<MessageShape<O>>;

const maxBytes = { readMaxBytes: 65_536, writeMaxBytes: 65_536 };
const answerMaxBytes = maxBytes.readMaxBytes + 5;

/**
 * A unary gRPC method of a provider, without the library's pipeline: its async iterators alone were 6 % of what a payment cost the server,
 * and their garbage came on top. What an answer without a good message means is still the library's to say.
 */
export function grpcUnary<I extends DescMessage, O extends DescMessage>(
  session: ChannelSession,
  method: DescMethodUnary<I, O>,
): GrpcUnary<I, O> {
  const serializations = createMethodSerializationLookup(method, undefined, undefined, maxBytes);
  const [input, output] = [serializations.getI(true), serializations.getO(true)];
  const path = `/${method.parent.typeName}/${method.name}`;
  return async (message, timeoutMs) => {
    const data = input.serialize(create(method.input, message));
    const body = envelope({ flags: 0, data });
    const received = await exchange(session, { path, body, timeoutMs, answerMaxBytes });
    return output.parse(messageOf(received));
  };
}

/** The bytes of the one message of a good answer. Throws a ConnectError without a cause for any other. */
function messageOf(received: Received): Uint8Array {
  if (!isGood(received)) throwStatus(received);
  const only = onlyEnvelope(received.body);
  if (only?.flags === 0) return only.data;
  throw new ConnectError("protocol error: the answer is not one message", Code.Internal);
}

/** True for nearly every answer: these need no Headers, which cost 3 µs each. */
function isGood({ headers, trailers }: Received): boolean {
  return (
    headers[":status"] === 200 &&
    headers["content-type"] === "application/grpc+proto" &&
    headers["grpc-encoding"] === undefined &&
    headers["grpc-status"] === undefined &&
    trailers?.["grpc-status"] === "0"
  );
}

/** Throws what the library throws for such an answer; does not when it is good after all. */
function throwStatus({ headers, trailers = {} }: Received): void {
  const [header, trailer] = [headersOf(headers), headersOf(trailers)];
  const status = headers[":status"] ?? 0;
  const { headerError } = validateResponseWithCompression([], status, header);
  validateTrailer(trailer, header);
  if (headerError !== undefined) throw headerError;
}
