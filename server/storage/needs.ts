import type { Request } from "../commands/command.ts";
import { recordKey, shadowKey, unitsKey } from "../commands/state.ts";
import type { BatchState } from "../commands/state.ts";

/** The rows a batch needs before it can be decided, without repeats. */
export interface Needs {
  readonly users: Set<string>;
  readonly emails: Set<string>;
  readonly items: Set<string>;
  readonly orders: Set<string>;
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
      needs.orders.add(command.orderId);
      return;
    case "create_item":
    case "update_item":
    case "adjust_stock":
      needs.items.add(command.sku);
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

/**
 * Second round, once the first is loaded: the items behind the orders, and what users have of items that have a limit,
 * or may get one from an edit in this very batch.
 */
export function furtherNeeds(
  requests: readonly Request[],
  state: BatchState,
): {
  readonly items: ReadonlySet<string>;
  readonly units: ReadonlyMap<string, { readonly userId: string; readonly sku: string }>;
} {
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
    } else if (command.type === "cancel_order" || command.type === "expire_hold") {
      for (const { sku } of state.orders.get(command.orderId)?.lines ?? []) items.add(sku);
    }
  }
  return { items, units };
}

function editedSkus(requests: readonly Request[]): ReadonlySet<string> {
  const skus = new Set<string>();
  for (const { command } of requests) {
    if (command.type === "create_item" || command.type === "update_item") skus.add(command.sku);
    else if (command.type === "import_rows") for (const { sku } of command.rows) skus.add(sku);
  }
  return skus;
}
