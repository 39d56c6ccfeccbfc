import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { brotliCompressSync, gunzipSync, gzipSync } from "node:zlib";
import { inspect } from "node:util";
import { create, toBinary } from "@bufbuild/protobuf";
import type { Message } from "@bufbuild/protobuf";
import { Code } from "@connectrpc/connect";
import { LiveService, WatchRequestSchema } from "#gen/sluice/live/v1/live_service_pb.ts";
import { splitEnvelopes } from "./live/fake-sink.ts";
import { scriptedAnswer, startScriptedWatch } from "./live/scripted-watch.ts";
import { describeMatrix } from "./rpc-matrix.ts";
import type { MatrixTarget } from "./rpc-matrix.ts";
import { envelope, sendRaw } from "./rpc-raw-client.ts";
import type { RawRequest, RawResponse } from "./rpc-raw-client.ts";
import { longText } from "./rpc-scripted-services.ts";
import { makeCertificate } from "./throwaway-certificate.ts";
import { waitFor } from "./wait-for.ts";

const watch = "/sluice.live.v1.LiveService/Watch";

const target: MatrixTarget = {
  async start(tls) {
    const { url, script, close } = await startScriptedWatch("lean", tls);
    const quiet = async () => {
      await waitFor("the handler that waits hears of the end", () => script.running === 0);
    };
    return { url, close, quiet };
  },
  calls: {
    "server stream": {
      method: LiveService.method.watch,
      ok: { cursor: "ok" },
      check(answers: readonly Message[]) {
        assert.equal(answers.length, 3);
        for (const answer of answers) {
          assert(inspect(answer, { maxStringLength: null }).includes(longText));
        }
      },
      error: { input: { cursor: "error" }, code: Code.FailedPrecondition, reason: "OUT_OF_STOCK" },
      hang: { cursor: "hang" },
      oversize: { cursor: "x".repeat(1_200_000) },
    },
  },
};

describe("a lean stream in every protocol, wire, codec and coding", () => {
  const certificate = makeCertificate();
  after(certificate.remove);
  describeMatrix(target, certificate);
});

const protocols = {
  grpc: { type: "application/grpc+proto", encoding: "grpc-encoding", timeout: "grpc-timeout" },
  "grpc-web": {
    type: "application/grpc-web+proto",
    encoding: "grpc-encoding",
    timeout: "grpc-timeout",
  },
  connect: {
    type: "application/connect+proto",
    encoding: "connect-content-encoding",
    timeout: "connect-timeout-ms",
  },
} as const;

const good = ask("ok");
const gzipped = envelope(gzipSync(ask("ok")), { flags: 1 });

/** Requests that are unusual or wrong. What the library makes of them is what the lean path has to make of them. */
function oddRequests(
  protocol: keyof typeof protocols,
): Readonly<Record<string, Omit<RawRequest, "url" | "path">>> {
  const { type, encoding, timeout } = protocols[protocol];
  const post = (body: Uint8Array, headers: Record<string, string> = {}) => ({
    headers: { "content-type": type, ...headers },
    body,
  });
  return {
    "is good": post(envelope(good)),
    "has no message": post(Buffer.alloc(0)),
    "has two messages": post(Buffer.concat([envelope(good), envelope(good)])),
    "ends with an end-of-stream envelope": post(
      Buffer.concat([envelope(good), envelope(Buffer.from("{}"), { flags: 2 })]),
    ),
    "is cut off in its envelope": post(envelope(good).subarray(0, 3)),
    "is cut off in its message": post(envelope(good).subarray(0, 6)),
    "says that it is too long": post(envelope(good, { lengthBytes: 0x7fffffff })),
    "is not protobuf": post(envelope(Buffer.from([0x0a, 0x7f, 0x01]))),
    "is compressed": post(gzipped, { [encoding]: "gzip" }),
    "is compressed, and does not say so": post(gzipped),
    "says that it is compressed, and is not": post(envelope(good, { flags: 1 }), {
      [encoding]: "gzip",
    }),
    "inflates to more than is allowed": post(
      envelope(gzipSync(ask("x".repeat(2_000_000))), { flags: 1 }),
      { [encoding]: "gzip" },
    ),
    "has no good timeout": post(envelope(good), { [timeout]: "soon" }),
    "has a timeout of nothing": post(envelope(ask("hang")), {
      [timeout]: protocol === "connect" ? "0" : "0m",
    }),
    "is answered with an error": post(envelope(ask("error"))),
    "has its type in capitals": post(envelope(good), { "content-type": type.toUpperCase() }),
    "names no codec": post(envelope(good), { "content-type": type.replace("+proto", "") }),
    "names a codec that nobody knows": post(envelope(good), {
      "content-type": type.replace("+proto", "+xml"),
    }),
    "is of the Base64 form": post(envelope(good), {
      "content-type": type.replace("+proto", "-text+proto"),
    }),
    "is for unary calls": post(good, { "content-type": "application/proto" }),
    "names no type": { body: envelope(good) },
    "is a GET": { method: "GET", headers: { "content-type": type } },
    "is a PUT": { method: "PUT", headers: { "content-type": type }, body: envelope(good) },
  };
}

describe("the lean path and the library's give the same answer to a request that", async () => {
  const lean = await startScriptedWatch("lean");
  const stock = await startScriptedWatch("stock");
  after(async () => {
    await lean.close();
    await stock.close();
  });
  for (const protocol of Object.keys(protocols) as (keyof typeof protocols)[]) {
    for (const version of ["1.1", "2"] as const) {
      if (protocol === "grpc" && version === "1.1") continue;
      for (const [title, request] of Object.entries(oddRequests(protocol))) {
        it(`${title}: ${protocol}, HTTP/${version}`, async () => {
          const expected = await answerOf(version, { ...request, url: stock.url, path: watch });
          const actual = await answerOf(version, { ...request, url: lean.url, path: watch });
          assert.deepEqual(actual, expected);
        });
      }
    }
  }
});

describe("a lean stream whose reader takes gzip", async () => {
  const lean = await startScriptedWatch("lean");
  after(lean.close);
  for (const [protocol, { type, encoding }] of Object.entries(protocols)) {
    it(`names the coding, flags what is compressed, and it inflates to the message: ${protocol}`, async () => {
      const accept = protocol === "connect" ? "connect-accept-encoding" : "grpc-accept-encoding";
      const headers = { "content-type": type, [accept]: "br, gzip" };
      const body = envelope(ask("ok"));
      const response = await sendRaw("2", { url: lean.url, path: watch, headers, body });
      assert.equal(response.headers[encoding], "gzip");
      const { envelopes } = splitEnvelopes(response.body);
      for (const [count, { flags, data }] of envelopes.slice(0, 3).entries()) {
        assert.equal(flags, 1);
        assert.deepEqual(gunzipSync(data), Buffer.from(scriptedAnswer(count)));
      }
    });
  }

  it("refuses a request in a coding that it does not take, and names those it does", async () => {
    const headers = { "content-type": "application/grpc+proto", "grpc-encoding": "br" };
    const body = envelope(brotliCompressSync(ask("ok")), { flags: 1 });
    const response = await sendRaw("2", { url: lean.url, path: watch, headers, body });
    assert.equal(response.trailers["grpc-status"], String(Code.Unimplemented));
    assert.match(decodeURIComponent(response.trailers["grpc-message"] ?? ""), /gzip/);
  });
});

function ask(cursor: string): Uint8Array {
  return toBinary(WatchRequestSchema, create(WatchRequestSchema, { cursor }));
}

/**
 * The lean path says what codings it takes, and the library does not; the library names a coding before it fails without having
 * used it, and the lean path does not. The protocols allow both.
 */
const ignored = new Set([
  "date",
  "connect-accept-encoding",
  "grpc-accept-encoding",
  "connect-content-encoding",
  "grpc-encoding",
]);

/** What a client can tell of a response, without what differs from one to the next. */
async function answerOf(version: "1.1" | "2", request: RawRequest) {
  const response: RawResponse | string = await sendRaw(version, request).catch(String);
  if (typeof response === "string") return response;
  const { status, trailers, body } = response;
  const headers = Object.fromEntries(
    Object.entries(response.headers).filter(([name]) => !ignored.has(name)),
  );
  const messages = splitEnvelopes(body).envelopes.map(({ flags, data }) => [
    flags,
    flags === 1 ? gunzipSync(data).toString() : data.toString(),
  ]);
  return { status, headers, trailers, messages };
}
