import type { ConnectRouter, HandlerContext, Interceptor } from "@connectrpc/connect";
import { createConnectRouter, createContextValues } from "@connectrpc/connect";
import type { UniversalHandler } from "@connectrpc/connect/protocol";
import { createRegistry } from "@bufbuild/protobuf";
import { file_google_rpc_error_details } from "#gen/google/rpc/error_details_pb.ts";
import { callKey } from "./call.ts";
import { codings, compressMinBytes } from "./compression.ts";
import type { DeadlineLimits } from "./deadline-header.ts";
import { boundDeadline } from "./deadline-header.ts";
import type { Exchange, NodeResponse } from "./exchange.ts";
import { headersOf } from "./http-headers.ts";
import { recordUnary } from "./record-unary.ts";
import type { UnarySpec } from "./wire/unary.ts";
import { writeResponse } from "./write-response.ts";

export interface StockOptions {
  /** Registers the services. */
  readonly services: readonly ((router: ConnectRouter) => void)[];
  readonly requestGate: (context: HandlerContext) => void;
  readonly interceptors: readonly Interceptor[];
  readonly messageSizeMaxBytes: number;
}

/** A misspelt field in JSON is a mistake to name, not to skip. The registry lets error details be printed as JSON. */
export const jsonOptions = {
  ignoreUnknownFields: false,
  registry: createRegistry(file_google_rpc_error_details),
};

/** gRPC clients take 4 MiB unless told otherwise. */
export const answerFactor = 4;

/** The library's handlers of all services, and the unary methods among them as they were registered. */
export function createStockHandlers(options: StockOptions): {
  readonly handlers: readonly UniversalHandler[];
  readonly unary: readonly UnarySpec[];
} {
  const router = createConnectRouter({
    readMaxBytes: options.messageSizeMaxBytes,
    writeMaxBytes: answerFactor * options.messageSizeMaxBytes,
    acceptCompression: [...codings],
    compressMinBytes,
    jsonOptions,
    interceptors: [...options.interceptors],
    requestGate: options.requestGate,
  });
  const unary: UnarySpec[] = [];
  const recorder = recordUnary(router, (spec) => unary.push(spec));
  for (const register of options.services) register(recorder);
  return { handlers: router.handlers, unary };
}

/** Has the library's handler answer a request. */
export async function runStock(
  handler: UniversalHandler,
  { call, head, body }: Exchange,
  about: {
    readonly response: NodeResponse;
    readonly httpVersion: string;
    readonly deadline: DeadlineLimits;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const header = headersOf(head.headers);
  boundDeadline(header, about.deadline);
  const answer = await handler({
    httpVersion: about.httpVersion,
    method: head.method,
    url: `http://${head.authority ?? ""}${head.url}`,
    header,
    body,
    signal: about.signal,
    contextValues: createContextValues().set(callKey, call),
  });
  await writeResponse(answer, about.response);
}
