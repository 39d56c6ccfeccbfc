import { fileURLToPath } from "node:url";
import * as grpc from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import type { PackageDefinition } from "@grpc/proto-loader";
import { fromBinary } from "@bufbuild/protobuf";
import { anyIs, anyUnpack } from "@bufbuild/protobuf/wkt";
import {
  BadRequestSchema,
  ErrorInfoSchema,
  PreconditionFailureSchema,
} from "#gen/google/rpc/error_details_pb.ts";
import { StatusSchema } from "#gen/google/rpc/status_pb.ts";

type Message = Readonly<Record<string, unknown>>;
type Method = grpc.MethodDefinition<Message, Message>;

const definition = loadProtos();

/**
 * A native gRPC client as a user of Node would make one: @grpc/grpc-js over the .proto files, with no code of ours and
 * none of Connect's in between. Messages are plain objects; int64 is text.
 */
export class GrpcJsClient extends grpc.Client {
  constructor(address: string, options: grpc.ChannelOptions = {}) {
    super(address, grpc.credentials.createInsecure(), options);
  }

  /** Rejects with the grpc.ServiceError. */
  async unary(name: string, request: Message, options: grpc.CallOptions = {}): Promise<Message> {
    const { path, requestSerialize, responseDeserialize } = methodOf(name);
    return await new Promise((resolve, reject) => {
      this.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        request,
        new grpc.Metadata(),
        { deadline: Date.now() + 10_000, ...options },
        settle(resolve, reject),
      );
    });
  }

  /** Sends the messages with flow control, and answers the one response. */
  async clientStream(name: string, requests: Iterable<Message>): Promise<Message> {
    const { path, requestSerialize, responseDeserialize } = methodOf(name);
    const { promise, resolve, reject } = Promise.withResolvers<Message>();
    const call = this.makeClientStreamRequest(
      path,
      requestSerialize,
      responseDeserialize,
      settle(resolve, reject),
    );
    for (const request of requests) {
      if (!call.write(request)) await new Promise((drained) => call.once("drain", drained));
    }
    call.end();
    return await promise;
  }

  serverStream(
    name: string,
    request: Message,
    options: grpc.CallOptions = {},
  ): grpc.ClientReadableStream<Message> {
    const { path, requestSerialize, responseDeserialize } = methodOf(name);
    return this.makeServerStreamRequest(
      path,
      requestSerialize,
      responseDeserialize,
      request,
      options,
    );
  }

  bidiStream(name: string): grpc.ClientDuplexStream<Message, Message> {
    const { path, requestSerialize, responseDeserialize } = methodOf(name);
    return this.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
  }
}

/** The error of a call that must fail. */
export async function grpcFailure(call: Promise<unknown>): Promise<grpc.ServiceError> {
  try {
    await call;
  } catch (error) {
    return error as grpc.ServiceError;
  }
  throw new Error("the call succeeded");
}

/** Code, reason, wrong fields and broken preconditions of an error, out of its grpc-status-details-bin. */
export function grpcSummary(error: grpc.ServiceError) {
  const [bytes] = error.metadata.get("grpc-status-details-bin");
  const { code, message, details } = fromBinary(StatusSchema, bytes as Buffer);
  const [info] = details.flatMap((any) => anyUnpack(any, ErrorInfoSchema) ?? []);
  const fields = details.flatMap((any) => anyUnpack(any, BadRequestSchema)?.fieldViolations ?? []);
  const failures = details.flatMap(
    (any) => anyUnpack(any, PreconditionFailureSchema)?.violations ?? [],
  );
  return {
    code,
    sameAsStatus: `${code} ${message}` === `${error.code} ${error.details}`,
    reason: info?.reason,
    domain: info?.domain,
    fields: fields.map(({ field }) => field),
    preconditions: failures.map(({ type, subject }) => `${type} ${subject}`),
    known: details.every((any) =>
      [ErrorInfoSchema, BadRequestSchema, PreconditionFailureSchema].some((desc) =>
        anyIs(any, desc),
      ),
    ),
  };
}

function settle(resolve: (message: Message) => void, reject: (error: Error) => void) {
  return (error: grpc.ServiceError | null, response?: Message): void => {
    if (error !== null || response === undefined) reject(error ?? new Error("no response"));
    else resolve(response);
  };
}

/** "sluice.orders.v1.OrderService/PlaceOrder" */
function methodOf(name: string): Method {
  const [service = "", method = ""] = name.split("/");
  const methods = definition[service] as Readonly<Record<string, Method>> | undefined;
  const found = methods?.[method];
  if (found === undefined) throw new Error(`no method ${name}`);
  return found;
}

function loadProtos(): PackageDefinition {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const nouns = [
    "users/v1/user",
    "inventory/v1/inventory",
    "orders/v1/order",
    "payments/v1/payment",
    "live/v1/live",
  ];
  const files = nouns.map((noun) => `sluice/${noun}_service.proto`);
  return loadSync([...files, "health/v1/health.proto"], {
    includeDirs: [
      `${root}/proto`,
      `${root}/node_modules/google-proto-files`,
      `${root}/node_modules/grpc-health-check/proto`,
    ],
    keepCase: false,
    longs: String,
    enums: String,
    defaults: true,
    oneofs: true,
  });
}
