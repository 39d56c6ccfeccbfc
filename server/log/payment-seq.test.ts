import assert from "node:assert/strict";
import { test } from "node:test";
import { approved, PayingShop } from "../test/paying-shop.ts";
import { decodeEvent } from "./decode-event.ts";
import { encodeEvent } from "./encode-event.ts";
import { paymentSeqOf } from "./payment-seq.ts";

test("every event of a payment that was paid, refunded and reviewed names it as decoding it does, and no other event names one", () => {
  const at = new PayingShop().paid();
  at.refund(500n);
  at.sendTo("a");
  at.hear(approved(499n));
  const events = at.shop.store.events.map((event) => encodeEvent(event));
  const expected = events.map((bytes) => {
    const { subject } = decodeEvent(bytes);
    return subject.kind === "payment" ? subject.payment.createdSeq : undefined;
  });
  assert(expected.filter((seq) => seq !== undefined).length >= 6, "hardly any event of a payment");
  assert.deepEqual(
    events.map((bytes) => paymentSeqOf(bytes)),
    expected,
  );
});
