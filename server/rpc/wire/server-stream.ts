import type { DescMethodServerStreaming, DescMessage, MessageShape } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import {
  compressionNegotiate,
  createMethodSerializationLookup,
  pipe,
  transformDecompressEnvelope,
  transformParseEnvelope,
  transformSplitEnvelope,
} from "@connectrpc/connect/protocol";
import { gzip } from "../compression.ts";
import type { DeadlineLimits } from "../deadline-header.ts";
import { boundDeadline } from "../deadline-header.ts";
import { headersOf } from "../http-headers.ts";
import type { Exchange } from "../open-calls.ts";
import type { NodeRequest } from "../request-body.ts";
import { amendStockError } from "../stock-errors.ts";
import { isGone, plain } from "../write-response.ts";
import { streamProtocolOf } from "./stream-protocol.ts";
import type { StreamProtocol } from "./stream-protocol.ts";

/** A writable that takes enveloped bytes as they are. */
export interface WireSink {
  readonly write: (bytes: Uint8Array) => unknown;
  readonly writableLength: number;
}

/** An open stream, handed to its handler once the request is read and the response may begin. */
export interface Wire {
  readonly sink: WireSink;
  readonly codec: "proto" | "json";
  readonly coding: "identity" | "gzip";
  /** Ends the stream with an error; more than once does nothing. */
  readonly fail: (error: unknown) => void;
}

export interface LeanStreamOptions<I extends DescMessage, O extends DescMessage> {
  readonly method: DescMethodServerStreaming<I, O>;
  readonly messageSizeMaxBytes: number;
  readonly deadline: DeadlineLimits;
  readonly jsonOptions: Parameters<StreamProtocol["end"]>[1] & {
    readonly ignoreUnknownFields?: boolean;
  };
  /** Says no early, and ties the call to its accounts; throws a ConnectError. */
  readonly gate: (
    exchange: Exchange,
    about: { readonly header: Headers; readonly protocolName: string },
  ) => void;
  /** Turns what nobody meant to throw into an answer. */
  readonly translate: (error: unknown, exchange: Exchange) => ConnectError;
  /**
   * Checks the request, throwing a ConnectError, and answers how to begin. Called once; the stream lives until the call ends.
   */
  readonly open: (
    request: MessageShape<I>,
    exchange: Exchange,
  ) => (wire: Wire) => Promise<void> | void;
}

/** How to serve a request; undefined for one that is not of a protocol's form: the stock handler then says so. */
export type LeanStream = (
  request: NodeRequest,
) => ((exchange: Exchange) => Promise<void>) | undefined;

/**
 * A server stream without the library's pipeline. That costs about 57 kB and ten async hops a message for each stream; here a
 * stream is its HTTP stream and one small object, and its messages are written as bytes that others have enveloped. All else is
 * as on the stock path: the same gate, deadlines, limits, errors, trailers and cancels (the matrix test holds the two together).
 */
export function leanServerStream<I extends DescMessage, O extends DescMessage>(
  options: LeanStreamOptions<I, O>,
): LeanStream {
  const serializations = createMethodSerializationLookup(
    options.method,
    undefined,
    options.jsonOptions,
    { readMaxBytes: options.messageSizeMaxBytes, writeMaxBytes: 0xffffffff },
  );
  return (request) => {
    const type = streamProtocolOf(request.headers["content-type"] ?? null);
    if (type === undefined || request.method !== "POST") return undefined;
    const { protocol, codec } = type;
    const parse = serializations.getI(codec === "proto");
    return async (exchange) => {
      const stream = new LeanCall(exchange, protocol, codec, options);
      await stream.run((header) => readRequest(exchange, header, protocol, parse, options));
    };
  };
}

type Parse<I extends DescMessage> = ReturnType<
  ReturnType<typeof createMethodSerializationLookup<I, DescMessage>>["getI"]
>;

async function readRequest<I extends DescMessage, O extends DescMessage>(
  { body }: Exchange,
  header: Headers,
  protocol: StreamProtocol,
  parse: Parse<I>,
  options: LeanStreamOptions<I, O>,
): Promise<{ readonly message: MessageShape<I>; readonly coding: "identity" | "gzip" }> {
  const { request, response, error } = compressionNegotiate(
    [gzip],
    header.get(protocol.encodingHeader),
    header.get(protocol.acceptEncodingHeader),
    protocol.acceptEncodingHeader,
  );
  if (error !== undefined) throw error;
  const { endFlag } = protocol;
  const messages = pipe(
    body,
    transformSplitEnvelope(options.messageSizeMaxBytes),
    transformDecompressEnvelope(request, options.messageSizeMaxBytes),
    endFlag === undefined ? transformParseEnvelope(parse) : transformParseEnvelope(parse, endFlag),
  );
  let message: MessageShape<I> | undefined;
  for await (const next of messages) {
    if (message !== undefined) throw inputCount("received extra", options.method);
    message = next;
  }
  if (message === undefined) throw inputCount("missing", options.method);
  return { message, coding: response === null ? "identity" : "gzip" };
}

function inputCount(what: string, method: { readonly methodKind: string }): ConnectError {
  const kind = method.methodKind.replace("_", "-");
  const message = `protocol error: ${what} input message for ${kind} method`;
  return new ConnectError(message, Code.Unimplemented);
}

class LeanCall<I extends DescMessage, O extends DescMessage> {
  readonly #exchange: Exchange;
  readonly #protocol: StreamProtocol;
  readonly #codec: "proto" | "json";
  readonly #options: LeanStreamOptions<I, O>;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    exchange: Exchange,
    protocol: StreamProtocol,
    codec: "proto" | "json",
    options: LeanStreamOptions<I, O>,
  ) {
    this.#exchange = exchange;
    this.#protocol = protocol;
    this.#codec = codec;
    this.#options = options;
  }

  async run(
    read: (header: Headers) => Promise<{
      readonly message: MessageShape<I>;
      readonly coding: "identity" | "gzip";
    }>,
  ): Promise<void> {
    const { call, request } = this.#exchange;
    call.onEnd((reason) => this.#ended(reason));
    try {
      const header = headersOf(request);
      this.#startTimer(header);
      this.#options.gate(this.#exchange, { header, protocolName: this.#protocol.name });
      const { message, coding } = await read(header);
      if (call.ended) return;
      const begin = this.#options.open(message, this.#exchange);
      const sink = this.#begin(coding);
      await begin({ sink, coding, codec: this.#codec, fail: (error) => this.#fail(error) });
    } catch (error) {
      this.#fail(error);
    }
  }

  #startTimer(header: Headers): void {
    const { deadline } = this.#options;
    boundDeadline(header, deadline);
    const timeout = this.#protocol.parseTimeout(
      header.get(this.#protocol.timeoutHeader),
      deadline.maxMs,
    );
    if (timeout.error !== undefined) throw timeout.error;
    const timeoutMs = timeout.timeoutMs ?? deadline.defaultMs;
    if (timeoutMs <= 0) throw late();
    this.#timer = setTimeout(() => this.#fail(late()), timeoutMs);
    this.#timer.unref();
  }

  #fail(error: unknown): void {
    const { call } = this.#exchange;
    if (!call.ended) call.finish(this.#options.translate(error, this.#exchange));
  }

  /** Sends the head and answers what takes the messages: the HTTP/2 stream itself, which skips a layer, or the response. */
  #begin(coding: "identity" | "gzip"): WireSink {
    const { response } = this.#exchange;
    this.#writeHead(coding);
    if ("stream" in response) {
      response.writeHead(200);
      return response.stream;
    }
    response.flushHeaders();
    return response;
  }

  #writeHead(coding: "identity" | "gzip"): void {
    const { response } = this.#exchange;
    const { contentTypes, encodingHeader, acceptEncodingHeader } = this.#protocol;
    response.setHeader("content-type", contentTypes[this.#codec]);
    if (coding !== "identity") response.setHeader(encodingHeader, coding);
    response.setHeader(acceptEncodingHeader, "gzip");
    response.statusCode = 200;
  }

  /** Runs once, however the call ends: writes what follows the last message. */
  #ended(reason: unknown): void {
    clearTimeout(this.#timer);
    const { response } = this.#exchange;
    if (isGone(response)) return;
    const error = reason instanceof ConnectError ? reason : undefined;
    if (error !== undefined) amendStockError(error);
    if (!response.headersSent) this.#begin("identity");
    const { bytes, trailers } = this.#protocol.end(error, this.#options.jsonOptions);
    if (trailers !== undefined) response.addTrailers(plain(trailers));
    if (bytes === undefined) response.end();
    else if ("stream" in response) response.end(bytes);
    else response.end(bytes);
  }
}

function late(): ConnectError {
  return new ConnectError("the operation timed out", Code.DeadlineExceeded);
}
