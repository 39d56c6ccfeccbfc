import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { EnvelopeTooLarge, envelopeBytes } from "./envelope.ts";
import { envelopeMaxBytes, gzipFetch } from "./gzip-fetch.ts";

const text = "an order, an order, an order, an order";
const plain = envelopeBytes({ flags: 0, data: bytesOf(text) });
const packed = envelopeBytes({ flags: 1, data: gzip(bytesOf(text)) });
const packedEnd = envelopeBytes({ flags: 3, data: gzip(bytesOf("{}")) });
const end = envelopeBytes({ flags: 2, data: bytesOf("{}") });

function bytesOf(value: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(value));
}

function gzip(data: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(gzipSync(data));
}

/** Calls through a server that answers with these chunks, and keeps what it was asked. */
async function callThrough(
  chunks: readonly Uint8Array[],
  options: {
    readonly contentType?: string;
    readonly status?: number;
    readonly encoding?: string;
  } = {},
) {
  const { contentType = "application/connect+proto", status = 200, encoding = "gzip" } = options;
  const passed = { wireBytes: 0, inflatedBytes: 0 };
  let asked = new Headers();
  const server: typeof fetch = (_input, init) => {
    asked = new Headers(init?.headers);
    const body = new ReadableStream({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(chunk);
        controller.close();
      },
    });
    const headers = { "connect-content-encoding": encoding };
    return Promise.resolve(new Response(body, { status, headers }));
  };
  const call = gzipFetch(server, (wireBytes, inflatedBytes) => {
    passed.wireBytes += wireBytes;
    passed.inflatedBytes += inflatedBytes;
  });
  const headers = { "content-type": contentType };
  const response = await call("http://127.0.0.1/", { method: "POST", headers });
  return { response, asked, passed };
}

async function bodyOf(response: Response): Promise<Uint8Array> {
  return new Uint8Array(await response.arrayBuffer());
}

test("compressed envelopes come out plain, the end of the stream too, wherever the bytes are cut", async () => {
  const wire = Uint8Array.from(Buffer.concat([packed, plain, packedEnd]));
  const expected = Uint8Array.from(Buffer.concat([plain, plain, end]));
  for (let cut = 0; cut <= wire.length; cut += 1) {
    const { response, passed } = await callThrough([wire.subarray(0, cut), wire.subarray(cut)]);
    assert.deepEqual(await bodyOf(response), expected, `cut at ${cut}`);
    assert.deepEqual(passed, { wireBytes: wire.length, inflatedBytes: expected.length });
  }
});

test("streams are asked for with gzip, and look uncompressed to the transport", async () => {
  const { response, asked } = await callThrough([packed, end]);
  assert.equal(asked.get("connect-accept-encoding"), "gzip");
  assert.equal(asked.get("content-type"), "application/connect+proto");
  assert.equal(response.headers.get("connect-content-encoding"), null);
});

test("calls that are no streams pass untouched", async () => {
  const { response, asked } = await callThrough([packed], { contentType: "application/proto" });
  assert.equal(asked.get("connect-accept-encoding"), null);
  assert.deepEqual(await bodyOf(response), packed);
});

test("an answer that is an error passes untouched", async () => {
  const { response } = await callThrough([bytesOf('{"code":"internal"}')], { status: 500 });
  assert.deepEqual([response.status, await response.json()], [500, { code: "internal" }]);
});

test("a message that inflates beyond the limit fails the stream, one at the limit does not", async () => {
  const bomb = envelopeBytes({ flags: 1, data: gzip(new Uint8Array(envelopeMaxBytes + 1)) });
  assert(bomb.length < 2_000, "it is small on the wire");
  const { response } = await callThrough([plain, bomb]);
  await assert.rejects(response.arrayBuffer(), EnvelopeTooLarge);

  const large = envelopeBytes({ flags: 1, data: gzip(new Uint8Array(envelopeMaxBytes)) });
  const { response: fine } = await callThrough([large]);
  assert.equal((await bodyOf(fine)).length, envelopeMaxBytes + 5);
});

test("what is no gzip, or ends in the middle of a message, fails the stream", async () => {
  const broken = envelopeBytes({ flags: 1, data: bytesOf("no gzip") });
  const { response } = await callThrough([broken]);
  await assert.rejects(response.arrayBuffer());
  const { response: torn } = await callThrough([packed.subarray(0, packed.length - 1)]);
  await assert.rejects(torn.arrayBuffer(), /middle of a message/);
});

test("an encoding that was not asked for is refused", async () => {
  await assert.rejects(callThrough([packed], { encoding: "br" }), /"br", which was not asked for/);
});
