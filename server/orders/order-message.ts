import { timestampFromMs, timestampMs } from "@bufbuild/protobuf/wkt";
import type { Money as MoneyMessage } from "#gen/sluice/money/v1/money_pb.ts";
import {
  HoldStatus as WireHold,
  OrderStatus as WireStatus,
  PaymentStatus as WirePayment,
} from "#gen/sluice/orders/v1/order_pb.ts";
import type {
  Order as OrderMessage,
  OrderLine as LineMessage,
} from "#gen/sluice/orders/v1/order_pb.ts";
import { present } from "../core/assert.ts";
import type { Money } from "../core/money.ts";
import type { HoldStatus, Order, OrderLine, OrderStatus, PaymentStatus } from "./order.ts";

/** The number each state has on the wire. */
export const orderStatusNumbers = {
  placed: WireStatus.PLACED,
  paying: WireStatus.PAYING,
  payment_review: WireStatus.PAYMENT_REVIEW,
  paid: WireStatus.PAID,
  fulfilling: WireStatus.FULFILLING,
  shipped: WireStatus.SHIPPED,
  delivered: WireStatus.DELIVERED,
  closed: WireStatus.CLOSED,
  expired: WireStatus.EXPIRED,
  cancelled: WireStatus.CANCELLED,
} as const satisfies Record<OrderStatus, WireStatus>;

export const holdStatusNumbers = {
  held: WireHold.HELD,
  committed: WireHold.COMMITTED,
  expired: WireHold.EXPIRED,
  cancelled: WireHold.CANCELLED,
} as const satisfies Record<HoldStatus, WireHold>;

export const paymentStatusNumbers = {
  none: WirePayment.NONE,
  pending: WirePayment.PENDING,
  authorized: WirePayment.AUTHORIZED,
  captured: WirePayment.CAPTURED,
  partially_refunded: WirePayment.PARTIALLY_REFUNDED,
  refunded: WirePayment.REFUNDED,
  failed: WirePayment.FAILED,
  voided: WirePayment.VOIDED,
  refund_due: WirePayment.REFUND_DUE,
} as const satisfies Record<PaymentStatus, WirePayment>;

const orderStatuses = inverse<OrderStatus>(orderStatusNumbers);
const holdStatuses = inverse<HoldStatus>(holdStatusNumbers);
const paymentStatuses = inverse<PaymentStatus>(paymentStatusNumbers);

/** The state behind a number on the wire; undefined for one that no order can be in. */
export function orderStatusOf(wire: number): OrderStatus | undefined {
  return orderStatuses.get(wire);
}

/** Where a payment stands, by its number on the wire; undefined for none. */
export function paymentStatusOf(wire: number): PaymentStatus | undefined {
  return paymentStatuses.get(wire);
}

/** An order as the contract shows it. */
export function orderMessage(order: Order): OrderMessage {
  return {
    $typeName: "sluice.orders.v1.Order",
    orderId: order.orderId,
    userId: order.userId,
    lines: order.lines.map((line) => lineMessage(line, order.total.currencyCode)),
    total: moneyMessage(order.total),
    status: orderStatusNumbers[order.status],
    holdExpiresAt: timestampFromMs(order.holdExpiresAtMs),
    paymentStatus: paymentStatusNumbers[order.paymentStatus],
    version: BigInt(order.version),
    createdAt: timestampFromMs(order.createdAtMs),
    updatedAt: timestampFromMs(order.updatedAtMs),
    cancelReason: order.cancelReason,
    holdStatus: holdStatusNumbers[order.hold],
    placedSeq: BigInt(order.placedSeq),
    onHold: order.onHold !== undefined,
    onHoldReason: order.onHold?.reason ?? "",
    paymentId: order.paymentId ?? "",
    ...(order.onHold && { onHoldSince: timestampFromMs(order.onHold.sinceMs) }),
  };
}

/** The order in a stored message. */
export function orderOf(message: OrderMessage): Order {
  const total = present(message.total, "total");
  return {
    orderId: message.orderId,
    placedSeq: Number(message.placedSeq),
    userId: message.userId,
    lines: message.lines.map(lineOf),
    total: { currencyCode: total.currencyCode, minorUnits: total.minorUnits },
    status: present(orderStatuses.get(message.status), `order status ${message.status}`),
    hold: present(holdStatuses.get(message.holdStatus), `hold status ${message.holdStatus}`),
    holdExpiresAtMs: timestampMs(present(message.holdExpiresAt, "hold_expires_at")),
    paymentStatus: present(
      paymentStatuses.get(message.paymentStatus),
      `payment status ${message.paymentStatus}`,
    ),
    version: Number(message.version),
    createdAtMs: timestampMs(present(message.createdAt, "created_at")),
    updatedAtMs: timestampMs(present(message.updatedAt, "updated_at")),
    cancelReason: message.cancelReason,
    onHold: onHoldOf(message),
    paymentId: message.paymentId === "" ? undefined : message.paymentId,
  };
}

function lineMessage(line: OrderLine, currencyCode: string): LineMessage {
  const unitPrice = moneyMessage({ currencyCode, minorUnits: line.unitPriceMinor });
  return {
    $typeName: "sluice.orders.v1.OrderLine",
    sku: line.sku,
    quantity: BigInt(line.quantity),
    unitPrice,
    fulfilledQuantity: BigInt(line.fulfilledQuantity),
    cancelledQuantity: BigInt(line.cancelledQuantity),
    returnedQuantity: BigInt(line.returnedQuantity),
  };
}

function onHoldOf({ onHold, onHoldReason: reason, onHoldSince }: OrderMessage): Order["onHold"] {
  if (!onHold) return undefined;
  return { reason, sinceMs: timestampMs(present(onHoldSince, "on_hold_since")) };
}

function lineOf(message: LineMessage): OrderLine {
  const unitPriceMinor = present(message.unitPrice, "unit_price").minorUnits;
  return {
    sku: message.sku,
    quantity: Number(message.quantity),
    unitPriceMinor,
    fulfilledQuantity: Number(message.fulfilledQuantity),
    cancelledQuantity: Number(message.cancelledQuantity),
    returnedQuantity: Number(message.returnedQuantity),
  };
}

/** An amount as the contract shows it. */
export function moneyMessage({ currencyCode, minorUnits }: Money): MoneyMessage {
  return { $typeName: "sluice.money.v1.Money", currencyCode, minorUnits };
}

/** The states by their numbers on the wire. */
export function inverse<S extends string>(
  numbers: Readonly<Record<S, number>>,
): ReadonlyMap<number, S> {
  return new Map(Object.entries(numbers).map(([status, number]) => [Number(number), status as S]));
}
