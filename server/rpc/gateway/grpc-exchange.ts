import { constants } from "node:http2";
import type { ClientHttp2Stream, IncomingHttpHeaders, IncomingHttpStatusHeader } from "node:http2";
import { Code, ConnectError } from "@connectrpc/connect";
import type { ChannelSession } from "./channel-session.ts";

/** One request to a provider. */
export interface GrpcRequest {
  readonly path: string;
  /** In its envelope. */
  readonly body: Uint8Array;
  readonly timeoutMs: number;
  /** Most that is read of an answer. */
  readonly answerMaxBytes: number;
}

/** What came back, to its end. Whether it makes sense is for others to say. */
export interface Received {
  readonly headers: IncomingHttpHeaders & IncomingHttpStatusHeader;
  readonly body: Uint8Array;
  /** Undefined when there were none, as when all is said in the headers. */
  readonly trailers: IncomingHttpHeaders | undefined;
}

/**
 * Sends a request and hears all of its answer. Throws a ConnectError: with the cause NothingSent when no byte of it can have left, with
 * another cause when the stream or its connection broke, else without one.
 */
export async function exchange(session: ChannelSession, request: GrpcRequest): Promise<Received> {
  const { path, body, timeoutMs } = request;
  const stream = session.request({
    ":method": "POST",
    ":path": path,
    "content-type": "application/grpc+proto",
    "user-agent": "sluice",
    te: "trailers",
    "grpc-timeout": `${timeoutMs}m`,
  });
  const receiver = new Receiver(stream, session, request);
  stream.end(body);
  return await receiver.received;
}

class Receiver {
  readonly #stream: ClientHttp2Stream;
  readonly #session: ChannelSession;
  readonly #answerMaxBytes: number;
  readonly #done = Promise.withResolvers<Received>();
  readonly #timer: NodeJS.Timeout;
  #headers: Received["headers"] | undefined;
  #trailers: Received["trailers"];
  #chunks: Buffer[] = [];
  #sizeBytes = 0;

  constructor(stream: ClientHttp2Stream, session: ChannelSession, request: GrpcRequest) {
    this.#stream = stream;
    this.#session = session;
    this.#answerMaxBytes = request.answerMaxBytes;
    this.#timer = setTimeout(() => this.#giveUp(timedOut()), request.timeoutMs);
    stream.on("response", (headers) => {
      this.#headers = headers;
    });
    stream.on("data", (chunk: Buffer) => this.#take(chunk));
    stream.on("trailers", (trailers) => {
      this.#trailers = trailers;
    });
    stream.on("end", () => this.#end());
    stream.on("error", (error) => this.#fail(broken(error.message, error)));
    stream.on("close", () => this.#close());
  }

  get received(): Promise<Received> {
    return this.#done.promise;
  }

  #take(chunk: Buffer): void {
    this.#session.heard();
    this.#sizeBytes += chunk.byteLength;
    if (this.#sizeBytes > this.#answerMaxBytes) return this.#giveUp(tooLarge(this.#answerMaxBytes));
    this.#chunks.push(chunk);
  }

  /** A stream that was reset ends too: without a status that is no end to believe, and `close` says more. */
  #end(): void {
    const hasStatus = this.#trailers !== undefined || this.#headers?.["grpc-status"] !== undefined;
    if (hasStatus) this.#finish();
  }

  #close(): void {
    const { rstCode } = this.#stream;
    if (rstCode === constants.NGHTTP2_NO_ERROR) this.#finish();
    else this.#fail(broken(`the stream was closed with code ${rstCode}`));
  }

  #finish(): void {
    const [headers, trailers] = [this.#headers, this.#trailers];
    if (headers === undefined) return this.#fail(broken("the stream was closed without an answer"));
    clearTimeout(this.#timer);
    const [first, second] = this.#chunks;
    const isOne = first !== undefined && second === undefined;
    this.#done.resolve({ headers, trailers, body: isOne ? first : Buffer.concat(this.#chunks) });
  }

  #giveUp(error: ConnectError): void {
    this.#fail(error);
    this.#chunks = [];
    this.#stream.close(constants.NGHTTP2_CANCEL);
  }

  #fail(error: ConnectError): void {
    clearTimeout(this.#timer);
    this.#done.reject(error);
  }
}

function timedOut(): ConnectError {
  return new ConnectError("the operation timed out", Code.DeadlineExceeded);
}

function tooLarge(maxBytes: number): ConnectError {
  return new ConnectError(`the answer has more than ${maxBytes} bytes`, Code.ResourceExhausted);
}

function broken(why: string, cause: Error = new Error(why)): ConnectError {
  return new ConnectError(why, Code.Unavailable, undefined, undefined, cause);
}
