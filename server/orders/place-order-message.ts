import type {
  Line,
  PlaceOrderRequest,
  PlaceOrderResponse,
} from "#gen/sluice/orders/v1/order_service_pb.ts";
import type { OrderOutcome, PlaceOrder } from "../commands/command.ts";
import type { Fault } from "../core/fault.ts";
import { skuPattern } from "../inventory/item.ts";
import { accepted } from "../rpc/apply-command.ts";
import type { Asked } from "../rpc/apply-command.ts";
import { skuField } from "../rpc/fields.ts";
import { emptyList, grouped, tooMany, Violations } from "../rpc/violations.ts";
import { orderMessage } from "./order-message.ts";
import { linesMax, quantityMax } from "./order.ts";
import type { LineRequest } from "./order.ts";

/** What PlaceOrderRequest and PlaceOrdersRequest have in common: everything. */
export type PlaceOrderFields = Pick<PlaceOrderRequest, "idempotencyKey" | "userId" | "lines">;

/**
 * The command in a request to place an order, its lines merged by SKU and sorted by it. Throws INVALID_ARGUMENT with
 * everything that is wrong. Hot: a request with sorted lines costs two small objects and one per line.
 */
export function parsePlaceOrder(request: PlaceOrderFields): Asked<PlaceOrder> {
  const violations = new Violations();
  const idempotencyKey = violations.uuid("idempotency_key", request.idempotencyKey);
  const userId = violations.uuid("user_id", request.userId);
  const lines = linesField(violations, request.lines);
  violations.throwIfAny();
  return { command: { type: "place_order", userId, lines }, idempotencyKey };
}

/** The answer to a request to place an order. Throws problemError when it was refused. */
export function placeOrderResponse(outcome: OrderOutcome): PlaceOrderResponse {
  const { subject, replayed } = accepted(outcome);
  return {
    $typeName: "sluice.orders.v1.PlaceOrderResponse",
    order: orderMessage(subject),
    replayed,
  };
}

const quantityRange = { min: 1, max: quantityMax };
const linesRange = { min: 1, max: linesMax };

/** The lines of a request, merged by SKU and sorted by it: 1 to linesMax. */
export function linesField(violations: Violations, lines: readonly Line[]): readonly LineRequest[] {
  if (lines.length === 0) violations.add("lines", emptyList("line"));
  if (lines.length > linesMax) {
    violations.add("lines", tooMany(lines.length, "lines", linesRange));
    return [];
  }
  const parsed: LineRequest[] = [];
  let sorted = true;
  let previousSku = "";
  for (const [index, { sku, quantity }] of lines.entries()) {
    if (!isWellFormed(sku, quantity)) checkLine(violations, `lines[${index}]`, sku, quantity);
    if (sku <= previousSku) sorted = false;
    previousSku = sku;
    parsed.push({ sku, quantity: Number(quantity) });
  }
  return sorted ? parsed : merge(violations, parsed);
}

function isWellFormed(sku: string, quantity: bigint | number): boolean {
  return skuPattern.test(sku) && quantity >= 1n && quantity <= quantityMax;
}

function checkLine(violations: Violations, path: string, sku: string, quantity: bigint): void {
  skuField(violations, `${path}.sku`, sku);
  violations.integer(`${path}.quantity`, quantity, quantityRange);
}

/** One line per SKU with the sum of its lines, sorted by SKU. A sum has the limit that a line has. */
function merge(violations: Violations, lines: readonly LineRequest[]): readonly LineRequest[] {
  const quantities = new Map<string, number>();
  for (const [index, { sku, quantity }] of lines.entries()) {
    if (!isWellFormed(sku, quantity)) continue;
    const before = quantities.get(sku) ?? 0;
    const sum = before + quantity;
    quantities.set(sku, sum);
    if (before > 0 && before <= quantityMax && sum > quantityMax) {
      violations.add(`lines[${index}].quantity`, sumTooLarge(sku, sum));
    }
  }
  return [...quantities]
    .map(([sku, quantity]) => ({ sku, quantity }))
    .toSorted((a, b) => (a.sku < b.sku ? -1 : 1));
}

function sumTooLarge(sku: string, sum: number): Fault {
  const description = `brings ${sku} to ${grouped(sum)} units; allowed: 1 to ${grouped(quantityMax)}`;
  const values = { sku, sum: String(sum), max: String(quantityMax) };
  return { reason: "SUM_TOO_LARGE", description, values };
}
