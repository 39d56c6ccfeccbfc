import type { ConnectRouter, Interceptor } from "@connectrpc/connect";
import { ConnectError, createConnectRouter, createContextValues } from "@connectrpc/connect";
import type { HandlerContext } from "@connectrpc/connect";
import type { UniversalHandler } from "@connectrpc/connect/protocol";
import { createRegistry } from "@bufbuild/protobuf";
import { file_google_rpc_error_details } from "#gen/google/rpc/error_details_pb.ts";
import type { Logger } from "../platform/log.ts";
import { Call, callKey } from "./call.ts";
import { brotli, gzip } from "./compression.ts";
import type { DeadlineLimits } from "./deadline-header.ts";
import { boundDeadline } from "./deadline-header.ts";
import { headersOf } from "./http-headers.ts";
import type { Exchange } from "./open-calls.ts";
import { OpenCalls, stopSender } from "./open-calls.ts";
import type { NodeRequest } from "./request-body.ts";
import { RequestBody } from "./request-body.ts";
import type { LeanStream } from "./wire/server-stream.ts";
import type { NodeResponse } from "./write-response.ts";
import { isGone, writeResponse } from "./write-response.ts";

/** Handles one HTTP request of any version. Never throws. */
export type RequestListener = (request: NodeRequest, response: NodeResponse) => void;

export interface RouteOptions {
  /** Registers the services. */
  readonly routes: readonly ((router: ConnectRouter) => void)[];
  readonly requestGate: (context: HandlerContext) => void;
  readonly interceptors: readonly Interceptor[];
  readonly messageSizeMaxBytes: number;
  readonly unaryDeadline: DeadlineLimits;
  readonly streamDeadline: DeadlineLimits;
  /** Server streams that are served without the library's pipeline, by path. */
  readonly leanStreams: ReadonlyMap<string, LeanStream>;
  /** Takes what is not the path of a procedure. */
  readonly fallback: RequestListener;
  readonly log: Logger;
}

/** After its call is over, a client may go on sending this many messages' worth of bytes. */
const lingerMessages = 16;
/**
 * And for this long. On HTTP/2 the stream is then closed without an error, and the client still reads its answer. On HTTP/1.1 the
 * connection is, and a client that has not read its answer may lose it.
 */
const lingerHttp2Ms = 300;
const lingerHttp1Ms = 2_000;
/** gRPC clients take 4 MiB unless told otherwise. */
const writeFactor = 4;
/** Compressing less makes it larger. */
const compressMinBytes = 1_024;

/** A misspelt field in JSON is a mistake to name, not to skip. The registry lets error details be printed as JSON. */
export const jsonOptions = {
  ignoreUnknownFields: false,
  registry: createRegistry(file_google_rpc_error_details),
};

interface Route {
  readonly handler: UniversalHandler;
  readonly deadline: DeadlineLimits;
  readonly lean: LeanStream | undefined;
}

/**
 * All procedures for gRPC, gRPC-Web and Connect, binary and JSON, behind one listener. The handlers are the library's own; this takes
 * the place of its Node adapter, which throws out of the listener for a request without a host, prints disconnects to
 * stderr, and reads bodies through an iterator that resets the stream (see RequestBody).
 */
export function createRoutes(options: RouteOptions): {
  readonly handle: RequestListener;
  readonly calls: OpenCalls;
} {
  const paths = new Map<string, Route>();
  for (const handler of createHandlers(options)) {
    const unary = handler.method.methodKind === "unary";
    const deadline = unary ? options.unaryDeadline : options.streamDeadline;
    const lean = options.leanStreams.get(handler.requestPath);
    paths.set(handler.requestPath, { handler, deadline, lean });
  }
  const calls = new OpenCalls({
    lingerMs: lingerHttp1Ms,
    readerMaxMs: options.unaryDeadline.maxMs,
  });
  const discardMaxBytes = lingerMessages * options.messageSizeMaxBytes;
  return {
    calls,
    handle(request, response) {
      const route = paths.get(pathOf(request));
      if (route === undefined) options.fallback(request, response);
      else serve(route, { request, response, calls, discardMaxBytes, log: options.log });
    },
  };
}

function createHandlers(options: RouteOptions): readonly UniversalHandler[] {
  const router = createConnectRouter({
    readMaxBytes: options.messageSizeMaxBytes,
    writeMaxBytes: writeFactor * options.messageSizeMaxBytes,
    acceptCompression: [gzip, brotli],
    compressMinBytes,
    jsonOptions,
    interceptors: [...options.interceptors],
    requestGate: options.requestGate,
  });
  for (const register of options.routes) register(router);
  return router.handlers;
}

interface Serving {
  readonly request: NodeRequest;
  readonly response: NodeResponse;
  readonly calls: OpenCalls;
  readonly discardMaxBytes: number;
  readonly log: Logger;
}

function serve(route: Route, serving: Serving): void {
  const lean = route.lean?.(serving.request);
  if (lean !== undefined) {
    carry(serving, new Call(performance.now()), lean);
  } else {
    const controller = new AbortController();
    const call = new Call(performance.now(), (reason) => controller.abort(reason));
    carry(serving, call, (exchange) => run(route, exchange, controller.signal));
  }
}

/** Ties a call to its HTTP exchange until both are over. */
function carry(serving: Serving, call: Call, handle: (exchange: Exchange) => Promise<void>): void {
  const { request, response, calls, discardMaxBytes, log } = serving;
  const body = new RequestBody(request);
  const exchange: Exchange = { call, request, response, body };
  calls.add(exchange);
  call.onEnd((reason) => {
    if (reason instanceof ConnectError) body.fail(reason);
  });
  handle(exchange)
    .catch((error: unknown) => fail(exchange, error, log))
    .finally(() =>
      body.discard({
        maxBytes: discardMaxBytes,
        maxMs: "stream" in response ? lingerHttp2Ms : lingerHttp1Ms,
        exceeded: () => stopSender(exchange),
      }),
    );
}

async function run(
  { handler, deadline }: Route,
  { request, response, call, body }: Exchange,
  signal: AbortSignal,
): Promise<void> {
  const header = headersOf(request);
  boundDeadline(header, deadline);
  const answer = await handler({
    httpVersion: request.httpVersion,
    method: request.method ?? "",
    url: `http://${authorityOf(request)}${request.url}`,
    header,
    body,
    signal,
    contextValues: createContextValues().set(callKey, call),
  });
  await writeResponse(answer, response);
}

/** Something failed outside of the handler and of the protocol: say as little as possible. */
function fail({ response }: Exchange, error: unknown, log: Logger): void {
  if (isGone(response)) return;
  log.error({ err: error }, "could not answer a request");
  if (response.headersSent) response.destroy();
  else if ("stream" in response) response.writeHead(500).end();
  else response.writeHead(500).end();
}

function pathOf(request: NodeRequest): string {
  const url = request.url ?? "";
  const query = url.indexOf("?");
  return query === -1 ? url : url.slice(0, query);
}

function authorityOf(request: NodeRequest): string {
  return ("stream" in request ? request.authority : request.headers.host) ?? "";
}
