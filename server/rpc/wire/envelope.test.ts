import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { envelope, mayBeOne, onlyEnvelope } from "./envelope.ts";

const data = Buffer.from("hello");
const bytes = envelope({ flags: 1, data });

describe("an envelope", () => {
  it("is a byte of flags, four of length, and the data", () => {
    assert.deepEqual([...bytes], [1, 0, 0, 0, 5, ...data]);
  });

  it("follows another without a gap", () => {
    const both = envelope({ flags: 1, data }, { flags: 128, data: Buffer.alloc(0) });
    assert.deepEqual([...both], [...bytes, 128, 0, 0, 0, 0]);
  });

  it("is found again in bytes that are exactly it", () => {
    const found = onlyEnvelope(bytes);
    assert.equal(found?.flags, 1);
    assert.deepEqual(Buffer.from(found.data), data);
    assert.deepEqual(onlyEnvelope(Buffer.alloc(5))?.data.byteLength, 0);
  });

  it("is not found in less, in more or in nothing", () => {
    const more = Buffer.concat([bytes, bytes]);
    for (const other of [bytes.subarray(0, 9), bytes.subarray(0, 4), more, Buffer.alloc(0)])
      assert.equal(onlyEnvelope(other), undefined);
  });
});

describe("a body that has come in part", () => {
  it("may become one envelope while it is not longer than that", () => {
    assert(mayBeOne(bytes.subarray(0, 5), 5, 5));
    assert(mayBeOne(bytes.subarray(0, 5), 10, 5));
    assert(!mayBeOne(bytes.subarray(0, 5), 11, 5));
  });

  it("cannot when it names a length over the limit, also one past 2^31", () => {
    assert(!mayBeOne(bytes, 10, 4));
    assert(!mayBeOne(Buffer.from([0, 0xff, 0xff, 0xff, 0xf0]), 5, 1_048_576));
  });

  it("is not looked at further when its first chunk does not say how long it is", () => {
    assert(!mayBeOne(bytes.subarray(0, 4), 4, 5));
  });
});
