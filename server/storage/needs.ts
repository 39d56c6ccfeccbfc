import type { Command, Request } from "../commands/command.ts";
import { recordKey, shadowKey, unitsKey } from "../commands/state.ts";
import type { BatchState } from "../commands/state.ts";

/** The rows a batch needs before it can be decided, without repeats. */
export interface Needs {
  readonly users: Set<string>;
  readonly emails: Set<string>;
  readonly items: Set<string>;
  readonly orders: Set<string>;
  readonly payments: Set<string>;
  /** By recordKey. */
  readonly records: Map<string, { readonly principal: string; readonly key: string }>;
  readonly imports: Set<string>;
  /** By shadowKey. */
  readonly shadows: Map<string, { readonly importId: string; readonly sku: string }>;
}

/** First round: what the commands name. */
export function needsOf(requests: readonly Request[]): Needs {
  const needs: Needs = {
    users: new Set(),
    emails: new Set(),
    items: new Set(),
    orders: new Set(),
    payments: new Set(),
    records: new Map(),
    imports: new Set(),
    shadows: new Map(),
  };
  for (const request of requests) {
    const { actor: principal, idempotencyKey: key } = request;
    if (key !== undefined) needs.records.set(recordKey(principal, key), { principal, key });
    addNeeds(needs, request);
  }
  return needs;
}

function addNeeds(needs: Needs, { command }: Request): void {
  switch (command.type) {
    case "place_order":
      needs.users.add(command.userId);
      for (const line of command.lines) needs.items.add(line.sku);
      return;
    case "cancel_order":
    case "hold_order":
    case "release_order":
    case "expire_hold":
    case "pay_order":
    case "fulfil_order":
    case "record_delivery":
    case "return_order":
    case "close_order":
      needs.orders.add(command.orderId);
      return;
    case "create_item":
    case "update_item":
    case "adjust_stock":
      needs.items.add(command.sku);
      return;
    case "refund_payment":
    case "resolve_payment":
    case "send_attempt":
    case "record_attempt":
    case "review_payment":
      needs.payments.add(command.paymentId);
      return;
    case "move_look":
    case "switch_channel":
      return;
    case "create_user":
      needs.emails.add(command.email);
      return;
    case "import_rows":
      needs.imports.add(command.importId);
      for (const { sku } of command.rows) {
        const { importId } = command;
        needs.items.add(sku);
        if (command.dryRun) needs.shadows.set(shadowKey(importId, sku), { importId, sku });
      }
  }
}

/** Second round, once the first is loaded: the payments of orders, and the orders of payments, as far as commands may move both. */
export function linkedNeeds(
  requests: readonly Request[],
  state: BatchState,
): { readonly orders: ReadonlySet<string>; readonly payments: ReadonlySet<string> } {
  const orders = new Set<string>();
  const payments = new Set<string>();
  for (const { command } of requests) {
    if ("paymentId" in command) {
      const orderId = state.payments.get(command.paymentId)?.orderId;
      if (orderId !== undefined) orders.add(orderId);
    } else if (mayMovePayment(command)) {
      const paymentId = state.orders.get(command.orderId)?.paymentId;
      if (paymentId !== undefined) payments.add(paymentId);
    }
  }
  return { orders, payments };
}

/**
 * Third round, once those are loaded: the newest payment of an order when a command is about an older one, the items behind the orders, and
 * what users have of items that have a limit,
 * or may get one from an edit in this very batch.
 */
export function furtherNeeds(
  requests: readonly Request[],
  state: BatchState,
): {
  readonly payments: ReadonlySet<string>;
  readonly items: ReadonlySet<string>;
  readonly units: ReadonlyMap<string, { readonly userId: string; readonly sku: string }>;
} {
  const payments = new Set<string>();
  const items = new Set<string>();
  const units = new Map<string, { readonly userId: string; readonly sku: string }>();
  const edited = editedSkus(requests);
  for (const { command } of requests) {
    if (command.type === "place_order") {
      const { userId } = command;
      for (const { sku } of command.lines) {
        const limited = (state.items.get(sku)?.perUserLimit ?? 0) > 0;
        if (limited || edited.has(sku)) units.set(unitsKey(userId, sku), { userId, sku });
      }
    } else {
      const orderId = orderWithStock(command, state);
      const order = orderId === undefined ? undefined : state.orders.get(orderId);
      for (const { sku } of order?.lines ?? []) items.add(sku);
      const newest = order?.paymentId;
      if ("paymentId" in command && newest !== undefined && newest !== command.paymentId)
        payments.add(newest);
    }
  }
  return { payments, items, units };
}

/** True when an order's command may move its payment. */
function mayMovePayment(
  command: Command,
): command is Extract<Command, { readonly type: "cancel_order" | "expire_hold" | "return_order" }> {
  const { type } = command;
  return type === "cancel_order" || type === "expire_hold" || type === "return_order";
}

/** The order whose stock a command may move. */
function orderWithStock(command: Command, state: BatchState): string | undefined {
  const { type } = command;
  if (mayMovePayment(command) || type === "pay_order") return command.orderId;
  if (type === "record_attempt" || type === "resolve_payment") {
    return state.payments.get(command.paymentId)?.orderId;
  }
  return undefined;
}

function editedSkus(requests: readonly Request[]): ReadonlySet<string> {
  const skus = new Set<string>();
  for (const { command } of requests) {
    if (command.type === "create_item" || command.type === "update_item") skus.add(command.sku);
    else if (command.type === "import_rows") for (const { sku } of command.rows) skus.add(sku);
  }
  return skus;
}
