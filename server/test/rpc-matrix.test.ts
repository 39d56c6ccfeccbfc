import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { inspect } from "node:util";
import type { Message } from "@bufbuild/protobuf";
import { Code } from "@connectrpc/connect";
import { InventoryService } from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import { LiveService } from "#gen/sluice/live/v1/live_service_pb.ts";
import { OrderService } from "#gen/sluice/orders/v1/order_service_pb.ts";
import type { MatrixTarget } from "./rpc-matrix.ts";
import { describeMatrix } from "./rpc-matrix.ts";
import { sendRaw } from "./rpc-raw-client.ts";
import { longText, newScript, scriptedServices } from "./rpc-scripted-services.ts";
import { startTestServer } from "./rpc-test-server.ts";
import { makeCertificate } from "./throwaway-certificate.ts";
import { waitFor } from "./wait-for.ts";

const large = "x".repeat(1_200_000);
const error = { code: Code.FailedPrecondition, reason: "OUT_OF_STOCK" };

/** The inputs that the scripted services take their orders from, for a field of the request. */
function scripted(field: string) {
  return {
    ok: { [field]: "ok" },
    error: { ...error, input: { [field]: "error" } },
    hang: { [field]: "hang" },
    oversize: { [field]: large },
  };
}

const hasAnswers = (count: number) => (answers: readonly Message[]) => {
  assert.equal(answers.length, count);
  for (const answer of answers)
    assert(inspect(answer, { depth: null, maxStringLength: null }).includes(longText));
};

/** By the lean paths, or by the library alone. */
function targetOf(leanUnary: boolean, calls: MatrixTarget["calls"]): MatrixTarget {
  return { calls, start: (tls) => start(leanUnary, tls) };
}

async function start(leanUnary: boolean, tls: Parameters<MatrixTarget["start"]>[0]) {
  const script = newScript();
  const services = scriptedServices(script);
  const server = await startTestServer(tls, services, [OrderService], { leanUnary });
  // On a busy machine a call may be over before its handler was called; one that was called has to hear of the end.
  const quiet = async () => {
    await waitFor("the signal of a handler that waits aborts", () => script.running === 0);
  };
  return { url: server.url, close: server.close, quiet };
}

const unary: MatrixTarget["calls"] = {
  unary: { method: OrderService.method.placeOrder, ...scripted("userId"), check: hasAnswers(1) },
  GET: { method: OrderService.method.getOrder, ...scripted("orderId"), check: hasAnswers(1) },
};

const streams: MatrixTarget["calls"] = {
  "client stream": {
    method: InventoryService.method.importItems,
    ...scripted("importId"),
    check: hasAnswers(1),
  },
  "server stream": {
    method: LiveService.method.watch,
    ...scripted("cursor"),
    check: hasAnswers(3),
  },
  "bidi stream": {
    method: OrderService.method.placeOrders,
    ...scripted("userId"),
    check: hasAnswers(2),
  },
};

describe("every protocol, wire, codec and coding", () => {
  const certificate = makeCertificate();
  after(certificate.remove);
  describeMatrix(targetOf(true, { ...unary, ...streams }), certificate);

  it("answers a bidi stream over HTTP/1.1 with 505 and closes the connection", async () => {
    await using server = await startTestServer();
    const headers = { "content-type": "application/connect+json" };
    const path = "/sluice.orders.v1.OrderService/PlaceOrders";
    const response = await sendRaw("1.1", { url: server.url, path, headers });
    assert.equal(response.status, 505);
    assert.equal(response.headers["connection"], "close");
  });
});

describe("every protocol, wire, codec and coding, by the library alone", () => {
  const certificate = makeCertificate();
  after(certificate.remove);
  describeMatrix(targetOf(false, unary), certificate);
});
