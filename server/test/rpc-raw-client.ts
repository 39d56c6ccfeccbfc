import * as http from "node:http";
import * as http2 from "node:http2";
import * as https from "node:https";
import { Code } from "@connectrpc/connect";
import { codeFromString } from "@connectrpc/connect/protocol-connect";

/** A response as it came, for tests that must see the wire. */
export interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly trailers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface RawRequest {
  readonly url: string;
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Trusted certificate, for https. */
  readonly ca?: string;
}

/** One request over a connection of its own. Rejects when the connection fails before the response is complete. */
export function sendRaw(version: "1.1" | "2", request: RawRequest): Promise<RawResponse> {
  return version === "1.1" ? sendHttp1(request) : sendHttp2(request);
}

/** A message in an envelope: a byte of flags, four of length. `lengthBytes` may lie. */
export function envelope(
  message: Uint8Array,
  options: { readonly flags?: number; readonly lengthBytes?: number } = {},
): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8(options.flags ?? 0, 0);
  head.writeUInt32BE(options.lengthBytes ?? message.byteLength, 1);
  return Buffer.concat([head, message]);
}

/** The error code of a response: from trailers, the last frame or the body, as the protocol has it. 0 for none. */
export function codeOfResponse(
  protocol: "grpc" | "grpc-web" | "connect",
  streaming: boolean,
  response: RawResponse,
): number {
  const { headers, trailers, body } = response;
  if (protocol === "connect") {
    const text = streaming ? lastFrame(body) : body.toString();
    const parsed = JSON.parse(text === "" ? "{}" : text) as {
      code?: string;
      error?: { code?: string };
    };
    const code = streaming ? parsed.error?.code : parsed.code;
    return code === undefined ? 0 : (codeFromString(code) ?? Code.Unknown);
  }
  const status = headers["grpc-status"] ?? trailers["grpc-status"];
  return Number(status ?? /grpc-status: ?(\d+)/i.exec(lastFrame(body))?.[1] ?? Code.Unknown);
}

function lastFrame(body: Buffer): string {
  for (let at = 0; at + 5 <= body.length;) {
    const end = at + 5 + body.readUInt32BE(at + 1);
    if (end >= body.length) return body.subarray(at + 5, end).toString();
    at = end;
  }
  return "";
}

function sendHttp1(request: RawRequest): Promise<RawResponse> {
  const { url, path, method = "POST", headers = {}, body, ca } = request;
  const client = url.startsWith("https:") ? https : http;
  return new Promise((resolve, reject) => {
    const options = { method, headers, agent: false, ...(ca === undefined ? {} : { ca }) };
    const sent = client.request(new URL(path, url), options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: flat(response.headers),
          trailers: flat(response.trailers),
          body: Buffer.concat(chunks),
        }),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

async function sendHttp2(request: RawRequest): Promise<RawResponse> {
  const session = http2.connect(request.url, request.ca === undefined ? {} : { ca: request.ca });
  try {
    return await requestOn(session, request);
  } finally {
    session.destroy();
  }
}

/** The same on a session that is already there. */
export function requestOn(
  session: http2.ClientHttp2Session,
  { path, method = "POST", headers = {}, body }: Omit<RawRequest, "url" | "ca">,
): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    const stream = session.request({ ":method": method, ":path": path, ...headers });
    const chunks: Buffer[] = [];
    let head: Record<string, string> = {};
    let trailers: Record<string, string> = {};
    stream.on("response", (received) => (head = flat(received)));
    stream.on("trailers", (received) => (trailers = flat(received)));
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => {
      const status = Number(head[":status"] ?? 0);
      if (status === 0) reject(new Error(`reset with code ${stream.rstCode}`));
      else resolve({ status, headers: head, trailers, body: Buffer.concat(chunks) });
    });
    stream.on("error", reject);
    session.on("error", reject);
    stream.on("close", () => reject(new Error(`closed with code ${stream.rstCode}`)));
    if (method === "GET") stream.end();
    else stream.end(body);
  });
}

function flat(headers: object): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
