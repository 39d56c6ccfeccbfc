import { ServerResponse } from "node:http";
import type { IncomingMessage } from "node:http";
import type {
  Http2ServerRequest,
  Http2ServerResponse,
  IncomingHttpHeaders,
  ServerHttp2Stream,
} from "node:http2";
import type { Call } from "./call.ts";
import type { RequestBody } from "./request-body.ts";

export type NodeRequest = IncomingMessage | Http2ServerRequest;
export type NodeResponse = ServerResponse | Http2ServerResponse;

/** Handles one HTTP request of any version. Never throws. */
export type RequestListener = (request: NodeRequest, response: NodeResponse) => void;

/** Takes an HTTP/2 stream as it is, or answers false: then it gets a request and a response. Never throws. */
export type StreamListener = (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => boolean;

/** What a response is written to: the HTTP/2 stream itself, or the response of HTTP/1.1. */
export type Carrier = ServerHttp2Stream | ServerResponse;

/** A call together with the HTTP exchange that carries it. */
export interface Exchange {
  readonly call: Call;
  readonly head: RequestHead;
  readonly carrier: Carrier;
  readonly body: RequestBody;
}

/** What came before the body of a request, the same for every version of HTTP. */
export class RequestHead {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** Names in lower case; HTTP/2 has pseudo headers among them. */
  readonly headers: IncomingHttpHeaders;

  constructor(method: string | undefined, url: string | undefined, headers: IncomingHttpHeaders) {
    this.method = method ?? "";
    this.url = url ?? "";
    this.headers = headers;
  }

  get path(): string {
    const query = this.url.indexOf("?");
    return query === -1 ? this.url : this.url.slice(0, query);
  }

  /** The host that the request was sent to, with its port. */
  get authority(): string | undefined {
    const authority = this.headers[":authority"];
    return typeof authority === "string" ? authority : this.headers.host;
  }

  /** One header, as Headers would answer it, without the 3 µs of making those. */
  get(name: string): string | null {
    const value = this.headers[name];
    return (typeof value === "object" ? value.join(", ") : value) ?? null;
  }
}

export function carrierOf(response: NodeResponse): Carrier {
  return "stream" in response ? response.stream : response;
}

/** Whether nobody reads any more what would be written. */
export function isGone(carrier: Carrier): boolean {
  if (carrier instanceof ServerResponse) {
    return carrier.destroyed || carrier.socket?.destroyed === true;
  }
  return carrier.destroyed || carrier.closed;
}
