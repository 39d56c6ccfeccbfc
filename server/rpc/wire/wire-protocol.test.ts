import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { wireFormOf } from "./wire-protocol.ts";

describe("a media type", () => {
  it("says protocol and codec, however it is written", () => {
    const expected = {
      "application/grpc": "grpc proto",
      "application/grpc+proto": "grpc proto",
      "application/grpc+json": "grpc json",
      "application/grpc-web": "grpc-web proto",
      "application/grpc-web+json": "grpc-web json",
      "application/proto": "connect proto",
      "application/json": "connect json",
      "APPLICATION/JSON; charset=UTF-8": "connect json",
      "application/connect+proto": "connect-stream proto",
      "application/connect+json": "connect-stream json",
    };
    for (const [type, said] of Object.entries(expected)) {
      const form = wireFormOf(type);
      assert.equal(`${form?.form} ${form?.codec}`, said, type);
    }
  });

  it("of no protocol says nothing, nor the Base64 form of gRPC-Web", () => {
    const others = ["", "text/plain", "application/grpc+xml", "application/grpc-web-text"];
    for (const type of [null, ...others, "application/protobuf"])
      assert.equal(wireFormOf(type), undefined, String(type));
  });
});
