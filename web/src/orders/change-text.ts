import { HoldStatus, PaymentStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import type { DetailWords } from "./detail-words.ts";
import type { OrderChange } from "./order-diff.ts";
import { orderMark } from "./order-status.ts";
import type { StatusWords } from "./status-words.ts";

/** A change of an order in words, "Status Placed → Cancelled". */
export function changeText(change: OrderChange, words: DetailWords, states: StatusWords): string {
  const { changes } = words;
  switch (change.kind) {
    case "status":
      return changes.status(orderMark(change.from, states).word, orderMark(change.to, states).word);
    case "on_hold":
      return change.onHold ? changes.onHold : changes.offHold;
    case "stock":
      return changes.stock(stockText(change.from, words), stockText(change.to, words));
    case "payment":
      return changes.payment(paymentText(change.from, words), paymentText(change.to, words));
    case "hold_ends":
      return changes.holdEnds;
  }
}

/** Where the stock of an order is. */
export function stockText(status: HoldStatus, { stock }: DetailWords): string {
  return stock[stockNames[status] ?? "unknown"];
}

/** Where the payment of an order stands. */
export function paymentText(status: PaymentStatus, { payment }: DetailWords): string {
  return payment[paymentNames[status] ?? "unknown"];
}

const stockNames: Readonly<Record<HoldStatus, keyof DetailWords["stock"]>> = {
  [HoldStatus.UNSPECIFIED]: "unknown",
  [HoldStatus.HELD]: "held",
  [HoldStatus.COMMITTED]: "committed",
  [HoldStatus.EXPIRED]: "expired",
  [HoldStatus.CANCELLED]: "cancelled",
};

const paymentNames: Readonly<Record<PaymentStatus, keyof DetailWords["payment"]>> = {
  [PaymentStatus.UNSPECIFIED]: "unknown",
  [PaymentStatus.NONE]: "none",
  [PaymentStatus.PENDING]: "pending",
  [PaymentStatus.AUTHORIZED]: "authorized",
  [PaymentStatus.CAPTURED]: "captured",
  [PaymentStatus.PARTIALLY_REFUNDED]: "partially_refunded",
  [PaymentStatus.REFUNDED]: "refunded",
  [PaymentStatus.FAILED]: "failed",
  [PaymentStatus.VOIDED]: "voided",
  [PaymentStatus.REFUND_DUE]: "refund_due",
};
