import type { UniversalHandler } from "@connectrpc/connect/protocol";
import type { Logger } from "../platform/log.ts";
import { Call } from "./call.ts";
import type { CarryOptions } from "./carry.ts";
import { carry, lingerHttp1Ms } from "./carry.ts";
import type { DeadlineLimits } from "./deadline-header.ts";
import type { NodeRequest, NodeResponse, RequestListener, StreamListener } from "./exchange.ts";
import { RequestHead, carrierOf } from "./exchange.ts";
import { sendError } from "./fallback.ts";
import { OpenCalls } from "./open-calls.ts";
import type { Rejection } from "./same-origin.ts";
import { runStock } from "./stock.ts";
import type { Lean } from "./wire/lean.ts";

export interface RouteOptions {
  readonly handlers: readonly UniversalHandler[];
  /** Methods that have a way past the library's pipeline, by path. */
  readonly lean: ReadonlyMap<string, Lean>;
  readonly unaryDeadline: DeadlineLimits;
  readonly streamDeadline: DeadlineLimits;
  readonly messageSizeMaxBytes: number;
  /** Turns away requests before anything else looks at them. */
  readonly guard: (head: RequestHead) => Rejection | undefined;
  /** Takes what is not the path of a procedure. */
  readonly fallback: RequestListener;
  readonly log: Logger;
}

export interface Routes {
  readonly request: RequestListener;
  readonly stream: StreamListener;
  readonly calls: OpenCalls;
}

interface Route {
  readonly handler: UniversalHandler;
  readonly deadline: DeadlineLimits;
  readonly lean: Lean | undefined;
}

/**
 * All procedures for gRPC, gRPC-Web and Connect, binary and JSON, behind one listener. Where there is a lean path and it understands
 * the request, that serves it; else the library's own handler does. This takes the place of the library's Node adapter, which throws
 * out of the listener for a request without a host, prints disconnects to stderr, and reads bodies through an iterator that
 * resets the stream (see RequestBody).
 */
export function createRoutes(options: RouteOptions): Routes {
  const { guard, fallback, messageSizeMaxBytes, log } = options;
  const paths = routesByPath(options);
  const calls = new OpenCalls({
    lingerMs: lingerHttp1Ms,
    readerMaxMs: options.unaryDeadline.maxMs,
  });
  const carrying: CarryOptions = { calls, messageSizeMaxBytes, log };
  return {
    calls,
    request(request, response) {
      const head = new RequestHead(request.method, request.url, request.headers);
      const rejection = guard(head);
      const route = paths.get(head.path);
      if (rejection !== undefined) sendError(response, rejection.status, rejection);
      else if (route === undefined) fallback(request, response);
      else serve(carrying, route, { head, request, response });
    },
    stream(stream, headers) {
      const head = new RequestHead(headers[":method"], headers[":path"], headers);
      const lean = paths.get(head.path)?.lean?.(head);
      if (lean === undefined || headers.expect !== undefined) return false;
      if (guard(head) !== undefined) return false;
      stream.on("error", ignore);
      const call = new Call(performance.now(), { head });
      void carry(carrying, { call, head, carrier: stream, source: stream }, lean);
      return true;
    },
  };
}

function routesByPath(options: RouteOptions): ReadonlyMap<string, Route> {
  const { unaryDeadline, streamDeadline, lean } = options;
  const routes = options.handlers.map((handler): [string, Route] => {
    const deadline = handler.method.methodKind === "unary" ? unaryDeadline : streamDeadline;
    return [handler.requestPath, { handler, deadline, lean: lean.get(handler.requestPath) }];
  });
  return new Map(routes);
}

/** Serves a request that has a request and a response object: all of HTTP/1.1, and of HTTP/2 what no lean path took as a stream. */
function serve(
  carrying: CarryOptions,
  { handler, deadline, lean }: Route,
  parts: {
    readonly head: RequestHead;
    readonly request: NodeRequest;
    readonly response: NodeResponse;
  },
): void {
  const { head, request, response } = parts;
  const nowMs = performance.now();
  const carrier = carrierOf(response);
  const source = "stream" in request ? request.stream : request;
  const leanly = carrier === response ? lean?.(head) : undefined;
  if (leanly !== undefined) {
    void carry(carrying, { call: new Call(nowMs, { head }), head, carrier, source }, leanly);
    return;
  }
  const controller = new AbortController();
  const call = new Call(nowMs, { head, abort: (reason) => controller.abort(reason) });
  const { httpVersion } = request;
  const { signal } = controller;
  void carry(carrying, { call, head, carrier, source }, (exchange) =>
    runStock(handler, exchange, { response, httpVersion, deadline, signal }),
  );
}

function ignore(): void {}
