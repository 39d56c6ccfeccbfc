import type { Rejected } from "../commands/command.ts";
import type { Problem } from "../commands/problem.ts";
import { reject } from "../commands/reject.ts";
import type { LineRequest, Order, OrderLine } from "./order.ts";

/** Units of a line that have neither left nor been called off. */
export function unitsToShip(line: OrderLine): number {
  return line.quantity - line.fulfilledQuantity - line.cancelledQuantity;
}

/** Units of a line that have left and not come back. */
export function unitsToReturn(line: OrderLine): number {
  return line.fulfilledQuantity - line.returnedQuantity;
}

/**
 * The units that a command is about: those of the lines it names, or all that are `left` when it names none. More than are left is
 * refused, with every line of which that is so; a SKU that the order does not have has none left.
 */
export function pickUnits(
  order: Pick<Order, "lines">,
  asked: readonly LineRequest[],
  left: (line: OrderLine) => number,
): { readonly kind: "picked"; readonly units: readonly LineRequest[] } | Rejected {
  if (asked.length === 0) {
    const all = order.lines.map((line) => ({ sku: line.sku, quantity: left(line) }));
    return { kind: "picked", units: all.filter(({ quantity }) => quantity > 0) };
  }
  const problems: Problem[] = [];
  for (const { sku, quantity } of asked) {
    const line = order.lines.find((each) => each.sku === sku);
    const available = line === undefined ? 0 : left(line);
    if (quantity <= available) continue;
    problems.push({ reason: "TOO_MANY_UNITS", sku, asked: quantity, available });
  }
  return problems.length > 0 ? reject(...problems) : { kind: "picked", units: asked };
}

/** The lines with units added to one of their counts. */
export function countUnits(
  lines: readonly OrderLine[],
  units: readonly LineRequest[],
  count: "fulfilledQuantity" | "cancelledQuantity" | "returnedQuantity",
): readonly OrderLine[] {
  return lines.map((line) => {
    const quantity = units.find(({ sku }) => sku === line.sku)?.quantity ?? 0;
    return quantity === 0 ? line : { ...line, [count]: line[count] + quantity };
  });
}

/** What units of an order have cost, in minor units of its currency. */
export function priceOf(lines: readonly OrderLine[], units: readonly LineRequest[]): bigint {
  let sum = 0n;
  for (const { sku, quantity } of units) {
    const line = lines.find((each) => each.sku === sku);
    sum += (line?.unitPriceMinor ?? 0n) * BigInt(quantity);
  }
  return sum;
}
