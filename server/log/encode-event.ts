import { unreachable } from "../core/assert.ts";
import type { Money } from "../core/money.ts";
import type { Event, EventSubject } from "../commands/event.ts";
import { availableUnits } from "../inventory/item.ts";
import type { Item } from "../inventory/item.ts";
import { noteCodeNumbers } from "../notes/note-message.ts";
import type { Note } from "../notes/note.ts";
import {
  holdStatusNumbers,
  orderStatusNumbers,
  paymentStatusNumbers,
} from "../orders/order-message.ts";
import type { Order } from "../orders/order.ts";
import { attemptKindNumbers, attemptStatusNumbers } from "../payments/payment-message.ts";
import type { Attempt, Payment } from "../payments/payment.ts";
import type { User } from "../users/user.ts";
import { ProtoWriter } from "./proto-writer.ts";

const writer = new ProtoWriter();

/**
 * A sluice.log.v1.Event as it is stored and sent: encoded once, when it is committed. The bytes are those that
 * protobuf-es makes of the same message (a test holds the two together, field by field).
 */
export function encodeEvent(event: Omit<Event, "kind"> & { readonly kind: string }): Uint8Array {
  writer.reset();
  writer.int(1, event.seq);
  time(2, event.atMs);
  writer.string(3, event.kind);
  writer.string(4, event.actor);
  writer.string(5, event.cause);
  writer.string(6, event.traceId);
  subject(event.subject);
  note(11, event.causeNote);
  return writer.bytes();
}

/** A sluice.inventory.v1.Item as live streams carry it. */
export function encodeItem(of: Item): Uint8Array {
  writer.reset();
  item(of);
  return writer.bytes();
}

function subject(of: EventSubject): void {
  switch (of.kind) {
    case "order":
      return writer.message(7, () => order(of.order));
    case "item":
      return writer.message(8, () => item(of.item));
    case "user":
      return writer.message(9, () => user(of.user));
    case "payment":
      return writer.message(10, () => payment(of.payment));
    default:
      return unreachable(of);
  }
}

function order(of: Order): void {
  const { currencyCode } = of.total;
  writer.string(1, of.orderId);
  writer.string(2, of.userId);
  for (const line of of.lines) {
    writer.message(3, () => {
      writer.string(1, line.sku);
      writer.int(2, line.quantity);
      money(3, { currencyCode, minorUnits: line.unitPriceMinor });
      writer.int(4, line.fulfilledQuantity);
      writer.int(5, line.cancelledQuantity);
      writer.int(6, line.returnedQuantity);
    });
  }
  money(4, of.total);
  writer.int(5, orderStatusNumbers[of.status]);
  time(6, of.holdExpiresAtMs);
  writer.int(7, paymentStatusNumbers[of.paymentStatus]);
  writer.int(8, of.version);
  time(9, of.createdAtMs);
  time(10, of.updatedAtMs);
  writer.string(11, of.cancelReason);
  writer.int(12, holdStatusNumbers[of.hold]);
  writer.int(13, of.placedSeq);
  if (of.onHold !== undefined) {
    writer.bool(14, true);
    writer.string(15, of.onHold.reason);
    time(16, of.onHold.sinceMs);
  }
  if (of.paymentId !== undefined) writer.string(17, of.paymentId);
}

function item(of: Item): void {
  writer.string(1, of.sku);
  writer.string(2, of.name);
  money(3, of.price);
  writer.int(4, of.onHand);
  writer.int(5, of.held);
  writer.int(6, of.sold);
  writer.int(7, availableUnits(of));
  writer.int(8, of.perUserLimit);
  if (of.saleStartsAtMs !== undefined) time(9, of.saleStartsAtMs);
  if (of.saleEndsAtMs !== undefined) time(10, of.saleEndsAtMs);
  writer.bool(11, of.paused);
  writer.int(12, of.version);
  time(13, of.createdAtMs);
  time(14, of.updatedAtMs);
}

function user(of: User): void {
  writer.string(1, of.userId);
  writer.string(2, of.email);
  writer.string(3, of.name);
  time(4, of.createdAtMs);
}

function payment(of: Payment): void {
  const { currencyCode } = of.amount;
  writer.string(1, of.paymentId);
  writer.string(2, of.orderId);
  writer.string(3, of.userId);
  money(4, of.amount);
  writer.int(5, paymentStatusNumbers[of.status]);
  money(6, { currencyCode, minorUnits: of.capturedMinor });
  money(7, { currencyCode, minorUnits: of.refundedMinor });
  writer.string(8, of.cardTail);
  for (const each of of.attempts) writer.message(9, () => attempt(each, currencyCode));
  if (of.review !== undefined) {
    writer.bool(10, true);
    writer.string(11, of.review.reason);
    time(12, of.review.sinceMs);
  }
  if (of.nextStepAtMs !== undefined) time(13, of.nextStepAtMs);
  if (of.resolveByMs !== undefined) time(14, of.resolveByMs);
  writer.int(15, of.version);
  time(16, of.createdAtMs);
  time(17, of.updatedAtMs);
  writer.int(18, of.createdSeq);
  writer.int(19, of.placedSeq);
  if (of.review !== undefined) for (const each of of.review.notes) note(20, each);
}

function attempt(of: Attempt, currencyCode: string): void {
  writer.string(1, of.attemptId);
  writer.int(2, attemptKindNumbers[of.kind]);
  writer.string(3, of.channel);
  writer.int(4, attemptStatusNumbers[of.status]);
  money(5, { currencyCode, minorUnits: of.amountMinor });
  writer.string(6, of.providerReference);
  writer.string(7, of.detail.text);
  writer.int(8, of.askedCount);
  time(9, of.createdAtMs);
  if (of.sentAtMs !== undefined) time(10, of.sentAtMs);
  if (of.endedAtMs !== undefined) time(11, of.endedAtMs);
  writer.string(12, of.reason.text);
  writer.bool(13, of.due);
  if (of.late !== undefined) {
    writer.string(14, of.late.paymentId);
    money(15, { currencyCode, minorUnits: of.late.amountMinor });
  }
  writer.string(16, of.firstPaymentId);
  writer.string(17, of.repeats);
  if (of.coveredMinor !== 0n) money(18, { currencyCode, minorUnits: of.coveredMinor });
  note(19, of.detail.note);
  note(20, of.reason.note);
}

function note(field: number, of: Note | undefined): void {
  if (of === undefined) return;
  writer.message(field, () => {
    writer.int(1, noteCodeNumbers[of.code]);
    if ("attemptId" in of) writer.string(2, of.attemptId);
    if ("amount" in of) money(3, of.amount);
    if ("against" in of) money(4, of.against);
    if ("count" in of) writer.int(5, of.count);
    if ("by" in of) writer.string(6, of.by);
    if ("said" in of) writer.string(7, of.said);
  });
}

function money(field: number, of: Money): void {
  writer.message(field, () => {
    writer.string(1, of.currencyCode);
    writer.int(2, Number(of.minorUnits));
  });
}

function time(field: number, ms: number): void {
  writer.message(field, () => {
    writer.int(1, Math.floor(ms / 1000));
    writer.int(2, (ms % 1000) * 1_000_000);
  });
}
