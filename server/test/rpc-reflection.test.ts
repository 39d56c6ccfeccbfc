import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { MessageInitShape } from "@bufbuild/protobuf";
import { fromBinary } from "@bufbuild/protobuf";
import { FileDescriptorProtoSchema } from "@bufbuild/protobuf/wkt";
import { Code, createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import type { ServerReflectionRequestSchema } from "#gen/grpc/reflection/v1/reflection_pb.ts";
import { ServerReflection } from "#gen/grpc/reflection/v1/reflection_pb.ts";
import { ServerReflection as ServerReflectionAlpha } from "#gen/grpc/reflection/v1alpha/reflection_pb.ts";
import type { TestServer } from "./rpc-test-server.ts";
import { startTestServer } from "./rpc-test-server.ts";

const buf = fileURLToPath(new URL("../../node_modules/.bin/buf", import.meta.url));
type Query = MessageInitShape<typeof ServerReflectionRequestSchema>["messageRequest"];

describe("reflection", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.close());

  const ask = async (messageRequest: NonNullable<Query>) => {
    const client = createClient(ServerReflection, createGrpcTransport({ baseUrl: server.url }));
    const requests = (async function* () {
      yield { host: "here", messageRequest };
    })();
    const [answer] = await Array.fromAsync(client.serverReflectionInfo(requests));
    assert.equal(answer?.validHost, "here");
    assert.equal(answer.originalRequest?.messageRequest.case, messageRequest.case);
    return answer.messageResponse;
  };

  const fileNames = async (query: NonNullable<Query>): Promise<readonly string[]> => {
    const answer = await ask(query);
    assert(answer.case === "fileDescriptorResponse", JSON.stringify(answer.case));
    return answer.value.fileDescriptorProto.map(
      (bytes) => fromBinary(FileDescriptorProtoSchema, bytes).name,
    );
  };

  it("lists the services", async () => {
    const answer = await ask({ case: "listServices", value: "" });
    assert(answer.case === "listServicesResponse");
    assert.deepEqual(
      answer.value.service.map(({ name }) => name),
      [
        "sluice.orders.v1.OrderService",
        "grpc.health.v1.Health",
        "grpc.reflection.v1.ServerReflection",
        "grpc.reflection.v1alpha.ServerReflection",
      ],
    );
  });

  it("serves a file with everything it imports", async () => {
    const file = "sluice/orders/v1/order_service.proto";
    const names = await fileNames({ case: "fileByFilename", value: file });
    assert.equal(names[0], file);
    assert(names.includes("google/protobuf/timestamp.proto"));
    assert(names.includes("google/rpc/status.proto"));
  });

  for (const symbol of [
    "sluice.orders.v1.OrderService",
    "sluice.orders.v1.OrderService.PlaceOrder",
    "sluice.orders.v1.PlaceOrderRequest",
    "sluice.orders.v1.PlaceOrderRequest.lines",
    "sluice.orders.v1.PlaceOrdersResponse.result",
  ])
    it(`finds the file of ${symbol}`, async () => {
      const names = await fileNames({ case: "fileContainingSymbol", value: symbol });
      assert.equal(names[0], "sluice/orders/v1/order_service.proto");
    });

  it("finds the file of an enum value", async () => {
    const value = "sluice.orders.v1.ORDER_STATUS_PLACED";
    const names = await fileNames({ case: "fileContainingSymbol", value });
    assert.equal(names[0], "sluice/orders/v1/order.proto");
  });

  it("answers what it does not have with NOT_FOUND, and goes on", async () => {
    for (const query of [
      { case: "fileByFilename", value: "no/such.proto" },
      { case: "fileContainingSymbol", value: "no.such.Symbol" },
      { case: "allExtensionNumbersOfType", value: "no.such.Message" },
    ] as const) {
      const answer = await ask(query);
      assert(answer.case === "errorResponse");
      assert.equal(answer.value.errorCode, Code.NotFound);
    }
  });

  it("speaks v1alpha too", async () => {
    const transport = createGrpcTransport({ baseUrl: server.url });
    const client = createClient(ServerReflectionAlpha, transport);
    const requests = (async function* () {
      yield { messageRequest: { case: "listServices", value: "" } } as const;
    })();
    const [answer] = await Array.fromAsync(client.serverReflectionInfo(requests));
    assert.equal(answer?.messageResponse.case, "listServicesResponse");
  });

  for (const protocol of ["grpc", "grpcweb", "connect"])
    it(`lets buf curl make a call over ${protocol} without a schema`, async () => {
      const url = `${server.url}/sluice.orders.v1.OrderService/GetOrder`;
      const options = ["curl", "--reflect", "--http2-prior-knowledge", "--protocol", protocol];
      const data = JSON.stringify({ orderId: "ok" });
      const { stdout } = await promisify(execFile)(buf, [...options, "--data", data, url]);
      const answer = JSON.parse(stdout) as { order: { orderId: string } };
      assert.match(answer.order.orderId, /^a long answer/);
    });
});
