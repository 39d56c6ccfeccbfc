import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { HoldStatus, OrderStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import { millisecondsOf } from "../ui/time-text.ts";
import type { Mark } from "../ui/mark.ts";
import type { StatusWords } from "./status-words.ts";

/** How a status looks: a shape and a tone of its own where it has to be told from others without words. */
const looks = {
  UNSPECIFIED: ["ring", "quiet"],
  QUEUED: ["ring", "plain"],
  REJECTED: ["cross", "quiet"],
  PLACED: ["half", "live"],
  PAYING: ["half", "live"],
  PAYMENT_REVIEW: ["triangle", "attention"],
  PAID: ["disc", "live"],
  FULFILLING: ["disc", "plain"],
  SHIPPED: ["disc", "plain"],
  DELIVERED: ["disc", "plain"],
  CLOSED: ["disc", "quiet"],
  EXPIRED: ["ring", "quiet"],
  CANCELLED: ["cross", "quiet"],
} as const satisfies Readonly<
  Record<keyof typeof OrderStatus, readonly [Mark["shape"], Mark["tone"]]>
>;

/** How an order's status is shown. A status that is newer than this page is unknown to it. */
export function orderMark(status: OrderStatus, { statuses }: StatusWords): Mark {
  const name = names.get(status) ?? "UNSPECIFIED";
  const [shape, tone] = looks[name];
  return { word: statuses[name], shape, tone };
}

type StatusName = keyof typeof OrderStatus;

const names: ReadonlyMap<OrderStatus, StatusName> = new Map(
  (Object.keys(OrderStatus) as StatusName[]).map((name) => [OrderStatus[name], name]),
);

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
