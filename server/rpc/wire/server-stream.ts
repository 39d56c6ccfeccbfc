import type { DescMessage, DescMethodServerStreaming, MessageShape } from "@bufbuild/protobuf";
import { ConnectError } from "@connectrpc/connect";
import { createMethodSerializationLookup } from "@connectrpc/connect/protocol";
import { ServerResponse } from "node:http";
import { gzip } from "../compression.ts";
import type { Exchange } from "../exchange.ts";
import { isGone } from "../exchange.ts";
import { amendStockError } from "../stock-errors.ts";
import { plain } from "../write-response.ts";
import { askedOf, startDeadline } from "./lean.ts";
import type { Asked, Lean, LeanOptions } from "./lean.ts";
import { negotiate } from "./negotiate.ts";
import { explainJson } from "./explain-json.ts";
import { readEnveloped } from "./read-message.ts";
import type { Reading } from "./read-message.ts";
import { sendEnd, sendHead } from "./send.ts";
import { streamProtocols } from "./stream-protocol.ts";
import type { StreamProtocol } from "./stream-protocol.ts";
import type { Codec } from "./wire-protocol.ts";

/** A writable that takes enveloped bytes as they are. */
export interface WireSink {
  readonly write: (bytes: Uint8Array) => unknown;
  readonly writableLength: number;
}

/** An open stream, handed to its handler once the request is read and the response may begin. */
export interface Wire {
  readonly sink: WireSink;
  readonly codec: Codec;
  readonly coding: "identity" | "gzip";
  /** Ends the stream with an error; more than once does nothing. */
  readonly fail: (error: unknown) => void;
}

export interface LeanStreamOptions<
  I extends DescMessage,
  O extends DescMessage,
> extends LeanOptions<DescMethodServerStreaming<I, O>> {
  /**
   * Checks the request, throwing a ConnectError, and answers how to begin. Called once; the stream lives until the call ends.
   */
  readonly open: (
    request: MessageShape<I>,
    exchange: Exchange,
  ) => (wire: Wire) => Promise<void> | void;
}

/**
 * A server stream without the library's pipeline. That costs about 57 kB and ten async hops a message for each stream; here a
 * stream is its HTTP stream and one small object, and its messages are written as bytes that others have enveloped. All else is
 * as on the stock path: the same gate, deadlines, limits, errors, trailers and cancels (the matrix test holds the two together).
 */
export function leanServerStream<I extends DescMessage, O extends DescMessage>(
  options: LeanStreamOptions<I, O>,
): Lean {
  const { method, jsonOptions, messageSizeMaxBytes } = options;
  const serializations = createMethodSerializationLookup(method, undefined, jsonOptions, {
    readMaxBytes: messageSizeMaxBytes,
    writeMaxBytes: 0xffffffff,
  });
  const parses = {
    proto: serializations.getI(true),
    json: explainJson(method.input, serializations.getI(false)),
  };
  return (head) => {
    const asked = askedOf(head, streamProtocols, options.deadline);
    if (asked === undefined) return undefined;
    const parse = parses[asked.codec];
    return (exchange) => {
      const stream = new LeanStream(exchange, asked, options);
      return stream.run({ method, parse, messageSizeMaxBytes });
    };
  };
}

class LeanStream<I extends DescMessage, O extends DescMessage> {
  readonly #exchange: Exchange;
  readonly #protocol: StreamProtocol;
  readonly #codec: Codec;
  readonly #options: LeanStreamOptions<I, O>;
  readonly #timer: NodeJS.Timeout;

  constructor(exchange: Exchange, asked: Asked<StreamProtocol>, options: LeanStreamOptions<I, O>) {
    this.#exchange = exchange;
    this.#protocol = asked.protocol;
    this.#codec = asked.codec;
    this.#options = options;
    this.#timer = startDeadline(exchange.call, asked.timeoutMs).unref();
  }

  async run(reading: Omit<Reading<I>, "compression">): Promise<void> {
    const { call, head, body } = this.#exchange;
    call.onEnd((reason) => this.#ended(reason));
    try {
      this.#options.gate(call, head, this.#protocol.name);
      const { request, response, error } = negotiate(head, this.#protocol, [gzip]);
      if (error !== undefined) throw error;
      const { endFlag } = this.#protocol;
      const message = await readEnveloped(body, endFlag, { ...reading, compression: request });
      if (call.ended) return;
      const begin = this.#options.open(message, this.#exchange);
      const coding = response === null ? "identity" : "gzip";
      const sink = this.#begin(coding);
      await begin({ sink, coding, codec: this.#codec, fail: (thrown) => this.#fail(thrown) });
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    const { call } = this.#exchange;
    if (!call.ended) call.finish(this.#options.translate(error, call));
  }

  /** Sends the head and answers what takes the messages. */
  #begin(coding: "identity" | "gzip"): WireSink {
    const { carrier } = this.#exchange;
    const { name, contentTypes, encodingHeader, acceptEncodingHeader } = this.#protocol;
    const encoding = coding === "identity" ? {} : { [encodingHeader]: coding };
    const type = { "content-type": contentTypes[this.#codec] };
    const headers = { ...type, ...encoding, [acceptEncodingHeader]: "gzip" };
    sendHead(carrier, { status: 200, headers, trailers: name === "grpc" });
    if (carrier instanceof ServerResponse) carrier.flushHeaders();
    return carrier;
  }

  /** Runs once, however the call ends: writes what follows the last message. */
  #ended(reason: unknown): void {
    clearTimeout(this.#timer);
    const { carrier } = this.#exchange;
    if (isGone(carrier)) return;
    const error = reason instanceof ConnectError ? reason : undefined;
    if (error !== undefined) amendStockError(error);
    if (!carrier.headersSent) this.#begin("identity");
    const { bytes, trailers } = this.#protocol.end(error, this.#options.jsonOptions);
    sendEnd(carrier, bytes, trailers && plain(trailers));
  }
}
