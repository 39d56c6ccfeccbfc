import type { Event, EventSubject } from "../../commands/event.ts";
import type { Item } from "../../inventory/item.ts";
import { encodeEvent } from "../../log/encode-event.ts";
import { newLine } from "../../orders/order.ts";
import type { Order } from "../../orders/order.ts";
import { newCharge } from "../../payments/attempts.ts";
import type { Payment } from "../../payments/payment.ts";
import type { CommittedEvent } from "../../storage/storage.ts";

/** The hundredth user, order or whatever, as an id. */
export function idOf(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;
}

/** An order that a test has made up. */
export function anOrder(
  fields: Partial<Order> & { readonly skus?: readonly string[] } = {},
): Order {
  const { skus = ["SKU-1"], ...given } = fields;
  return {
    orderId: idOf(1),
    placedSeq: 1,
    userId: idOf(900),
    lines: skus.map((sku) => newLine(sku, 1, 1_000n)),
    total: { currencyCode: "EUR", minorUnits: 1_000n },
    status: "placed",
    hold: "held",
    holdExpiresAtMs: 1_800_000_900_000,
    paymentStatus: "none",
    version: 1,
    createdAtMs: 1_800_000_000_000,
    updatedAtMs: 1_800_000_000_000,
    cancelReason: "",
    onHold: undefined,
    paymentId: undefined,
    ...given,
  };
}

export function anItem(fields: Partial<Item> = {}): Item {
  return {
    sku: "SKU-1",
    name: "Shirt",
    price: { currencyCode: "EUR", minorUnits: 1_000n },
    onHand: 1_000_000,
    held: 0,
    sold: 0,
    perUserLimit: 0,
    saleStartsAtMs: undefined,
    saleEndsAtMs: undefined,
    paused: false,
    version: 1,
    createdAtMs: 1_800_000_000_000,
    updatedAtMs: 1_800_000_000_000,
    ...fields,
  };
}

/** A payment of that order which waits for a channel. */
export function aPayment(fields: Partial<Payment> = {}): Payment {
  const { orderId, placedSeq, userId, total, createdAtMs } = anOrder();
  return {
    paymentId: idOf(500),
    createdSeq: 2,
    orderId,
    placedSeq,
    userId,
    amount: total,
    status: "pending",
    capturedMinor: 0n,
    refundedMinor: 0n,
    cardToken: "",
    cardTail: "4242",
    attempts: [newCharge(idOf(501), total.minorUnits, createdAtMs)],
    nextStepAtMs: createdAtMs,
    resolveByMs: undefined,
    review: undefined,
    version: 1,
    createdAtMs,
    updatedAtMs: createdAtMs,
    ...fields,
  };
}

/** An event about a subject, with its bytes. */
export function committed(seq: number, subject: EventSubject, cause = ""): CommittedEvent {
  const kinds = {
    order: "order.placed",
    item: "stock.adjusted",
    user: "user.created",
    payment: "payment.created",
  } as const;
  const event: Event = {
    seq,
    atMs: 1_800_000_000_000 + seq,
    kind: kinds[subject.kind],
    actor: "desk",
    cause,
    traceId: "",
    subject,
  };
  return { event, bytes: encodeEvent(event) };
}

/** An order's event, by its number. */
export function placed(
  seq: number,
  fields: Parameters<typeof anOrder>[0] & { readonly cause?: string } = {},
): CommittedEvent {
  const { cause, ...order } = fields;
  return committed(
    seq,
    { kind: "order", order: anOrder({ orderId: idOf(seq), placedSeq: seq, ...order }) },
    cause,
  );
}
