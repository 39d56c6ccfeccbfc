import assert from "node:assert/strict";
import { test } from "node:test";
import { create, toBinary } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import fc from "fast-check";
import { EventSchema } from "#gen/sluice/log/v1/event_pb.ts";
import type { Event, EventSubject } from "../commands/event.ts";
import { itemMessage } from "../inventory/item-message.ts";
import { noteMessage } from "../notes/note-message.ts";
import { noteValues, noteWith } from "../notes/note.ts";
import type { Note, NoteCode } from "../notes/note.ts";
import type { Told } from "../notes/told.ts";
import { orderMessage } from "../orders/order-message.ts";
import { paymentMessage } from "../payments/payment-message.ts";
import type { Attempt, Payment } from "../payments/payment.ts";
import { userMessage } from "../users/user-message.ts";
import { decodeEvent } from "./decode-event.ts";
import { encodeEvent } from "./encode-event.ts";

/** Plain objects, as the code makes them. */
const record = <T>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record(shape, { noNullPrototype: true });

const ms = fc.nat({ max: 4_000_000_000_000 });
const count = fc.nat({ max: 1_000_000_000 });
const text = fc.string({ unit: "grapheme", maxLength: 300 });
const currencyCode = fc.constantFrom("EUR", "JPY");
const minorUnits = fc.bigInt(0n, 9_007_199_254_740_991n);
const money = record({ currencyCode, minorUnits });
const optionalMs = fc.option(ms, { nil: undefined });

const line = record({
  sku: text,
  quantity: count,
  unitPriceMinor: minorUnits,
  fulfilledQuantity: count,
  cancelledQuantity: count,
  returnedQuantity: count,
});

const order = record({
  orderId: fc.uuid(),
  placedSeq: count,
  userId: fc.uuid(),
  lines: fc.array(line, { maxLength: 100 }),
  total: money,
  status: fc.constantFrom("placed" as const, "expired" as const, "cancelled" as const),
  hold: fc.constantFrom("held" as const, "expired" as const, "committed" as const),
  holdExpiresAtMs: ms,
  paymentStatus: fc.constantFrom("none" as const, "captured" as const),
  version: count,
  createdAtMs: ms,
  updatedAtMs: ms,
  cancelReason: text,
  onHold: fc.option(record({ reason: text, sinceMs: ms }), { nil: undefined }),
  paymentId: fc.option(fc.uuid(), { nil: undefined }),
});

const anyMoney = record({ currencyCode: text, minorUnits });
const note: fc.Arbitrary<Note> = fc
  .record({
    code: fc.constantFrom(...(Object.keys(noteValues) as NoteCode[])),
    attemptId: fc.uuid(),
    amount: anyMoney,
    against: anyMoney,
    count,
    by: text,
    said: text,
  })
  .map(({ code, ...values }) => noteWith(code, values));
const told: fc.Arbitrary<Told> = record({ text, note: fc.option(note, { nil: undefined }) });

const attempt: fc.Arbitrary<Attempt> = record({
  attemptId: fc.uuid(),
  kind: fc.constantFrom("charge" as const, "refund" as const),
  channel: text,
  status: fc.constantFrom("created" as const, "unknown" as const, "not_sent" as const),
  amountMinor: minorUnits,
  providerReference: text,
  detail: told,
  askedCount: count,
  createdAtMs: ms,
  sentAtMs: optionalMs,
  endedAtMs: optionalMs,
  reason: told,
  due: fc.boolean(),
  late: fc.option(record({ paymentId: fc.uuid(), amountMinor: minorUnits }), { nil: undefined }),
  firstPaymentId: fc.oneof(fc.constant(""), fc.uuid()),
  repeats: fc.oneof(fc.constant(""), fc.uuid()),
  coveredMinor: fc.oneof(fc.constant(0n), minorUnits),
});

const payment: fc.Arbitrary<Payment> = record({
  paymentId: fc.uuid(),
  createdSeq: count,
  orderId: fc.uuid(),
  placedSeq: count,
  userId: fc.uuid(),
  amount: money,
  status: fc.constantFrom("pending" as const, "captured" as const, "refund_due" as const),
  capturedMinor: minorUnits,
  refundedMinor: minorUnits,
  cardToken: fc.constant(""),
  cardTail: text,
  attempts: fc.array(attempt, { maxLength: 40 }),
  nextStepAtMs: optionalMs,
  resolveByMs: optionalMs,
  review: fc.option(
    record({ notes: fc.array(note, { maxLength: 8 }), reason: text, sinceMs: ms }),
    {
      nil: undefined,
    },
  ),
  version: count,
  createdAtMs: ms,
  updatedAtMs: ms,
});

const item = fc
  .record({
    sku: text,
    name: text,
    price: money,
    onHand: count,
    held: count,
    sold: count,
    perUserLimit: count,
    saleStartsAtMs: optionalMs,
    saleEndsAtMs: optionalMs,
    paused: fc.boolean(),
    version: count,
    createdAtMs: ms,
    updatedAtMs: ms,
  })
  .map((drawn) => ({ ...drawn, onHand: drawn.onHand + drawn.held }));

const user = record({ userId: fc.uuid(), email: text, name: text, createdAtMs: ms });

const event: fc.Arbitrary<Event> = record({
  seq: count,
  atMs: ms,
  kind: fc.constantFrom("order.placed" as const, "item.updated" as const),
  actor: text,
  cause: text,
  causeNote: fc.option(note, { nil: undefined }),
  traceId: text,
  subject: fc.oneof(
    order.map((drawn) => ({ kind: "order" as const, order: drawn })),
    item.map((drawn) => ({ kind: "item" as const, item: drawn })),
    user.map((drawn) => ({ kind: "user" as const, user: drawn })),
    payment.map((drawn) => ({ kind: "payment" as const, payment: drawn })),
  ),
});

test("an event is encoded to the bytes that protobuf-es makes of it, and decodes to itself", () => {
  fc.assert(
    fc.property(event, (drawn) => {
      const bytes = encodeEvent(drawn);
      assert.deepEqual(Buffer.from(bytes), Buffer.from(toBinary(EventSchema, eventMessage(drawn))));
      assert.deepEqual(decodeEvent(bytes), drawn);
    }),
    { numRuns: 300 },
  );
});

test("the card token of a payment is in no event", () => {
  fc.assert(
    fc.property(payment, (drawn) => {
      const secret = { ...drawn, cardToken: "tok_never_to_be_seen" };
      const drawnEvent = fc.sample(event, 1)[0];
      assert.ok(drawnEvent);
      const bytes = encodeEvent({ ...drawnEvent, subject: { kind: "payment", payment: secret } });
      assert(!Buffer.from(bytes).includes("never_to_be_seen"));
      assert.deepEqual(decodeEvent(bytes).subject, { kind: "payment", payment: drawn });
    }),
    { numRuns: 20 },
  );
});

test("an event larger than the writer's first buffer is encoded whole", () => {
  const cause = "é".repeat(200_000);
  const drawn = fc.sample(event, 1)[0];
  assert.ok(drawn);
  assert.equal(decodeEvent(encodeEvent({ ...drawn, cause })).cause, cause);
});

function eventMessage(of: Event) {
  const { seq, atMs, subject, causeNote, ...rest } = of;
  return create(EventSchema, {
    ...rest,
    ...(causeNote && { causeNote: noteMessage(causeNote) }),
    seq: BigInt(seq),
    at: timestampFromMs(atMs),
    subject: subjectMessage(subject),
  });
}

function subjectMessage(subject: EventSubject) {
  switch (subject.kind) {
    case "order":
      return { case: "order" as const, value: orderMessage(subject.order) };
    case "item":
      return { case: "item" as const, value: itemMessage(subject.item) };
    case "user":
      return { case: "user" as const, value: userMessage(subject.user) };
    case "payment":
      return { case: "payment" as const, value: paymentMessage(subject.payment) };
  }
}
