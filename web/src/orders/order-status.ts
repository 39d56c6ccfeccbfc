import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { HoldStatus, OrderStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import { millisecondsOf } from "../ui/time-text.ts";
import type { Mark } from "../ui/mark.ts";

const words: Readonly<Record<OrderStatus, Mark>> = {
  [OrderStatus.UNSPECIFIED]: { word: "Unknown", shape: "ring", tone: "quiet" },
  [OrderStatus.QUEUED]: { word: "Queued", shape: "ring", tone: "plain" },
  [OrderStatus.REJECTED]: { word: "Rejected", shape: "cross", tone: "quiet" },
  [OrderStatus.PLACED]: { word: "Placed", shape: "half", tone: "live" },
  [OrderStatus.PAYING]: { word: "Paying", shape: "half", tone: "live" },
  [OrderStatus.PAYMENT_REVIEW]: { word: "Review", shape: "triangle", tone: "attention" },
  [OrderStatus.PAID]: { word: "Paid", shape: "disc", tone: "live" },
  [OrderStatus.FULFILLING]: { word: "Packing", shape: "disc", tone: "plain" },
  [OrderStatus.SHIPPED]: { word: "Shipped", shape: "disc", tone: "plain" },
  [OrderStatus.DELIVERED]: { word: "Delivered", shape: "disc", tone: "plain" },
  [OrderStatus.CLOSED]: { word: "Closed", shape: "disc", tone: "quiet" },
  [OrderStatus.EXPIRED]: { word: "Expired", shape: "ring", tone: "quiet" },
  [OrderStatus.CANCELLED]: { word: "Cancelled", shape: "cross", tone: "quiet" },
};

/** How an order's status is shown. A status that is newer than this page is unknown to it. */
export function orderMark(status: OrderStatus): Mark {
  return words[status] ?? words[OrderStatus.UNSPECIFIED];
}

/** Time left of the hold in ms, 0 when it ended and the expiry is on its way; undefined when nothing is held. */
export function holdLeftMs(order: Order, serverNowMs: number): number | undefined {
  const endsMs = millisecondsOf(order.holdExpiresAt);
  if (order.holdStatus !== HoldStatus.HELD || endsMs === undefined) return undefined;
  return Math.max(0, endsMs - serverNowMs);
}

/** The lines in short, "2 × DROP-01", how many more there are, and all of them. */
export function linesText(lines: Order["lines"]): {
  readonly first: string;
  readonly moreCount: number;
  readonly all: string;
} {
  const texts = lines.map(({ sku, quantity }) => `${quantity} × ${sku}`);
  return {
    first: texts[0] ?? "",
    moreCount: Math.max(0, texts.length - 1),
    all: texts.join("\n"),
  };
}
