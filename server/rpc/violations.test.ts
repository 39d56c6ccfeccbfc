import assert from "node:assert/strict";
import test from "node:test";
import { emailField, emailPrefixField, priceField } from "./fields.ts";
import { Violations } from "./violations.ts";

function found(read: (violations: Violations) => unknown): readonly string[] {
  const violations = new Violations();
  read(violations);
  return violations.found.map(({ field, description }) => `${field}: ${description}`);
}

function time(seconds: bigint, nanos: number): number | undefined {
  return new Violations().time("at", { $typeName: "google.protobuf.Timestamp", seconds, nanos });
}

test("a text is kept as given, and its characters are counted as people count them", () => {
  const violations = new Violations();
  assert.equal(violations.text("name", " Zoë 👟 ", 7), " Zoë 👟 ");
  assert.deepEqual(violations.found, []);
  assert.deepEqual(
    found((v) => v.text("name", "👟".repeat(7), 7)),
    [],
  );
  assert.deepEqual(
    found((v) => v.text("name", "👟".repeat(8), 7)),
    ["name: is longer than 7 characters"],
  );
});

test("a text that is empty, blank, broken or has control characters is refused", () => {
  const wrong: Readonly<Record<string, string>> = {
    "": "is required",
    " \u00a0\u3000": "is blank",
    "a\u0000b": "has control characters",
    "a\nb": "has control characters",
    "a\u0085b": "has control characters",
    "a\ud800b": "is not well-formed Unicode",
    ["x".repeat(201)]: "is longer than 200 characters",
    ["x".repeat(1e6)]: "is longer than 200 characters",
  };
  for (const [text, description] of Object.entries(wrong)) {
    assert.deepEqual(
      found((v) => v.text("name", text, 200)),
      [`name: ${description}`],
    );
  }
});

test("what is wrong has a reason, and the numbers in its description by name", () => {
  const violations = new Violations();
  violations.text("name", "x".repeat(201), 200);
  violations.integer("n", 12_345n, { min: 0, max: 10_000 });
  emailField(violations, "email", "a@b..c");
  assert.deepEqual(
    violations.found.map(({ field, reason, values }) => [field, reason, values]),
    [
      ["name", "TOO_LONG", { max: "200" }],
      ["n", "OUT_OF_RANGE", { value: "12345", min: "0", max: "10000" }],
      ["email", "NOT_AN_EMAIL_DOMAIN", undefined],
    ],
  );
});

test("an integer is checked before it is made a number", () => {
  const range = { min: 0, max: 9_007_199_254_740_991 };
  assert.equal(new Violations().integer("n", 9_007_199_254_740_991n, range), 9_007_199_254_740_991);
  assert.deepEqual(
    found((v) => v.integer("n", 9_007_199_254_740_992n, range)),
    ["n: is 9,007,199,254,740,992; allowed: 0 to 9,007,199,254,740,991"],
  );
});

test("a time rounds up to the millisecond and stays within the years that JSON can carry", () => {
  assert.equal(time(1n, 0), 1_000);
  assert.equal(time(1n, 1), 1_001);
  assert.equal(time(253_402_300_799n, 999_999_999), Date.parse("9999-12-31T23:59:59.999Z"));
  for (const [seconds, nanos] of [
    [-1n, 0],
    [253_402_300_800n, 0],
    [0n, -1],
    [0n, 1_000_000_000],
  ] as const) {
    const timestamp = { $typeName: "google.protobuf.Timestamp", seconds, nanos } as const;
    assert.equal(found((v) => v.time("at", timestamp)).length, 1, `${seconds} ${nanos}`);
  }
});

test("a price names each part that is wrong", () => {
  const price = {
    $typeName: "sluice.money.v1.Money",
    currencyCode: "eur",
    minorUnits: -1n,
  } as const;
  assert.deepEqual(
    found((v) => priceField(v, "price", price)),
    [
      'price.currency_code: is not three capital letters, as in "EUR"',
      "price.minor_units: is -1; allowed: 0 to 1,000,000,000,000",
    ],
  );
  assert.deepEqual(
    found((v) => priceField(v, "price", undefined)),
    ["price: is required"],
  );
});

test("an e-mail is normalised, and nonsense is refused without being repeated", () => {
  assert.equal(emailField(new Violations(), "email", "  Ada@Example.COM "), "ada@example.com");
  for (const text of [
    "",
    "   ",
    "ada",
    "a@b@c",
    "a b@c",
    "a@",
    "@b",
    "a@b..c",
    "x".repeat(1e6),
    "a\ud800@b",
  ]) {
    const [violation, ...more] = found((v) => emailField(v, "email", text));
    assert.match(violation ?? "", /^email: (is|has) [^\ud800]{5,80}$/);
    assert.deepEqual(more, []);
  }
});

test("the prefix of an e-mail is normalised as addresses are", () => {
  assert.equal(emailPrefixField(new Violations(), "p", "ADA@"), "ada@");
  assert.equal(emailPrefixField(new Violations(), "p", ""), "");
  for (const text of ["é".repeat(128), "x".repeat(1e6), "a\u0000", "\udc00"]) {
    assert.equal(found((v) => emailPrefixField(v, "p", text)).length, 1, text.slice(0, 9));
  }
});
