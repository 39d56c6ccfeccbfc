import assert from "node:assert/strict";
import { test } from "node:test";
import { amountSpec, currencySpec } from "./amount-spec.ts";
import { countSpec } from "./count-spec.ts";
import { choiceSpec, flagSet, flagSpec, optional, textSpec } from "./field-spec.ts";
import type { FieldSpec, RawValues } from "./field-spec.ts";
import { rawTime, rawTimeAt, timeSpec, wallIn } from "./time-spec.ts";

/** The value, or the kind of the problem. */
function read<T>(spec: FieldSpec<T>, raw: string, all: RawValues = {}): T | string {
  const reading = spec.read(raw, all);
  return reading.kind === "value" ? reading.value : reading.problem.kind;
}

test("a text is trimmed, and counted as the server counts it", () => {
  const spec = textSpec({ lengthMax: 3 });
  assert.equal(read(spec, " ab "), "ab");
  assert.equal(read(spec, "👍👍👍"), "👍👍👍");
  assert.equal(read(spec, "abcd"), "too_long");
  assert.equal(read(spec, "   "), "required");
  assert.equal(read(spec, "a\tb"), "control_characters");
});

test("a text of many lines keeps its lines", () => {
  const spec = textSpec({ lengthMax: 10, lines: "many" });
  assert.equal(read(spec, "a\r\nb"), "a\nb");
  assert.equal(read(spec, "a\u0007b"), "control_characters");
});

test("what a page checks is told in its own words", () => {
  const spec = textSpec({
    lengthMax: 10,
    check: (text) => (text === "a b" ? "no spaces" : undefined),
  });
  assert.deepEqual(spec.read("a b", {}), {
    kind: "problem",
    problem: { kind: "told", text: "no spaces" },
  });
});

test("a count is held to its range, both ends included", () => {
  const spec = countSpec({ min: -5n, max: 10n });
  assert.equal(read(spec, "-5"), -5n);
  assert.equal(read(spec, "10"), 10n);
  assert.equal(read(spec, "11"), "out_of_range");
  assert.equal(read(spec, "1.5"), "not_whole");
  assert.equal(read(spec, ""), "required");
});

test("an amount has the decimals of the currency that stands beside it", () => {
  const spec = amountSpec({ currency: { field: "price.currency_code" }, min: 0n, max: 10_000n });
  const price = (raw: string, code: string) => read(spec, raw, { "price.currency_code": code });
  assert.equal(price("39.98", "EUR"), 3_998n);
  assert.equal(price("39.98", "eur "), 3_998n);
  assert.equal(price("3998", "JPY"), 3_998n);
  assert.equal(price("39.98", "JPY"), "not_amount");
  assert.equal(price("39.98", "E"), "no_currency");
  assert.equal(price("100.01", "EUR"), "amount_out_of_range");
  assert.equal(price("-0.01", "EUR"), "amount_out_of_range");
  assert.equal(price("", "EUR"), "required");
});

test("a currency is three letters", () => {
  assert.equal(read(currencySpec(), " eur"), "EUR");
  assert.equal(read(currencySpec(), "EURO"), "no_currency");
});

test("a time means the same in another zone", () => {
  const raw = rawTime("2026-11-26T10:00", "Europe/Berlin");
  assert.equal(read(timeSpec(), raw), Date.parse("2026-11-26T09:00:00Z"));
  assert.equal(wallIn(raw, "Europe/Berlin"), "2026-11-26T10:00");
  assert.equal(wallIn(raw, "UTC"), "2026-11-26T09:00");
  assert.equal(rawTimeAt(Date.parse("2026-11-26T09:00:00Z"), "Europe/Berlin"), raw);
  assert.equal(rawTimeAt(undefined, "UTC"), "");
});

test("half a time is no time, and stays as it was typed", () => {
  const raw = rawTime("0202-11-26T10:00", "UTC");
  assert.equal(read(timeSpec(), raw), "not_time");
  assert.equal(wallIn(raw, "UTC"), "0202-11-26T10:00");
  assert.equal(wallIn("", "UTC"), "");
});

test("flags and choices", () => {
  assert.equal(read(flagSpec(), flagSet), true);
  assert.equal(read(flagSpec(), ""), false);
  assert.equal(read(choiceSpec(["a", "b"]), "b"), "b");
  assert.equal(read(choiceSpec(["a", "b"]), "c"), "required");
});

test("an optional field may be empty, and is held to the rest when it is not", () => {
  const spec = optional(countSpec({ min: 0n, max: 9n }));
  assert.equal(read(spec, "  "), undefined);
  assert.equal(read(spec, "9"), 9n);
  assert.equal(read(spec, "10"), "out_of_range");
});
