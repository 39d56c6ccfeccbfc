import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { AssertionError } from "../core/assert.ts";
import type { Command } from "./command.ts";
import { fingerprintText } from "./fingerprint-text.ts";

const plain = <T>(shape: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<T> =>
  fc.record(shape, { noNullPrototype: true }) as fc.Arbitrary<T>;
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });

// Small alphabets on purpose, with the separators in them: collisions are looked for, not hoped away.
const text = fc.oneof(fc.constantFrom("", "a", "b", "1", "null", ",", '"', '","'), fc.string());
const sku = fc.constantFrom("A", "B", "A.1", "1");
const count = fc.constantFrom(0, 1, 2, 11);
const version = fc.constantFrom(0, 1);
const ms = maybe(fc.constantFrom(0, 1, 2));
const money = plain<{ currencyCode: string; minorUnits: bigint }>({
  currencyCode: fc.constantFrom("EUR", "USD"),
  minorUnits: fc.constantFrom(0n, 1n, 11n),
});
const id = fc.constantFrom("0a-1", "0a-2");
const name = maybe(text);
const change = plain<object>({
  name,
  price: maybe(money),
  perUserLimit: maybe(count),
  saleStartsAtMs: ms,
  clearSaleStart: maybe(fc.boolean()),
  saleEndsAtMs: ms,
  clearSaleEnd: maybe(fc.boolean()),
  paused: maybe(fc.boolean()),
});

/** Every command that may carry an idempotency key: imports are told apart by their own id. */
const keyedCommand = fc.oneof(
  plain<Command>({ type: fc.constant("create_user"), email: text, name: text }),
  plain<Command>({
    type: fc.constant("create_item"),
    sku,
    name: text,
    price: money,
    onHand: count,
    perUserLimit: count,
    saleStartsAtMs: ms,
    saleEndsAtMs: ms,
    paused: fc.boolean(),
  }),
  plain<Command>({ type: fc.constant("update_item"), sku, change, expectedVersion: version }),
  plain<Command>({
    type: fc.constant("adjust_stock"),
    sku,
    delta: fc.constantFrom(-1, 1, 11),
    reason: text,
    expectedVersion: version,
  }),
  plain<Command>({
    type: fc.constant("place_order"),
    userId: id,
    lines: fc.array(plain({ sku, quantity: fc.constantFrom(1, 11, 111) }), { maxLength: 3 }),
  }),
  plain<Command>({
    type: fc.constantFrom("cancel_order", "hold_order", "release_order"),
    orderId: id,
    reason: text,
    expectedVersion: version,
  }),
  plain<Command>({
    type: fc.constant("pay_order"),
    orderId: id,
    cardToken: text,
    expectedVersion: version,
  }),
  plain<Command>({
    type: fc.constant("refund_payment"),
    paymentId: id,
    amountMinor: fc.constantFrom(0n, 1n, 11n),
    reason: text,
  }),
  plain<Command>({
    type: fc.constant("resolve_payment"),
    paymentId: id,
    action: fc.constantFrom("ask_again", "mark_charged", "dismiss"),
    reason: text,
    expectedVersion: version,
  }),
  plain<Command>({
    type: fc.constant("resolve_payment"),
    paymentId: id,
    action: fc.constant("refund_captured"),
    captured: fc.record({
      attemptId: id,
      amount: fc.record({
        currencyCode: fc.constantFrom("EUR", "USD"),
        minorUnits: fc.constantFrom(1n, 11n),
      }),
    }),
    reason: text,
    expectedVersion: version,
  }),
);

function canonical(value: Command): string {
  return JSON.stringify(value, (_, field: unknown) =>
    typeof field === "bigint" ? `${field}n` : field,
  );
}

test("two commands share a fingerprint only when they are the same", () => {
  const seen = new Map<string, string>();
  fc.assert(
    fc.property(keyedCommand, (one) => {
      const fingerprint = fingerprintText(one);
      const known = seen.get(fingerprint);
      seen.set(fingerprint, canonical(one));
      assert(known === undefined || known === canonical(one), `${known} and ${canonical(one)}`);
    }),
    { numRuns: 20_000 },
  );
});

test("an import has no fingerprint: its own id and its row numbers stand for a key", () => {
  const command = { type: "import_rows", importId: "i", dryRun: false, complete: true } as const;
  assert.throws(() => fingerprintText({ ...command, rows: [] }), AssertionError);
});

test("what the worker of payments notes down has no fingerprint: it is safe to repeat by what it says", () => {
  const command = { type: "review_payment", paymentId: "p" } as const;
  assert.throws(() => fingerprintText(command), AssertionError);
});

test("a fingerprint does not depend on which object carries the command", () => {
  fc.assert(
    fc.property(keyedCommand, (one) => {
      assert.equal(fingerprintText(structuredClone(one)), fingerprintText(one));
    }),
  );
});

test("the text of stored fingerprints stays as it is", () => {
  const lines = [
    { sku: "A", quantity: 2 },
    { sku: "B", quantity: 1 },
  ];
  const price = { currencyCode: "EUR", minorUnits: 5n };
  const texts: readonly (readonly [Command, string])[] = [
    [{ type: "place_order", userId: "u", lines }, "place_order|u|A*2|B*1"],
    [{ type: "create_user", email: "e", name: "n" }, '["create_user","e","n"]'],
    [
      { type: "cancel_order", orderId: "o", reason: "r", expectedVersion: 3 },
      '["cancel_order","o","r",3]',
    ],
    [
      { type: "cancel_order", orderId: "o", reason: "r", expectedVersion: 3, lines },
      '["cancel_order","o","r",3,"|A*2|B*1"]',
    ],
    [
      { type: "fulfil_order", orderId: "o", lines, tracking: "t", expectedVersion: 0 },
      '["fulfil_order","o","|A*2|B*1","t",0]',
    ],
    [
      { type: "return_order", orderId: "o", lines: [], reason: "r", expectedVersion: 0 },
      '["return_order","o","","r",0]',
    ],
    [{ type: "close_order", orderId: "o", expectedVersion: 0 }, '["close_order","o",0]'],
    [
      { type: "hold_order", orderId: "o", reason: "r", expectedVersion: 3 },
      '["hold_order","o","r",3]',
    ],
    [
      { type: "release_order", orderId: "o", reason: "r", expectedVersion: 0 },
      '["release_order","o","r",0]',
    ],
    [
      { type: "adjust_stock", sku: "A", delta: -1, reason: "r", expectedVersion: 0 },
      '["adjust_stock","A",-1,"r",0]',
    ],
    [
      { type: "update_item", sku: "A", change: { price, paused: false }, expectedVersion: 0 },
      '["update_item","A",null,"EUR","5",null,null,null,null,null,false,0]',
    ],
    [
      { type: "pay_order", orderId: "o", cardToken: "t", expectedVersion: 2 },
      '["pay_order","o","t",2]',
    ],
    [
      {
        type: "pay_order",
        orderId: "o",
        cardToken: "t",
        expectedVersion: 2,
        sendTo: { channel: "a", askAtMs: 7 },
      },
      '["pay_order","o","t",2]',
    ],
    [
      { type: "refund_payment", paymentId: "p", amountMinor: 5n, reason: "r" },
      '["refund_payment","p","5","r"]',
    ],
  ];
  for (const [one, expected] of texts) assert.equal(fingerprintText(one), expected);
});
