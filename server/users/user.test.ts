import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { emailMaxBytes, normalizeEmail } from "./user.ts";

function normal(text: string): string | undefined {
  const result = normalizeEmail(text);
  return result.kind === "ok" ? result.email : undefined;
}

function problem(text: string): string | undefined {
  const result = normalizeEmail(text);
  return result.kind === "wrong" ? result.fault.description : undefined;
}

test("one mailbox has one spelling", () => {
  for (const spelling of ["ann@x.test", " Ann@X.Test\n", "ANN@X.TEST", "\u212Bnn@x.test"]) {
    assert.equal(normal(spelling)?.replace("å", "a"), "ann@x.test");
  }
  assert.equal(normal("ü@x.test"), normal("u\u0308@x.test"));
});

test("a letter that composes only in lower case is composed", () => {
  // J with a caron has no code point of its own, j with a caron has: composing before lower-casing misses it.
  assert.equal(normal("J\u030C@x.test"), "\u01F0@x.test");
  assert.equal(normal("J\u030C@x.test"), normal("\u01F0@x.test"));
});

test("a normal address stays as it is", () => {
  const marked = fc
    .tuple(
      fc.constantFrom("H", "J", "T", "W", "Y", "A", "İ", "h", "j", "å", "ǰ"),
      fc.constantFrom("\u030C", "\u0331", "\u0308", "\u030A"),
    )
    .map((letterAndMark) => letterAndMark.join(""));
  fc.assert(
    fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: "grapheme" }), marked), (text) => {
      const once = normal(text.includes("@") ? text : `${text}@x.test`);
      if (once === undefined) return;
      assert.equal(normal(once), once);
      assert.equal(once, once.normalize("NFC"));
    }),
    { numRuns: 2_000 },
  );
});

test("what cannot be an address is told apart", () => {
  assert.equal(problem("  "), "is empty");
  const form = 'is not of the form name@domain with one "@" and no spaces';
  const noForm = ["ann", "@x.test", "ann@", "a@b@c", "a n@x.test", "a\u0000n@x.test"];
  for (const text of [...noForm, `${"a".repeat(65)}@x.test`])
    assert.equal(problem(text), form, text);
  const label = "has a domain with an empty or too long label";
  for (const domain of [".x", "x.", "x..y", `${"l".repeat(64)}.test`]) {
    assert.equal(problem(`ann@${domain}`), label, domain);
  }
});

test("an address is measured in bytes, once it is normal", () => {
  const domain = Array<string>(4).fill("d".repeat(61)).join(".");
  const longest = `${"a".repeat(emailMaxBytes - 1 - domain.length)}@${domain}`;
  assert.equal(Buffer.byteLength(longest), emailMaxBytes);
  assert.equal(normal(`  ${longest} `), longest);
  assert.equal(problem(`a${longest}`), "is longer than 254 bytes");
  assert.equal(problem(longest.replace("a", "ä")), "is longer than 254 bytes");
});
