import { connect } from "node:http2";
import type { ClientHttp2Session, IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http2";
import type { Protocol } from "./order-requests.ts";

/** What one call came to: "accepted", "replayed", `refused:<code>` (the server said a definite no) or `error:<what>`. */
export type Answer = string;

/** Called once: what it came to, with the body of the response when there was one. */
export type Answered = (answer: Answer, body: Buffer | undefined) => void;

export interface Caller {
  /** Sends one request. */
  readonly send: (body: Buffer, answered: Answered) => void;
  readonly close: () => void;
}

/** The rpcs that the load calls: both answer the noun first and `replayed` second. */
const paths = {
  place: "/sluice.orders.v1.OrderService/PlaceOrder",
  pay: "/sluice.payments.v1.PaymentService/PayOrder",
} as const;

/** Codes that say: nothing was done, nor will be. By name (Connect) and by number (gRPC). */
const definite = new Map<string, string>(
  Object.entries({
    3: "invalid_argument",
    5: "not_found",
    6: "already_exists",
    7: "permission_denied",
    8: "resource_exhausted",
    9: "failed_precondition",
    10: "aborted",
    16: "unauthenticated",
  }),
);
const definiteNames = new Set(definite.values());

/** HTTP/2 connections that calls are spread over in turn. The headers of every request are the same object. */
export async function openCaller(
  url: string,
  protocol: Protocol,
  { rpc, connectionCount }: { readonly rpc: keyof typeof paths; readonly connectionCount: number },
): Promise<Caller> {
  const sessions = await Promise.all(
    Array.from({ length: connectionCount }, () => openSession(url)),
  );
  const headers = headersOf(protocol, paths[rpc]);
  const finish = protocol === "grpc" ? grpcAnswer : connectAnswer;
  let turn = 0;
  return {
    send(body, answered) {
      turn = (turn + 1) % sessions.length;
      call(sessions[turn] as ClientHttp2Session, { headers, body, finish, answered });
    },
    close() {
      for (const session of sessions) session.close();
    },
  };
}

interface Received {
  readonly status: number;
  readonly grpcStatus: string | undefined;
  readonly body: Buffer | undefined;
}

function call(
  session: ClientHttp2Session,
  parts: {
    readonly headers: OutgoingHttpHeaders;
    readonly body: Buffer;
    readonly finish: (received: Received) => Answer;
    readonly answered: Answered;
  },
): void {
  const stream = session.request(parts.headers);
  let status = 0;
  let grpcStatus: string | undefined;
  let body: Buffer | undefined;
  const onHeaders = (headers: IncomingHttpHeaders & { ":status"?: number }): void => {
    status = headers[":status"] ?? status;
    grpcStatus = (headers["grpc-status"] as string | undefined) ?? grpcStatus;
  };
  stream.on("response", onHeaders);
  stream.on("trailers", onHeaders);
  stream.on("data", (chunk: Buffer) => {
    body = body === undefined ? chunk : Buffer.concat([body, chunk]);
  });
  let failure: Answer | undefined;
  stream.on("error", (error: Error & { code?: string }) => {
    failure = `error:${error.code ?? error.message}`;
  });
  stream.on("close", () => {
    parts.answered(failure ?? parts.finish({ status, grpcStatus, body }), body);
  });
  stream.end(parts.body);
}

function connectAnswer({ status, body }: Received): Answer {
  if (status === 200) return orderAnswer(body, 0);
  const code = /"code":"([a-z_]+)"/.exec(body?.toString("latin1") ?? "")?.[1];
  if (code !== undefined && definiteNames.has(code)) return `refused:${code}`;
  return `error:${code ?? `http ${status}`}`;
}

function grpcAnswer({ status, grpcStatus, body }: Received): Answer {
  if (grpcStatus === "0") return orderAnswer(body, 5);
  const name = definite.get(grpcStatus ?? "");
  if (name !== undefined) return `refused:${name}`;
  return `error:${grpcStatus === undefined ? `http ${status}` : `grpc ${grpcStatus}`}`;
}

/** The noun is field 1, `replayed` field 2 and the last one that is set: two looks at the bytes tell them. */
function orderAnswer(body: Buffer | undefined, start: number): Answer {
  if (body === undefined || body.length < start + 100 || body[start] !== 0x0a)
    return "error:no order";
  return body[body.length - 2] === 0x10 && body[body.length - 1] === 1 ? "replayed" : "accepted";
}

function headersOf(protocol: Protocol, path: string): OutgoingHttpHeaders {
  const common = { ":method": "POST", ":path": path };
  return protocol === "grpc"
    ? { ...common, "content-type": "application/grpc+proto", te: "trailers" }
    : { ...common, "content-type": "application/proto", "connect-protocol-version": "1" };
}

async function openSession(url: string): Promise<ClientHttp2Session> {
  const session = connect(url);
  await new Promise<void>((resolve, reject) => {
    session.once("remoteSettings", () => resolve());
    session.once("error", reject);
  });
  session.on("error", () => undefined);
  return session;
}
