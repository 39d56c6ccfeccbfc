import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as zlib from "node:zlib";
import type {
  DescMessage,
  DescMethod,
  DescMethodStreaming,
  DescMethodUnary,
  Message,
  MessageInitShape,
} from "@bufbuild/protobuf";
import type { Transport } from "@connectrpc/connect";
import { Code, ConnectError } from "@connectrpc/connect";
import {
  createConnectTransport,
  createGrpcTransport,
  createGrpcWebTransport,
} from "@connectrpc/connect-node";
import type { Compression } from "@connectrpc/connect/protocol";
import { ErrorInfoSchema } from "#gen/google/rpc/error_details_pb.ts";
import type { RawRequest } from "./rpc-raw-client.ts";
import { codeOfResponse, envelope, sendRaw } from "./rpc-raw-client.ts";
import { within } from "./wait-for.ts";

const protocols = ["grpc", "grpc-web", "connect"] as const;
const wires = ["HTTP/1.1", "h2c", "TLS h2"] as const;
const codecs = ["binary", "JSON"] as const;
const codings = ["identity", "gzip"] as const;
const kinds = ["unary", "GET", "client stream", "server stream", "bidi stream"] as const;
const outcomes = ["ok", "error", "deadline", "cancel", "oversize", "broken frame"] as const;

export type Kind = (typeof kinds)[number];
export type Outcome = (typeof outcomes)[number];

type Init = MessageInitShape<DescMessage>;

/** How to bring about each outcome with one method. An outcome without an input is left out for it. */
export interface MatrixCall {
  readonly method: DescMethod;
  /** A request that is answered well; client and bidi streams send it first, and twice for `ok`. */
  readonly ok: Init;
  /** Sees all answers to `ok`. */
  readonly check: (answers: readonly Message[]) => void;
  readonly error?: { readonly input: Init; readonly code: Code; readonly reason: string };
  /** A request whose handler does not answer. */
  readonly hang?: Init;
  /** A request of more bytes than the limit. */
  readonly oversize: Init;
}

/** A server to try, once in plaintext and once with TLS. */
export interface MatrixTarget {
  readonly start: (tls: { readonly tlsCert: string; readonly tlsKey: string }) => Promise<{
    readonly url: string;
    readonly close: () => Promise<void>;
    /** Resolves when a handler that waited has seen the end of its call, and none runs any more. */
    readonly quiet?: () => Promise<void>;
  }>;
  /** A kind without a call is left out. */
  readonly calls: Readonly<Partial<Record<Kind, MatrixCall>>>;
}

interface Cell {
  readonly protocol: (typeof protocols)[number];
  readonly wire: (typeof wires)[number];
  readonly codec: (typeof codecs)[number];
  readonly coding: (typeof codings)[number];
  readonly kind: Kind;
  readonly outcome: Outcome;
}

/** What the protocols do not define. Each rule has a reason; everything else is tried. */
const undefinedCells: readonly { readonly why: string; readonly is: (cell: Cell) => boolean }[] = [
  {
    why: "gRPC needs the trailers of HTTP/2",
    is: ({ protocol, wire }) => protocol === "grpc" && wire === "HTTP/1.1",
  },
  {
    why: "HTTP/1.1 is half-duplex: bidi streams are answered with 505, which has a test of its own",
    is: ({ kind, wire }) => kind === "bidi stream" && wire === "HTTP/1.1",
  },
  {
    why: "GET is defined for unary calls of the Connect protocol only",
    is: ({ protocol, kind }) => kind === "GET" && protocol !== "connect",
  },
  {
    why: "uncompressed, an oversize GET is an oversize header, which the hostile tests send",
    is: ({ kind, coding, outcome }) =>
      kind === "GET" && coding === "identity" && outcome === "oversize",
  },
];

/** Adds one test for every defined combination. */
export function describeMatrix(
  target: MatrixTarget,
  certificate: { readonly tlsCert: string; readonly tlsKey: string; readonly ca: string },
): void {
  for (const wire of wires) {
    describe(wire, async () => {
      const tls = wire === "TLS h2" ? certificate : { tlsCert: "", tlsKey: "" };
      const server = await target.start(tls);
      const access = { url: server.url, ...(wire === "TLS h2" ? { ca: certificate.ca } : {}) };
      for (const cells of cellsByTransport(wire)) {
        const [first] = cells;
        if (first === undefined) continue;
        const trial = new Trial(first, access, server.quiet);
        for (const cell of cells) {
          const call = target.calls[cell.kind];
          if (call === undefined) continue;
          if (isAsked(call, cell.outcome)) it(title(cell), () => trial.run(cell, call));
        }
      }
      it("closes", () => server.close());
    });
  }
}

function isAsked(call: MatrixCall, outcome: Outcome): boolean {
  if (outcome === "error") return call.error !== undefined;
  return (outcome !== "deadline" && outcome !== "cancel") || call.hang !== undefined;
}

function title({ protocol, codec, coding, kind, outcome }: Cell): string {
  return `${protocol}, ${codec}, ${coding}: ${kind}, ${outcome}`;
}

/** The defined cells of a wire, in groups that can share a client. */
function cellsByTransport(wire: Cell["wire"]): readonly (readonly Cell[])[] {
  const groups = protocols.flatMap((protocol) =>
    codecs.flatMap((codec) => codings.map((coding) => ({ protocol, codec, coding }))),
  );
  return groups.map((group) =>
    kinds
      .flatMap((kind) => outcomes.map((outcome) => ({ ...group, wire, kind, outcome })))
      .filter((cell) => !undefinedCells.some(({ is }) => is(cell))),
  );
}

interface Access {
  readonly url: string;
  readonly ca?: string;
}

/** One client and what it tries. */
class Trial {
  readonly #access: Access;
  readonly #quiet: (() => Promise<void>) | undefined;
  readonly #post: Transport;
  readonly #get: Transport;
  /** Answers that came compressed. */
  #inflated = 0;

  constructor(cell: Cell, access: Access, quiet: (() => Promise<void>) | undefined) {
    this.#access = access;
    this.#quiet = quiet;
    const gzip = countingGzip(() => (this.#inflated += 1));
    this.#post = createTransport(cell, access, { gzip, get: false });
    this.#get = createTransport(cell, access, { gzip, get: true });
  }

  run(cell: Cell, call: MatrixCall): Promise<void> {
    switch (cell.outcome) {
      case "ok":
        return this.#ok(cell, call);
      case "error":
        return this.#error(cell, call);
      case "deadline":
        return this.#deadline(cell, call);
      case "cancel":
        return this.#cancel(cell, call);
      case "oversize":
        return this.#fails(cell, call.method, [call.oversize], Code.ResourceExhausted);
      case "broken frame":
        return this.#broken(cell, call);
    }
  }

  async #ok(cell: Cell, call: MatrixCall): Promise<void> {
    const inflatedBefore = this.#inflated;
    const inputs = isClientStream(cell.kind) ? [call.ok, call.ok] : [call.ok];
    call.check(await this.#call(cell, call.method, inputs));
    assert.equal(this.#inflated > inflatedBefore, cell.coding === "gzip", "compressed as asked");
  }

  async #error(cell: Cell, { method, ok, error }: MatrixCall): Promise<void> {
    assert(error !== undefined);
    const inputs = isClientStream(cell.kind) ? [ok, error.input] : [error.input];
    const failure = await this.#failure(cell, method, inputs);
    assert.equal(failure.code, error.code);
    const reasons = failure.findDetails(ErrorInfoSchema).map(({ reason }) => reason);
    assert.deepEqual(reasons, [error.reason]);
  }

  /** The deadline goes out as a bare header: the client has no timer, so it is the server that ends the call. */
  async #deadline(cell: Cell, { method, hang }: MatrixCall): Promise<void> {
    assert(hang !== undefined);
    const header =
      cell.protocol === "connect" ? { "connect-timeout-ms": "30" } : { "grpc-timeout": "30m" };
    const failure = await this.#failure(cell, method, [hang], { header });
    assert.equal(failure.code, Code.DeadlineExceeded);
    await this.#quiet?.();
  }

  async #cancel(cell: Cell, { method, hang }: MatrixCall): Promise<void> {
    assert(hang !== undefined);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 30);
    const failure = await this.#failure(cell, method, [hang], { signal: controller.signal });
    assert.equal(failure.code, Code.Canceled);
    await this.#quiet?.();
  }

  async #broken(cell: Cell, { method }: MatrixCall): Promise<void> {
    const version = cell.wire === "HTTP/1.1" ? "1.1" : "2";
    const request = { ...this.#access, ...brokenRequest(cell, method) };
    const response = await within("an answer", sendRaw(version, request));
    const streaming = method.methodKind !== "unary";
    assert.equal(codeOfResponse(cell.protocol, streaming, response), Code.InvalidArgument);
  }

  async #fails(cell: Cell, method: DescMethod, inputs: readonly Init[], code: Code): Promise<void> {
    const failure = await this.#failure(cell, method, inputs);
    assert.equal(failure.code, code, failure.message);
  }

  async #failure(
    cell: Cell,
    method: DescMethod,
    inputs: readonly Init[],
    options: CallOptions = {},
  ): Promise<ConnectError> {
    const answers = await this.#call(cell, method, inputs, options).catch(
      (error: unknown) => error,
    );
    assert(answers instanceof ConnectError, `an error instead of ${String(answers)}`);
    return answers;
  }

  #call(
    { kind }: Cell,
    method: DescMethod,
    inputs: readonly Init[],
    options: CallOptions = {},
  ): Promise<readonly Message[]> {
    const transport = kind === "GET" ? this.#get : this.#post;
    return within(`a ${kind} call`, callAny(transport, method, inputs, options));
  }
}

interface CallOptions {
  readonly header?: Record<string, string>;
  readonly signal?: AbortSignal;
}

async function callAny(
  transport: Transport,
  method: DescMethod,
  inputs: readonly Init[],
  { header, signal }: CallOptions,
): Promise<readonly Message[]> {
  if (method.methodKind === "unary") {
    const [input = {}] = inputs;
    const { message } = await transport.unary(
      method as DescMethodUnary,
      signal,
      undefined,
      header,
      input,
    );
    return [message];
  }
  const sent = (async function* () {
    yield* inputs;
  })();
  const { message } = await transport.stream(
    method as DescMethodStreaming,
    signal,
    undefined,
    header,
    sent,
  );
  return await Array.fromAsync<Message>(message);
}

function isClientStream(kind: Kind): boolean {
  return kind === "client stream" || kind === "bidi stream";
}

function createTransport(
  { protocol, wire, codec, coding }: Cell,
  { url, ca }: Access,
  { gzip, get }: { readonly gzip: Compression; readonly get: boolean },
): Transport {
  const options = {
    baseUrl: url,
    httpVersion: wire === "HTTP/1.1" ? ("1.1" as const) : ("2" as const),
    useBinaryFormat: codec === "binary",
    nodeOptions: ca === undefined ? {} : { ca },
    acceptCompression: coding === "gzip" ? [gzip] : [],
    ...(coding === "gzip" ? { sendCompression: gzip, compressMinBytes: 0 } : {}),
  };
  if (protocol === "grpc") return createGrpcTransport(options);
  if (protocol === "grpc-web") return createGrpcWebTransport(options);
  return createConnectTransport({ ...options, useHttpGet: get });
}

function countingGzip(inflated: () => void): Compression {
  return {
    name: "gzip",
    compress: (bytes) => Promise.resolve(new Uint8Array(zlib.gzipSync(bytes))),
    decompress: (bytes, maxOutputLength) => {
      inflated();
      return Promise.resolve(new Uint8Array(zlib.gunzipSync(bytes, { maxOutputLength })));
    },
  };
}

/** A message that cannot be read: cut off in its envelope, or not what its coding says, or not what its codec says. */
function brokenRequest(
  { protocol, codec, coding, kind }: Cell,
  method: DescMethod,
): Omit<RawRequest, "url"> {
  const path = `/${method.parent.typeName}/${method.name}`;
  const format = codec === "binary" ? "proto" : "json";
  const garbage = Buffer.from(codec === "binary" ? [0x0a, 0x7f, 0x01] : `{"unfinished":`);
  const gzip = coding === "gzip";
  if (kind === "GET") {
    const query = `encoding=${format}&base64=1&message=${garbage.toString("base64url")}`;
    return { method: "GET", path: `${path}?${query}${gzip ? "&compression=gzip" : ""}` };
  }
  if (protocol === "connect" && method.methodKind === "unary") {
    const encoding: Record<string, string> = gzip ? { "content-encoding": "gzip" } : {};
    const headers = { "content-type": `application/${format}`, ...encoding };
    return { path, headers, body: garbage };
  }
  const type = protocol === "connect" ? `connect+${format}` : `${protocol}+${format}`;
  const name = protocol === "connect" ? "connect-content-encoding" : "grpc-encoding";
  const headers = { "content-type": `application/${type}`, ...(gzip ? { [name]: "gzip" } : {}) };
  const body = gzip ? envelope(garbage, { flags: 1 }) : envelope(garbage, { lengthBytes: 100 });
  return { path, headers, body };
}
