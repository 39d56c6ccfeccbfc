import { gzipSync, brotliCompressSync } from "node:zlib";
import { create, toBinary } from "@bufbuild/protobuf";
import { PlaceOrderRequestSchema } from "#gen/sluice/orders/v1/order_service_pb.ts";
import { envelope } from "../rpc-raw-client.ts";
import type { RawRequest } from "../rpc-raw-client.ts";

/** How the protocols spell the same. */
export const protocols = {
  grpc: {
    media: "application/grpc",
    proto: "+proto",
    encoding: "grpc-encoding",
    accept: "grpc-accept-encoding",
    timeout: "grpc-timeout",
    none: "0m",
    five: "5S",
  },
  "grpc-web": {
    media: "application/grpc-web",
    proto: "+proto",
    encoding: "grpc-encoding",
    accept: "grpc-accept-encoding",
    timeout: "grpc-timeout",
    none: "0n",
    five: "5000m",
  },
  connect: {
    media: "application/",
    proto: "proto",
    encoding: "content-encoding",
    accept: "accept-encoding",
    timeout: "connect-timeout-ms",
    none: "0",
    five: "5000",
  },
} as const;

export type Protocol = keyof typeof protocols;
type Request = Omit<RawRequest, "url">;

export const placeOrder = "/sluice.orders.v1.OrderService/PlaceOrder";
const cancelOrder = "/sluice.orders.v1.OrderService/CancelOrder";
const getOrder = "/sluice.orders.v1.OrderService/GetOrder";

/** Requests that are usual, unusual or wrong. What the library makes of them is what the lean path has to make of them. */
export function unaryRequests(protocol: Protocol): Readonly<Record<string, Request>> {
  const { media, proto, encoding, accept, timeout, none, five } = protocols[protocol];
  const isEnveloped = protocol !== "connect";
  const framed = (data: Uint8Array, flags = 0) => (isEnveloped ? envelope(data, { flags }) : data);
  const type = `${media}${proto}`;
  const json = type.replace(/proto$/, "json");
  const post = (body: Uint8Array, headers: Record<string, string> = {}, path = placeOrder) => ({
    path,
    headers: { "content-type": type, ...headers },
    body,
  });
  const ask = (order: string, headers: Record<string, string> = {}) =>
    post(framed(message(order)), headers);
  const text = (value: string) =>
    post(framed(Buffer.from(value)), { "content-type": json, [accept]: "identity" });
  const packed = (data: Uint8Array, coding: string) =>
    post(framed(data, 1), { [encoding]: coding });
  const common = {
    "is good": ask("ok"),
    "is good, in JSON": text(`{"userId":"ok"}`),
    "is good, for a handler that is no promise": post(framed(message("ok")), {}, cancelOrder),
    "has an empty message": post(framed(Buffer.alloc(0))),
    "has no body": post(Buffer.alloc(0)),
    "is not protobuf": post(framed(Buffer.from([0x0a, 0x7f, 0x01]))),
    "has text that is not UTF-8": post(framed(Buffer.from([0x12, 0x02, 0xff, 0xfe]))),
    "is not JSON": text(`{"userId":`),
    "has a JSON field that nobody knows": text(`{"userid":"ok"}`),
    "has a JSON field of a wrong type": text(`{"userId":7}`),
    "has one byte more than is allowed": post(framed(message("x".repeat(1_048_573)))),
    "is compressed": packed(gzipSync(message("ok")), "gzip"),
    "is compressed with brotli": packed(brotliCompressSync(message("long")), "br"),
    "is compressed in a way that nobody knows": packed(message("ok"), "zstd"),
    "says that it is compressed, and is not": packed(message("ok"), "gzip"),
    "inflates to more than is allowed": packed(gzipSync(message("x".repeat(2_000_000))), "gzip"),
    "is compressed by nothing": packed(message("ok"), "identity"),
    "takes gzip for a short answer": ask("ok", { [accept]: "gzip" }),
    "takes gzip for a long answer": ask("long", { [accept]: "gzip" }),
    "takes brotli first": ask("long", { [accept]: "br, gzip" }),
    "takes codings that nobody knows": ask("long", { [accept]: "zstd, deflate;q=0.5" }),
    "takes gzip for an error": ask("long error", { [accept]: "gzip" }),
    "takes nothing compressed": ask("long", { [accept]: "" }),
    "is answered with an error": ask("error"),
    "is answered with an error, in JSON": text(`{"userId":"error"}`),
    "is answered with an error that has metadata": ask("error with metadata"),
    "is answered with headers and trailers": ask("headers"),
    "is answered with headers and trailers, compressed": ask("headers", { [accept]: "gzip" }),
    "is answered with headers, trailers and an error": ask("headers and error"),
    "asks for what the handler sees": ask("context", {
      [timeout]: five,
      "x-asked": " many ",
      "user-agent": "test",
    }),
    "is for a method without a handler": post(framed(message("ok")), {}, getOrder),
    "has a query": post(framed(message("ok")), {}, `${placeOrder}?a=b`),
    "has no good timeout": ask("ok", { [timeout]: "soon" }),
    "has an empty timeout": ask("ok", { [timeout]: "" }),
    "has a timeout of nothing": ask("ok", { [timeout]: none }),
    "has a timeout that is too long": ask("ok", {
      [timeout]: protocol === "connect" ? "99999999999" : "999999999H",
    }),
    "has the longest timeout": ask("ok", {
      [timeout]: protocol === "connect" ? "9999999999" : "99999999H",
    }),
    "has another protocol version": ask("ok", { "connect-protocol-version": "2" }),
    "has its type in capitals": ask("ok", { "content-type": type.toUpperCase() }),
    "names no codec": ask("ok", { "content-type": media }),
    "names a codec that nobody knows": ask("ok", { "content-type": type.replace("proto", "xml") }),
    "names a charset": post(framed(Buffer.from(`{"userId":"ok"}`)), {
      "content-type": `${json}; charset=utf-8`,
    }),
    "names a charset of protobuf": ask("ok", { "content-type": `${type}; charset=utf-8` }),
    "is for streams": post(envelope(message("ok")), {
      "content-type": "application/connect+proto",
    }),
    "is of the Base64 form": ask("ok", { "content-type": "application/grpc-web-text+proto" }),
    "names no type": { path: placeOrder, body: framed(message("ok")) },
    "is a GET": { path: placeOrder, method: "GET", headers: { "content-type": type } },
    "is a PUT": { ...ask("ok"), method: "PUT" },
    "expects to be told to go on": ask("ok", { expect: "100-continue" }),
    "expects something else": ask("ok", { expect: "a miracle" }),
    "comes from a page of another origin": ask("ok", { origin: "http://evil.example" }),
    "is for another host": ask("ok", { host: "evil.example", ":authority": "evil.example" }),
  };
  return isEnveloped ? { ...common, ...enveloped(post) } : { ...common, ...bare(post) };
}

type Post = (body: Uint8Array, headers?: Record<string, string>) => Request;

function enveloped(post: Post): Readonly<Record<string, Request>> {
  const good = envelope(message("ok"));
  return {
    "has two messages": post(Buffer.concat([good, good])),
    "has a second message that is too long": post(
      Buffer.concat([good, envelope(message("ok"), { lengthBytes: 0x7fffffff })]),
    ),
    "has half a second message": post(Buffer.concat([good, good.subarray(0, 7)])),
    "has trailers behind its message": post(
      Buffer.concat([good, envelope(Buffer.from("a: b\r\n"), { flags: 0x80 })]),
    ),
    "has nothing but trailers": post(envelope(Buffer.from("a: b\r\n"), { flags: 0x80 })),
    "has flags that nobody knows": post(envelope(message("ok"), { flags: 0x10 })),
    "is cut off in its envelope": post(good.subarray(0, 3)),
    "is cut off in its message": post(good.subarray(0, 6)),
    "says that it is too long": post(envelope(message("ok"), { lengthBytes: 0x7fffffff })),
    "is compressed, and does not say so": post(envelope(gzipSync(message("ok")), { flags: 1 })),
  };
}

function bare(post: Post): Readonly<Record<string, Request>> {
  return {
    "has two codings": post(message("ok"), { "content-encoding": "gzip, gzip" }),
    "declares its length": post(message("ok"), { "content-length": String(message("ok").length) }),
    "is answered with more than is allowed": post(message("too long")),
    "is answered with what cannot be written": post(message("unprintable")),
    "has nothing to inflate": post(Buffer.alloc(0), { "content-encoding": "gzip" }),
  };
}

/** A PlaceOrderRequest for the scripted handler. */
export function message(userId: string): Uint8Array {
  return toBinary(PlaceOrderRequestSchema, create(PlaceOrderRequestSchema, { userId }));
}
