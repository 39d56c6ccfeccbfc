import type { Request } from "../../commands/command.ts";
import { recordKey, shadowKey, unitsKey } from "../../commands/state.ts";
import type { BatchState } from "../../commands/state.ts";
import { furtherNeeds, linkedNeeds, needsOf } from "../needs.ts";
import type { Statements } from "./connection.ts";
import { readImport } from "./import-rows.ts";
import { readShadowItem } from "./item-rows.ts";
import { readUnits } from "./order-rows.ts";
import { readRecord } from "./record-rows.ts";
import type { RowCache } from "./row-cache.ts";
import { readUserByEmail } from "./user-rows.ts";

/** Loads every row the requests need into the state. One statement a row: in-process, that costs less than a set. */
export function loadBatch(
  { statements, cache }: { readonly statements: Statements; readonly cache: RowCache },
  state: BatchState,
  requests: readonly Request[],
): void {
  const needs = needsOf(requests);
  for (const id of needs.users) state.users.load(id, cache.user(id));
  for (const email of needs.emails) {
    state.usersByEmail.load(email, readUserByEmail(statements, email));
  }
  for (const sku of needs.items) state.items.load(sku, cache.item(sku));
  for (const id of needs.orders) state.orders.load(id, cache.order(id));
  for (const id of needs.payments) state.payments.load(id, cache.payment(id));
  for (const { principal, key } of needs.records.values()) {
    state.records.load(recordKey(principal, key), readRecord(statements, principal, key));
  }
  for (const id of needs.imports) state.imports.load(id, readImport(statements, id));
  for (const { importId, sku } of needs.shadows.values()) {
    const item = readShadowItem(statements, importId, sku);
    state.shadowItems.load(shadowKey(importId, sku), item);
  }
  loadFurther({ statements, cache }, state, requests);
}

function loadFurther(
  { statements, cache }: { readonly statements: Statements; readonly cache: RowCache },
  state: BatchState,
  requests: readonly Request[],
): void {
  const linked = linkedNeeds(requests, state);
  for (const id of linked.orders) state.orders.load(id, cache.order(id));
  for (const id of linked.payments) state.payments.load(id, cache.payment(id));
  const { payments, items, units } = furtherNeeds(requests, state);
  for (const id of payments)
    if (!state.payments.has(id)) state.payments.load(id, cache.payment(id));
  for (const sku of items) if (!state.items.has(sku)) state.items.load(sku, cache.item(sku));
  for (const { userId, sku } of units.values()) {
    state.units.load(unitsKey(userId, sku), readUnits(statements, userId, sku));
  }
}
