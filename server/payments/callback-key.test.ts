import assert from "node:assert/strict";
import { it } from "node:test";
import { parseCallbackKeys } from "./callback-key.ts";

const digits = "0F".repeat(32);

it("a list of callback keys names channels, one of them twice while its key is replaced", () => {
  assert.deepEqual(parseCallbackKeys(`a=${digits}, a=${"ab".repeat(64)},b-2=${digits}`), [
    { channel: "a", key: new Uint8Array(32).fill(0x0f) },
    { channel: "a", key: new Uint8Array(64).fill(0xab) },
    { channel: "b-2", key: new Uint8Array(32).fill(0x0f) },
  ]);
});

it("a key that is short, long, odd, not hexadecimal or of no channel spoils the list", () => {
  for (const entry of [
    "",
    "a",
    "a=",
    digits,
    `=${digits}`,
    `a=${digits.slice(2)}`,
    `a=${digits}0`,
    `a=${"ab".repeat(65)}`,
    `a=${digits.slice(2)}zz`,
    `A=${digits}`,
  ])
    assert.equal(parseCallbackKeys(`b=${digits},${entry}`), undefined, entry);
  const many = Array.from({ length: 33 }, (_, n) => `c${n}=${digits}`);
  assert.equal(parseCallbackKeys(many.join(",")), undefined);
  assert.equal(parseCallbackKeys(many.slice(1).join(","))?.length, 32);
});
