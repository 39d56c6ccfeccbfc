import assert from "node:assert/strict";
import { test } from "node:test";
import { EnvelopeSplitter, EnvelopeTooLarge, envelopeBytes } from "./envelope.ts";
import type { Envelope } from "./envelope.ts";

const envelope = (flags: number, text: string): Envelope => ({
  flags,
  data: Uint8Array.from(Buffer.from(text)),
});
const three = [envelope(0, "first"), envelope(1, ""), envelope(2, "{}")];
const wire = Uint8Array.from(Buffer.concat(three.map(envelopeBytes)));

test("a stream cut in two at any byte gives the same envelopes", () => {
  for (let cut = 0; cut <= wire.length; cut += 1) {
    const splitter = new EnvelopeSplitter(100);
    const found = [...splitter.push(wire.subarray(0, cut)), ...splitter.push(wire.subarray(cut))];
    assert.deepEqual(found, three, `cut at ${cut}`);
    assert(splitter.isWhole);
  }
});

test("a stream that comes byte by byte is whole only between envelopes", () => {
  const splitter = new EnvelopeSplitter(100);
  const ends = new Set([10, 15, 22]);
  const found: Envelope[] = [];
  for (let at = 0; at < wire.length; at += 1) {
    found.push(...splitter.push(wire.subarray(at, at + 1)));
    assert.equal(splitter.isWhole, ends.has(at + 1), `after ${at + 1} bytes`);
  }
  assert.deepEqual(found, three);
});

test("a chunk may be used again by whoever it came from", () => {
  const splitter = new EnvelopeSplitter(100);
  const chunk = wire.slice(0, 12);
  const [first] = splitter.push(chunk);
  chunk.fill(0xff);
  assert.deepEqual(first, three[0]);
  assert.deepEqual(splitter.push(wire.subarray(12)), three.slice(1));
});

test("a length beyond the limit is refused at its head, before a byte of it is held", () => {
  const splitter = new EnvelopeSplitter(4);
  assert.throws(() => splitter.push(Uint8Array.of(0, 0, 0, 0, 5)), EnvelopeTooLarge);
  const exact = new EnvelopeSplitter(5);
  assert.equal(exact.push(wire.subarray(0, 10)).length, 1);
});
