import type { Event } from "../../commands/event.ts";
import type { Writes } from "../../commands/state.ts";
import { encodeEvent } from "../../log/encode-event.ts";
import type { CommittedEvent } from "../storage.ts";
import type { Statements } from "./connection.ts";
import { writeImport, writeImportError } from "./import-rows.ts";
import { writeShadowItem, writeStockMove } from "./item-rows.ts";
import { writeMoneyEntry } from "./ledger-rows.ts";
import { writeLookMove } from "./look-rows.ts";
import { insertPlacedOrder, writeMovedOrder, writeUnits } from "./order-rows.ts";
import { writePayment } from "./payment-rows.ts";
import { writeRecord } from "./record-rows.ts";
import { writeChannelSwitch } from "./switch-rows.ts";
import { writeUser } from "./user-rows.ts";
import { writeItems } from "./write-items.ts";

/** Writes all that a batch decided; answers the events as they were stored. The caller holds the transaction. */
export function writeBatch(
  statements: Statements,
  writes: Writes,
  nowMs: number,
): readonly CommittedEvent[] {
  const committed = writes.events.map((event) => writeEvent(statements, event));
  writeItems(statements, writes);
  for (const move of writes.stockMoves) writeStockMove(statements, move, nowMs);
  for (const order of writes.placedOrders) insertPlacedOrder(statements, order);
  for (const order of writes.movedOrders.values()) writeMovedOrder(statements, order);
  for (const payment of writes.payments.values()) writePayment(statements, payment);
  for (const entry of writes.moneyEntries) writeMoneyEntry(statements, entry);
  for (const move of writes.lookMoves) writeLookMove(statements, move);
  for (const kept of writes.switches.values()) writeChannelSwitch(statements, kept);
  for (const [key, delta] of writes.unitDeltas) {
    const cut = key.indexOf("\n");
    writeUnits(statements, { userId: key.slice(0, cut), sku: key.slice(cut + 1), delta });
  }
  for (const record of writes.records) writeRecord(statements, record, nowMs);
  for (const state of writes.imports.values()) writeImport(statements, state);
  let number = 0;
  for (const error of writes.importErrors) writeImportError(statements, error, (number += 1));
  for (const [key, item] of writes.shadowItems) {
    writeShadowItem(statements, key.slice(0, key.indexOf("\n")), item);
  }
  return committed;
}

const insertEvent = "INSERT INTO events VALUES (?, ?, ?, ?, ?)";

function writeEvent(statements: Statements, event: Event): CommittedEvent {
  const { seq, atMs, kind, subject } = event;
  const placedSeq = subject.kind === "order" ? subject.order.placedSeq : seq;
  const bytes = encodeEvent(event);
  statements.prepare(insertEvent).run(seq, atMs, kind, placedSeq === seq ? null : placedSeq, bytes);
  if (subject.kind === "user") writeUser(statements, subject.user, seq);
  return { event, bytes };
}
