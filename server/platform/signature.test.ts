import assert from "node:assert/strict";
import { test } from "node:test";
import { isSignedByOneOf, sign } from "./signature.ts";

const key = new Uint8Array(32).fill(7);
const otherKey = new Uint8Array(32).fill(8);
const signed = { name: "alpha", signedAtMs: 1_700_000_000_123n, body: Uint8Array.of(1, 2, 0, 255) };

test("a signature is the HMAC-SHA256 that other programs compute", () => {
  // printf 'alpha\n1700000000123\n\x01\x02\x00\xff' | openssl dgst -sha256 -mac HMAC -macopt hexkey:0707...07
  const expected = "d5d48a6969a1763f7bb902924e42937aebf36a6e32048837d10a06900b59d15f";
  assert.equal(Buffer.from(sign(key, signed)).toString("hex"), expected);
});

test("a signature fits its own name, time and body alone", () => {
  const signature = sign(key, signed);
  assert(isSignedByOneOf([otherKey, key], signed, signature));
  for (const other of [
    { ...signed, name: "alphb" },
    { ...signed, name: "alpha\n1" },
    { ...signed, signedAtMs: signed.signedAtMs + 1n },
    { ...signed, body: Uint8Array.of(1, 2, 0, 254) },
    { ...signed, body: Uint8Array.of(1, 2, 0) },
  ])
    assert(!isSignedByOneOf([key], other, signature), JSON.stringify(other.name));
});

test("a signature of another key, a short one and one without any key do not fit", () => {
  const signature = sign(key, signed);
  assert(!isSignedByOneOf([otherKey], signed, signature));
  assert(!isSignedByOneOf([], signed, signature));
  assert(!isSignedByOneOf([], signed, sign(new Uint8Array(32), signed)), "the key of nobody");
  assert(!isSignedByOneOf([key], signed, signature.slice(0, 31)));
  assert(!isSignedByOneOf([key], signed, new Uint8Array(0)));
  for (let bit = 0; bit < 256; bit += 1) {
    const flipped = Uint8Array.from(signature);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    assert(!isSignedByOneOf([key], signed, flipped), `bit ${bit}`);
  }
});
