import * as connect from "@connectrpc/connect/protocol-connect";
import * as grpc from "@connectrpc/connect/protocol-grpc";
import * as grpcWeb from "@connectrpc/connect/protocol-grpc-web";

/** How a message is written. */
export type Codec = "proto" | "json";

/** What the lean paths need to know of a protocol; Connect has one form for unary calls and one for streams. */
export interface WireProtocol {
  readonly name: "connect" | "grpc" | "grpc-web";
  /** Media types as they are answered. */
  readonly contentTypes: Readonly<Record<Codec, string>>;
  readonly encodingHeader: string;
  readonly acceptEncodingHeader: string;
  readonly timeoutHeader: string;
  /** Whose form the timeout has. */
  readonly timeoutForm: "grpc" | "connect";
}

/** A protocol and a codec: what a media type says. */
export interface WireForm {
  readonly form: "grpc" | "grpc-web" | "connect" | "connect-stream";
  readonly codec: Codec;
}

/** What a media type says; undefined for one that no protocol has, and for the Base64 form of gRPC-Web, which is not served. */
export function wireFormOf(contentType: string | null): WireForm | undefined {
  return contentType === null ? undefined : (usual.get(contentType) ?? parse(contentType));
}

/** gRPC and gRPC-Web differ in how an answer ends; their headers are the same. */
export const grpcWire: WireProtocol = {
  name: "grpc",
  contentTypes: { proto: grpc.contentTypeProto, json: grpc.contentTypeJson },
  encodingHeader: "grpc-encoding",
  acceptEncodingHeader: "grpc-accept-encoding",
  timeoutHeader: "grpc-timeout",
  timeoutForm: "grpc",
};

export const grpcWebWire: WireProtocol = {
  ...grpcWire,
  name: "grpc-web",
  contentTypes: { proto: grpcWeb.contentTypeProto, json: grpcWeb.contentTypeJson },
};

export const connectWire: WireProtocol = {
  name: "connect",
  contentTypes: { proto: connect.contentTypeUnaryProto, json: connect.contentTypeUnaryJson },
  encodingHeader: "content-encoding",
  acceptEncodingHeader: "accept-encoding",
  timeoutHeader: "connect-timeout-ms",
  timeoutForm: "connect",
};

export const connectStreamWire: WireProtocol = {
  ...connectWire,
  contentTypes: { proto: connect.contentTypeStreamProto, json: connect.contentTypeStreamJson },
  encodingHeader: "connect-content-encoding",
  acceptEncodingHeader: "connect-accept-encoding",
};

function parse(contentType: string): WireForm | undefined {
  const text = contentType.toLowerCase();
  if (text.startsWith("application/grpc-web")) {
    const web = grpcWeb.parseContentType(text);
    return web === undefined || web.text ? undefined : formOf("grpc-web", web);
  }
  if (text.startsWith("application/grpc")) {
    const type = grpc.parseContentType(text);
    return type && formOf("grpc", type);
  }
  const type = connect.parseContentType(text);
  return type && formOf(type.stream ? "connect-stream" : "connect", type);
}

function formOf(form: WireForm["form"], { binary }: { readonly binary: boolean }): WireForm {
  return { form, codec: binary ? "proto" : "json" };
}

/** What clients send: looked up, so that no pattern runs for each call. */
const usual = new Map<string, WireForm>();
for (const type of ["grpc", "grpc+proto", "grpc-web", "grpc-web+proto", "proto", "json"]) {
  const contentType = `application/${type}`;
  const form = parse(contentType);
  if (form !== undefined) usual.set(contentType, form);
}
