import type { JsonWriteOptions } from "@bufbuild/protobuf";
import type { ConnectError } from "@connectrpc/connect";
import * as connect from "@connectrpc/connect/protocol-connect";
import * as grpc from "@connectrpc/connect/protocol-grpc";
import * as grpcWeb from "@connectrpc/connect/protocol-grpc-web";
import { envelope } from "./envelope.ts";
import { connectStreamWire, grpcWebWire, grpcWire } from "./wire-protocol.ts";
import type { WireForm, WireProtocol } from "./wire-protocol.ts";

/** What follows the last message: bytes of the body, or trailers. */
export interface StreamEnd {
  readonly bytes: Uint8Array | undefined;
  readonly trailers: Headers | undefined;
}

/** How the three protocols differ in a server stream; their messages are enveloped alike. */
export interface StreamProtocol extends WireProtocol {
  /** Envelopes of a request with this flag carry no message, and are passed over. */
  readonly endFlag: number | undefined;
  readonly end: (
    error: ConnectError | undefined,
    jsonOptions: Partial<JsonWriteOptions>,
  ) => StreamEnd;
}

const connectProtocol: StreamProtocol = {
  ...connectStreamWire,
  endFlag: connect.endStreamFlag,
  end(error, jsonOptions) {
    const text = JSON.stringify(connect.endStreamToJson(new Headers(), error, jsonOptions));
    const data = Buffer.from(text);
    return { bytes: envelope({ flags: connect.endStreamFlag, data }), trailers: undefined };
  },
};

const grpcProtocol: StreamProtocol = {
  ...grpcWire,
  endFlag: undefined,
  end: (error) => ({ bytes: undefined, trailers: status(error) }),
};

const webProtocol: StreamProtocol = {
  ...grpcWebWire,
  endFlag: grpcWeb.trailerFlag,
  end(error) {
    const data = grpcWeb.trailerSerialize(status(error));
    return { bytes: envelope({ flags: grpcWeb.trailerFlag, data }), trailers: undefined };
  },
};

/** By the form of the request. */
export const streamProtocols: Readonly<Partial<Record<WireForm["form"], StreamProtocol>>> = {
  grpc: grpcProtocol,
  "grpc-web": webProtocol,
  "connect-stream": connectProtocol,
};

function status(error: ConnectError | undefined): Headers {
  return grpc.setTrailerStatus(new Headers({ "grpc-status": grpc.grpcStatusOk }), error);
}
