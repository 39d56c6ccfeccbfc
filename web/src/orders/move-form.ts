import { countSpec } from "../form/count-spec.ts";
import { optional, textSpec } from "../form/field-spec.ts";
import type { FieldSpec } from "../form/field-spec.ts";
import { reasonSpec } from "../form/reason-spec.ts";
import { lineSum } from "./line-sums.ts";
import { movableLines } from "./order-moves.ts";
import type { MovableLine, OrderMove } from "./order-moves.ts";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";

/** What a move asks for, besides a yes. */
export interface MoveAsks {
  readonly lines: readonly MovableLine[];
  readonly reason: boolean;
  readonly tracking: boolean;
}

const trackingMaxLength = 200;
const unitsField = "units-";

/** What is asked for a move of this order. */
export function asksOf(order: Order, move: Exclude<OrderMove, "pay">): MoveAsks {
  const byLine = move === "fulfil" || move === "return" || move === "cancel_units";
  return {
    lines: byLine ? movableLines(order, move) : [],
    reason: move === "return" || move === "cancel_units",
    tracking: move === "fulfil",
  };
}

/** The field of a line's units. */
export function unitsName(sku: string): string {
  return unitsField + sku;
}

/** The fields of a move: so many units of each line, and a reason or a tracking number. */
export function moveSpecs({ lines, reason, tracking }: MoveAsks): MoveSpecs {
  return {
    ...Object.fromEntries(
      lines.map(({ sku, most }) => [unitsName(sku), countSpec({ min: 0n, max: most })]),
    ),
    ...(reason && { reason: reasonSpec }),
    ...(tracking && { tracking: optional(textSpec({ lengthMax: trackingMaxLength })) }),
  };
}

export type MoveSpecs = Readonly<Record<string, FieldSpec<bigint | string | undefined>>>;

/** The lines of which units were asked for. */
export function askedLines(
  { lines }: MoveAsks,
  values: Readonly<Record<string, unknown>>,
): readonly { readonly sku: string; readonly quantity: bigint }[] {
  return lines.flatMap(({ sku }) => {
    const quantity = values[unitsName(sku)];
    return typeof quantity === "bigint" && quantity > 0n ? [{ sku, quantity }] : [];
  });
}

/** What so many units of the lines of an order cost, in minor units. */
export function worthOf(
  order: Pick<Order, "lines">,
  asked: readonly { readonly sku: string; readonly quantity: bigint }[],
): bigint {
  let sum = 0n;
  for (const { sku, quantity } of asked) {
    const line = order.lines.find((each) => each.sku === sku);
    sum += (line && lineSum({ ...line, quantity })?.minorUnits) ?? 0n;
  }
  return sum;
}
