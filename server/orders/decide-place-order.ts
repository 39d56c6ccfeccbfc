import type { OrderOutcome, PlaceOrder, Request } from "../commands/command.ts";
import type { Problem } from "../commands/problem.ts";
import { reject } from "../commands/reject.ts";
import type { Stamp } from "../commands/stamp.ts";
import { unitsKey } from "../commands/state.ts";
import type { BatchState } from "../commands/state.ts";
import { moneyMaxMinorUnits } from "../core/money.ts";
import { availableUnits } from "../inventory/item.ts";
import type { Item } from "../inventory/item.ts";
import { newLine } from "./order.ts";
import type { LineRequest, Order, OrderLine } from "./order.ts";

/**
 * Places an order: holds every line or none, at the prices of now, in one currency. Says everything that stands in its
 * way at once.
 */
export function decidePlaceOrder(
  state: BatchState,
  request: Request,
  command: PlaceOrder,
  stamp: Stamp,
): OrderOutcome {
  const { userId } = command;
  const problems: Problem[] = [];
  if (state.users.get(userId) === undefined) problems.push({ reason: "USER_NOT_FOUND", userId });
  const lines: OrderLine[] = [];
  let currencyCode = "";
  let mixed = false;
  let totalMinor = 0n;
  for (const line of command.lines) {
    const item = state.items.get(line.sku);
    if (item === undefined) {
      problems.push({ reason: "ITEM_NOT_FOUND", sku: line.sku });
      continue;
    }
    checkLine(problems, state, { userId, line, item, nowMs: stamp.nowMs });
    const { sku, quantity } = line;
    lines.push(newLine(sku, quantity, item.price.minorUnits));
    totalMinor += item.price.minorUnits * BigInt(quantity);
    if (currencyCode === "") currencyCode = item.price.currencyCode;
    else if (currencyCode !== item.price.currencyCode) mixed = true;
  }
  const totalProblem = mixed ? mixedCurrencies(state, command) : checkTotal(totalMinor);
  if (totalProblem !== undefined) problems.push(totalProblem);
  if (problems.length > 0) return reject(...problems);
  const total = { currencyCode, minorUnits: totalMinor };
  const order = holdAll(state, newOrder(state, stamp, { userId, lines, total }));
  const event = { kind: "order.placed", atMs: stamp.nowMs, cause: "" } as const;
  const seq = state.append(request, event, { kind: "order", order });
  return { kind: "done", subject: order, seq, replayed: false };
}

interface LineContext {
  readonly userId: string;
  readonly line: LineRequest;
  readonly item: Item;
  readonly nowMs: number;
}

function checkLine(problems: Problem[], state: BatchState, context: LineContext): void {
  const { item, nowMs } = context;
  const { sku, quantity } = context.line;
  if (item.saleStartsAtMs !== undefined && nowMs < item.saleStartsAtMs) {
    problems.push({ reason: "SALE_NOT_OPEN", sku, opensAtMs: item.saleStartsAtMs });
  }
  if (item.saleEndsAtMs !== undefined && nowMs >= item.saleEndsAtMs) {
    problems.push({ reason: "SALE_ENDED", sku, endedAtMs: item.saleEndsAtMs });
  }
  if (item.paused) problems.push({ reason: "ITEM_PAUSED", sku });
  const available = availableUnits(item);
  if (quantity > available) {
    problems.push({ reason: "OUT_OF_STOCK", sku, asked: quantity, available });
  }
  if (item.perUserLimit > 0) {
    const alreadyOrdered = state.units.get(unitsKey(context.userId, sku)) ?? 0;
    const limit = item.perUserLimit;
    if (alreadyOrdered + quantity > limit) {
      problems.push({ reason: "PER_USER_LIMIT", sku, asked: quantity, alreadyOrdered, limit });
    }
  }
}

function mixedCurrencies(state: BatchState, command: PlaceOrder): Problem {
  const currencies = new Set<string>();
  for (const line of command.lines) {
    const item = state.items.get(line.sku);
    if (item !== undefined) currencies.add(item.price.currencyCode);
  }
  return { reason: "MIXED_CURRENCIES", currencies: [...currencies] };
}

function checkTotal(totalMinor: bigint): Problem | undefined {
  if (totalMinor > moneyMaxMinorUnits) {
    return { reason: "TOTAL_TOO_LARGE", limitMinorUnits: moneyMaxMinorUnits.toString() };
  }
  return undefined;
}

function newOrder(
  state: BatchState,
  stamp: Stamp,
  parts: Pick<Order, "userId" | "lines" | "total">,
): Order {
  return {
    orderId: stamp.newId(),
    placedSeq: state.nextSeq,
    userId: parts.userId,
    lines: parts.lines,
    total: parts.total,
    status: "placed",
    hold: "held",
    holdExpiresAtMs: stamp.nowMs + stamp.holdMs,
    paymentStatus: "none",
    paymentId: undefined,
    version: 1,
    createdAtMs: stamp.nowMs,
    updatedAtMs: stamp.nowMs,
    cancelReason: "",
    onHold: undefined,
  };
}

function holdAll(state: BatchState, order: Order): Order {
  for (const { sku, quantity } of order.lines) {
    state.moveStock(sku, { kind: "held", quantity, placedSeq: order.placedSeq });
    state.addUnits(order.userId, sku, quantity);
  }
  state.putOrder(order);
  return order;
}
