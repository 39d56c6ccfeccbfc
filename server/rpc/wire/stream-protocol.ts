import type { JsonWriteOptions } from "@bufbuild/protobuf";
import type { ConnectError } from "@connectrpc/connect";
import * as connect from "@connectrpc/connect/protocol-connect";
import * as grpc from "@connectrpc/connect/protocol-grpc";
import * as grpcWeb from "@connectrpc/connect/protocol-grpc-web";

/** What follows the last message: bytes of the body, or trailers. */
export interface StreamEnd {
  readonly bytes: Uint8Array | undefined;
  readonly trailers: Headers | undefined;
}

/** How the three protocols differ in a server stream; their messages are enveloped alike. */
export interface StreamProtocol {
  readonly name: "connect" | "grpc" | "grpc-web";
  /** Media types as they are answered. */
  readonly contentTypes: Readonly<Record<"proto" | "json", string>>;
  readonly encodingHeader: string;
  readonly acceptEncodingHeader: string;
  readonly timeoutHeader: string;
  readonly parseTimeout: typeof grpc.parseTimeout;
  /** Envelopes of a request with this flag carry no message, and are passed over. */
  readonly endFlag: number | undefined;
  readonly end: (
    error: ConnectError | undefined,
    jsonOptions: Partial<JsonWriteOptions>,
  ) => StreamEnd;
}

/** The protocol and the codec behind a request's media type; undefined for what is none of a server stream. */
export function streamProtocolOf(
  contentType: string | null,
): { readonly protocol: StreamProtocol; readonly codec: "proto" | "json" } | undefined {
  const text = (contentType ?? "").toLowerCase();
  if (text.startsWith("application/grpc-web")) {
    const web = grpcWeb.parseContentType(text);
    // The Base64 form of gRPC-Web is not served, here as on the stock path.
    return web?.text === true ? undefined : found(webProtocol, web);
  }
  if (text.startsWith("application/grpc")) return found(grpcProtocol, grpc.parseContentType(text));
  const type = connect.parseContentType(text);
  return type?.stream === true ? found(connectProtocol, type) : undefined;
}

function found(protocol: StreamProtocol, type: { readonly binary: boolean } | undefined) {
  if (type === undefined) return undefined;
  return { protocol, codec: type.binary ? "proto" : "json" } as const;
}

const connectProtocol: StreamProtocol = {
  name: "connect",
  contentTypes: { proto: connect.contentTypeStreamProto, json: connect.contentTypeStreamJson },
  encodingHeader: "connect-content-encoding",
  acceptEncodingHeader: "connect-accept-encoding",
  timeoutHeader: "connect-timeout-ms",
  parseTimeout: connect.parseTimeout,
  endFlag: connect.endStreamFlag,
  end(error, jsonOptions) {
    const text = JSON.stringify(connect.endStreamToJson(new Headers(), error, jsonOptions));
    return { bytes: envelope(connect.endStreamFlag, Buffer.from(text)), trailers: undefined };
  },
};

const grpcProtocol: StreamProtocol = {
  name: "grpc",
  contentTypes: { proto: grpc.contentTypeProto, json: grpc.contentTypeJson },
  encodingHeader: "grpc-encoding",
  acceptEncodingHeader: "grpc-accept-encoding",
  timeoutHeader: "grpc-timeout",
  parseTimeout: grpc.parseTimeout,
  endFlag: undefined,
  end: (error) => ({ bytes: undefined, trailers: status(error) }),
};

const webProtocol: StreamProtocol = {
  ...grpcProtocol,
  name: "grpc-web",
  contentTypes: { proto: grpcWeb.contentTypeProto, json: grpcWeb.contentTypeJson },
  end(error) {
    const text = grpcWeb.trailerSerialize(status(error));
    return { bytes: envelope(grpcWeb.trailerFlag, text), trailers: undefined };
  },
};

function status(error: ConnectError | undefined): Headers {
  return grpc.setTrailerStatus(new Headers({ "grpc-status": grpc.grpcStatusOk }), error);
}

function envelope(flags: number, data: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(5 + data.length);
  bytes[0] = flags;
  bytes.writeUInt32BE(data.length, 1);
  bytes.set(data, 5);
  return bytes;
}
