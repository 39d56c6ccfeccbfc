import type { JsonWriteOptions } from "@bufbuild/protobuf";
import type { ConnectError } from "@connectrpc/connect";
import type { Compression } from "@connectrpc/connect/protocol";
import { mergeNonProtocolHeaders } from "@connectrpc/connect/protocol";
import * as connect from "@connectrpc/connect/protocol-connect";
import { setTrailerStatus } from "@connectrpc/connect/protocol-grpc";
import { trailerFlag, trailerSerialize } from "@connectrpc/connect/protocol-grpc-web";
import { plain } from "../write-response.ts";
import { envelope } from "./envelope.ts";
import type { Envelope } from "./envelope.ts";
import { okTrailers } from "./send.ts";
import type { Answer, Fields } from "./send.ts";
import { shrink } from "./shrink.ts";
import type { Shrunk } from "./shrink.ts";
import { connectWire, grpcWebWire, grpcWire } from "./wire-protocol.ts";
import type { Codec, WireForm, WireProtocol } from "./wire-protocol.ts";

/** What an answer has besides its message or its error. */
export interface AnswerParts {
  readonly codec: Codec;
  /** How the client takes it compressed. */
  readonly compression: Compression | null;
  /** What the handler may have set; undefined if it never looked, which spares nearly every call a Headers. */
  readonly header: Headers | undefined;
  readonly trailer: Headers | undefined;
}

/** How the three protocols differ in the answer to a unary call. */
export interface UnaryProtocol extends WireProtocol {
  readonly enveloped: boolean;
  /** Envelopes of a request with this flag carry no message, and are passed over. */
  readonly endFlag: number | undefined;
  /** What an answer has from the beginning, where the handler sees it. */
  readonly headers: (parts: Pick<AnswerParts, "codec" | "compression">) => Fields;
  readonly trailers: Fields;
  readonly answer: (message: Shrunk, parts: AnswerParts) => Answer | Promise<Answer>;
  readonly fail: (
    error: ConnectError,
    parts: AnswerParts,
    jsonOptions: Partial<JsonWriteOptions>,
  ) => Promise<Answer>;
}

const connectProtocol: UnaryProtocol = {
  ...connectWire,
  enveloped: false,
  endFlag: undefined,
  headers: ({ codec }) => ({ "content-type": connectWire.contentTypes[codec] }),
  trailers: {},
  answer(message, parts) {
    const { header, trailer } = parts;
    if (header === undefined && trailer === undefined) {
      return connectAnswer(200, message, this.headers(parts));
    }
    const all = connect.trailerMux(header ?? new Headers(this.headers(parts)), trailer ?? none);
    return connectAnswer(200, message, plain(all));
  },
  async fail(error, { header = new Headers(), trailer = none, compression }, jsonOptions) {
    header.set("content-type", connect.contentTypeUnaryJson);
    if (!error.isWireError) mergeNonProtocolHeaders(header, error.metadata);
    const text = JSON.stringify(connect.errorToJson(error, jsonOptions));
    const body = await shrink(Buffer.from(text), compression);
    const status = connect.codeToHttpStatus(error.code);
    return connectAnswer(status, body, plain(connect.trailerMux(header, trailer)));
  },
};

const grpcProtocol: UnaryProtocol = {
  ...grpcWire,
  enveloped: true,
  endFlag: undefined,
  headers: (parts) => grpcHeaders(grpcWire, parts),
  trailers: okTrailers,
  answer(message, parts) {
    const trailers = parts.trailer === undefined ? okTrailers : plain(parts.trailer);
    return grpcAnswer(this, parts, { body: envelope(enveloped(message)), trailers });
  },
  async fail(error, parts) {
    const trailers = plain(setTrailerStatus(parts.trailer ?? new Headers(okTrailers), error));
    return grpcAnswer(this, parts, { body: undefined, trailers });
  },
};

const webProtocol: UnaryProtocol = {
  ...grpcWebWire,
  enveloped: true,
  endFlag: trailerFlag,
  headers: (parts) => grpcHeaders(grpcWebWire, parts),
  trailers: okTrailers,
  async answer(message, parts) {
    const end = await webEnd(parts.trailer ?? new Headers(okTrailers), parts);
    return grpcAnswer(this, parts, {
      body: envelope(enveloped(message), end),
      trailers: undefined,
    });
  },
  async fail(error, parts) {
    const trailer = setTrailerStatus(parts.trailer ?? new Headers(okTrailers), error);
    const body = envelope(await webEnd(trailer, parts));
    return grpcAnswer(this, parts, { body, trailers: undefined });
  },
};

/** By the form of the request. */
export const unaryProtocols: Readonly<Partial<Record<WireForm["form"], UnaryProtocol>>> = {
  grpc: grpcProtocol,
  "grpc-web": webProtocol,
  connect: connectProtocol,
};

const none = new Headers();

function connectAnswer(status: number, { data, coding }: Shrunk, headers: Fields): Answer {
  const length = { "content-length": String(data.byteLength) };
  const encoding = coding === undefined ? {} : { "content-encoding": coding };
  return {
    status,
    headers: { ...headers, ...encoding, ...length },
    body: data,
    trailers: undefined,
  };
}

function grpcAnswer(
  protocol: UnaryProtocol,
  parts: AnswerParts,
  rest: Pick<Answer, "body" | "trailers">,
): Answer {
  const headers = parts.header === undefined ? protocol.headers(parts) : plain(parts.header);
  return { status: 200, headers, ...rest };
}

/** The coding is named whether or not a message is large enough to be compressed. */
function grpcHeaders(
  { contentTypes, encodingHeader }: WireProtocol,
  { codec, compression }: Pick<AnswerParts, "codec" | "compression">,
): Fields {
  const type = { "content-type": contentTypes[codec] };
  return compression === null ? type : { ...type, [encodingHeader]: compression.name };
}

function enveloped({ data, coding }: Shrunk, flags = 0): Envelope {
  return { flags: coding === undefined ? flags : flags | 1, data };
}

async function webEnd(trailer: Headers, { compression }: AnswerParts): Promise<Envelope> {
  return enveloped(await shrink(trailerSerialize(trailer), compression), trailerFlag);
}
