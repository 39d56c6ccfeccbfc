import type { DescMethod, DescService } from "@bufbuild/protobuf";
import type { ContextValues, HandlerContext } from "@connectrpc/connect";
import { createContextValues } from "@connectrpc/connect";
import type { Call } from "../call.ts";
import { callKey } from "../call.ts";
import type { RequestHead } from "../exchange.ts";
import { headersOf } from "../http-headers.ts";
import type { AnswerParts, UnaryProtocol } from "./unary-protocol.ts";

export interface UnaryContextOptions extends Pick<AnswerParts, "codec" | "compression"> {
  readonly method: DescMethod;
  readonly call: Call;
  readonly head: RequestHead;
  readonly protocol: UnaryProtocol;
  /** On the clock of `call.startedAtMs`. */
  readonly deadlineAtMs: number;
}

/**
 * The context of a lean call. What costs something is made when a handler asks for it: an AbortController 3 µs, the Headers of a request
 * another 3, and most handlers ask for none of it.
 */
export class UnaryContext implements HandlerContext, AnswerParts {
  readonly requestMethod = "POST";
  readonly #options: UnaryContextOptions;
  #values: ContextValues | undefined;
  #controller: AbortController | undefined;
  #requestHeader: Headers | undefined;
  #header: Headers | undefined;
  #trailer: Headers | undefined;

  constructor(options: UnaryContextOptions) {
    this.#options = options;
  }

  get method(): DescMethod {
    return this.#options.method;
  }

  get service(): DescService {
    return this.#options.method.parent;
  }

  get protocolName(): string {
    return this.#options.protocol.name;
  }

  get url(): string {
    const { authority, url } = this.#options.head;
    return `http://${authority ?? ""}${url}`;
  }

  get values(): ContextValues {
    return (this.#values ??= createContextValues().set(callKey, this.#options.call));
  }

  get requestHeader(): Headers {
    return (this.#requestHeader ??= headersOf(this.#options.head.headers));
  }

  get responseHeader(): Headers {
    const { protocol, codec, compression } = this.#options;
    return (this.#header ??= new Headers(protocol.headers({ codec, compression })));
  }

  get responseTrailer(): Headers {
    return (this.#trailer ??= new Headers(this.#options.protocol.trailers));
  }

  get signal(): AbortSignal {
    return (this.#controller ??= this.#startController()).signal;
  }

  timeoutMs(): number {
    return this.#options.deadlineAtMs - performance.now();
  }

  get codec(): AnswerParts["codec"] {
    return this.#options.codec;
  }

  get compression(): AnswerParts["compression"] {
    return this.#options.compression;
  }

  /** The response headers, if somebody asked for them. */
  get header(): Headers | undefined {
    return this.#header;
  }

  get trailer(): Headers | undefined {
    return this.#trailer;
  }

  #startController(): AbortController {
    const controller = new AbortController();
    this.#options.call.onEnd((reason) => controller.abort(reason));
    return controller;
  }
}
