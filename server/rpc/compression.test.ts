import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Code, ConnectError } from "@connectrpc/connect";
import { brotli, gzip } from "./compression.ts";

for (const coding of [gzip, brotli])
  describe(`the coding ${coding.name}`, () => {
    for (const sizeBytes of [0, 1, 2_000, 300_000])
      it(`brings back ${sizeBytes} bytes`, async () => {
        const bytes = Uint8Array.from({ length: sizeBytes }, (_, index) => (index * 7919) % 251);
        const packed = await coding.compress(bytes);
        assert.deepEqual(await coding.decompress(packed, sizeBytes || 1), bytes);
      });

    it("stops at the limit", async () => {
      const packed = await coding.compress(new Uint8Array(100_000));
      assert(packed.length < 1_000);
      await assert.rejects(coding.decompress(packed, 99_999), hasCode(Code.ResourceExhausted));
    });

    it("refuses what is not compressed", async () => {
      const garbage = Buffer.from("this is not compressed at all");
      await assert.rejects(coding.decompress(garbage, 1_000), hasCode(Code.InvalidArgument));
    });
  });

function hasCode(code: Code) {
  return (error: unknown) => error instanceof ConnectError && error.code === code;
}
