import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { Code } from "@connectrpc/connect";
import { OrderService } from "#gen/sluice/orders/v1/order_service_pb.ts";
import { codeOfResponse, envelope, sendRaw } from "./rpc-raw-client.ts";
import type { RawRequest } from "./rpc-raw-client.ts";
import { startTestServer } from "./rpc-test-server.ts";
import { scriptedUnary } from "./unary/scripted-unary.ts";
import { message, placeOrder, protocols, unaryRequests } from "./unary/odd-requests.ts";
import type { Protocol } from "./unary/odd-requests.ts";
import { within } from "./wait-for.ts";

describe("the lean path and the library's give the same answer to a unary request that", async () => {
  const lean = await startTestServer({}, scriptedUnary, [OrderService]);
  const stock = await startTestServer({}, scriptedUnary, [OrderService], { leanUnary: false });
  after(async () => {
    await lean.close();
    await stock.close();
  });
  for (const protocol of Object.keys(protocols) as Protocol[]) {
    for (const version of ["1.1", "2"] as const) {
      for (const [title, request] of Object.entries(unaryRequests(protocol))) {
        it(`${title}: ${protocol}, HTTP/${version}`, async () => {
          const expected = await answerOf(version, { ...request, url: stock.url });
          const actual = await answerOf(version, { ...request, url: lean.url });
          assert.deepEqual(actual, expected);
        });
      }
    }
  }
});

describe("a lean unary call", async () => {
  const { url, close } = await startTestServer({}, scriptedUnary, [OrderService]);
  after(close);
  for (const protocol of ["grpc", "grpc-web"] as const) {
    // The library tells how it is configured and what the program had in mind, in these two protocols.
    it(`says of an answer that is too large or cannot be written only that: ${protocol}`, async () => {
      const [tooLong, said] = await failure(url, protocol, "too long");
      assert.equal(tooLong, Code.ResourceExhausted);
      assert.match(said, /ask for a smaller page/);
      const [unprintable, saidLittle] = await failure(url, protocol, "unprintable");
      assert.equal(unprintable, Code.Internal);
      assert.match(saidLittle, /internal error/);
      assert.doesNotMatch(saidLittle, /int64|version/);
    });
  }
});

describe("a unary request whose JSON is wrong inside", async () => {
  const { url, close } = await startTestServer({}, scriptedUnary, [OrderService]);
  after(close);
  const text = `{"userId":"ok","lines":[{"sku":"A"},{"sku":"B","quantity":1e99}]}`;
  for (const protocol of Object.keys(protocols) as Protocol[]) {
    it(`is told the path of what is wrong, and what it may be: ${protocol}`, async () => {
      const { media, proto } = protocols[protocol];
      const type = `${media}${proto}`.replace(/proto$/, "json");
      const body = protocol === "connect" ? Buffer.from(text) : envelope(Buffer.from(text));
      const headers = { "content-type": type };
      const response = await sendRaw("2", { url, path: placeOrder, headers, body });
      assert.equal(codeOfResponse(protocol, false, response), Code.InvalidArgument);
      const said = decodeURIComponent(JSON.stringify(response.trailers) + response.body.toString());
      assert.match(
        said,
        /lines\[1\]\.quantity: is not a whole number from -9,223,372,036,854,775,808/,
      );
    });
  }
});

/** The code of an answer, and all of its text. */
async function failure(url: string, protocol: "grpc" | "grpc-web", order: string) {
  const headers = { "content-type": protocols[protocol].media };
  const body = envelope(message(order));
  const response = await sendRaw("2", { url, path: placeOrder, headers, body });
  const text = JSON.stringify(response.trailers) + response.body.toString();
  return [codeOfResponse(protocol, false, response), decodeURIComponent(text)] as const;
}

/** All that a client can tell of a response, but for the time of day. */
async function answerOf(version: "1.1" | "2", { headers = {}, ...request }: RawRequest) {
  const { ":authority": authority, host, ...rest } = headers;
  const named = host === undefined ? {} : version === "2" ? { ":authority": authority } : { host };
  const asked = { ...request, headers: { ...rest, ...named } as Record<string, string> };
  const response = await within("an answer", sendRaw(version, asked)).catch(String);
  if (typeof response === "string") return response;
  const { date, ...others } = response.headers;
  return { ...response, headers: others, hasDate: date !== undefined };
}
