import { StuckReason } from "#gen/sluice/orders/v1/stuck_order_pb.ts";
import type { Mark } from "../ui/mark.ts";
import { nameIn } from "./payment-mark.ts";
import type { StuckWords } from "./stuck-words.ts";

/** What orders get stuck in, as the contract and the address have it. */
export const stuckReasons = [
  "PAYING",
  "PAYMENT_REVIEW",
  "PAID",
  "FULFILLING",
  "REFUND_DUE",
  "ON_HOLD",
] as const satisfies readonly (keyof typeof StuckReason)[];

const shapes: Readonly<Record<keyof typeof StuckReason, Mark["shape"]>> = {
  UNSPECIFIED: "ring",
  PAYING: "half",
  PAYMENT_REVIEW: "triangle",
  PAID: "disc",
  FULFILLING: "disc",
  REFUND_DUE: "half",
  ON_HOLD: "bars",
};

/** How what an order is stuck in is shown. */
export function stuckMark(reason: StuckReason, { reasons }: StuckWords): Mark {
  const name = nameIn(StuckReason, reason);
  return { word: reasons[name], shape: shapes[name], tone: "attention" };
}

/** The parameters of the first page of what is stuck in one thing, or in any. */
export function withReason(
  parameters: URLSearchParams,
  reason: (typeof stuckReasons)[number] | undefined,
): URLSearchParams {
  const next = new URLSearchParams(parameters);
  next.delete("page");
  if (reason === undefined) next.delete("in");
  else next.set("in", reason);
  return next;
}
