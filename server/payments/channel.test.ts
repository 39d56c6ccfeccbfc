import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseChannels, wrongChannel } from "./channel.ts";

describe("a list of channels", () => {
  it("names addresses, and leaves the rest to the defaults", () => {
    assert.deepEqual(parseChannels("alpha=http://127.0.0.1:9000, beta=https://pay.example:443"), [
      {
        name: "alpha",
        address: "http://127.0.0.1:9000",
        weight: 1,
        priority: 0,
        deadlineMs: 5_000,
        caFile: "",
      },
      {
        name: "beta",
        address: "https://pay.example",
        weight: 1,
        priority: 0,
        deadlineMs: 5_000,
        caFile: "",
      },
    ]);
  });

  it("says weight, priority, deadline and authorities in any order", () => {
    const text = "a-1=https://[::1]:9/;ca=/etc/ca.pem;deadline-ms=250; weight=3;priority=2";
    assert.deepEqual(parseChannels(text), [
      {
        name: "a-1",
        address: "https://[::1]:9",
        weight: 3,
        priority: 2,
        deadlineMs: 250,
        caFile: "/etc/ca.pem",
      },
    ]);
  });

  for (const entry of [
    "",
    "alpha",
    "alpha=",
    "=http://a",
    "Alpha=http://a",
    "1a=http://a",
    `${"a".repeat(33)}=http://a`,
    "alpha=127.0.0.1:9000",
    "alpha=ftp://a",
    "alpha=http://a/path",
    "alpha=http://user:secret@a",
    "alpha=http://a?x=1",
    "alpha=http://a;weight=0",
    "alpha=http://a;weight=1001",
    "alpha=http://a;weight=1.5",
    "alpha=http://a;weight=",
    "alpha=http://a;weight=1;weight=2",
    "alpha=http://a;priority=101",
    "alpha=http://a;deadline-ms=9",
    "alpha=http://a;deadline-ms=60001",
    "alpha=http://a;ca=/etc/ca.pem",
    "alpha=https://a;ca=",
    "alpha=http://a;colour=red",
    "alpha=http://a;__proto__=1",
    "alpha=http://a;constructor=1",
    "alpha=http://a;",
  ])
    it(`names the entry that is wrong: "${entry}"`, () => {
      const text = `good=http://b:1,${entry},also-good=http://c:1`;
      assert.equal(parseChannels(text), undefined);
      assert.equal(wrongChannel(text), entry);
    });

  it("names each channel once, and at most 16", () => {
    assert.equal(wrongChannel("a=http://x,a=http://y"), "a=http://y");
    const seventeen = Array.from({ length: 17 }, (_, n) => `c${n}=http://x:${n + 1}`);
    assert.equal(wrongChannel(seventeen.join(",")), "c16=http://x:17");
    assert.equal(parseChannels(seventeen.slice(1).join(","))?.length, 16);
  });
});
