import type { Event } from "../../commands/event.ts";
import { decodeEvent } from "../../log/decode-event.ts";
import { BadPosition } from "../storage.ts";
import type {
  CommittedEvent,
  OrderEventsQuery,
  Page,
  StockEvent,
  StockEventsQuery,
} from "../storage.ts";
import type { Statements } from "./connection.ts";
import { readStockMoves } from "./item-rows.ts";
import { bytesOf, intOf } from "./row.ts";

/** Number of the last event; 0 when there is none. */
export function readHeadSeq(statements: Statements): number {
  return Number(statements.prepare("SELECT max(seq) AS seq FROM events").get()?.["seq"] ?? 0);
}

/** Time of the last event; 0 when there is none. */
export function readHeadAtMs(statements: Statements): number {
  const row = statements.prepare("SELECT at_ms FROM events ORDER BY seq DESC LIMIT 1").get();
  return row === undefined ? 0 : intOf(row, "at_ms");
}

/** Events after a seq, in order, with the bytes they are stored as. */
export function readStoredEventsAfter(
  statements: Statements,
  seq: number,
  limit: number,
): readonly CommittedEvent[] {
  const sql = "SELECT body FROM events WHERE seq > ? ORDER BY seq LIMIT ?";
  const rows = statements.prepare(sql).all(seq, limit);
  return rows.map((row) => {
    const bytes = bytesOf(row, "body");
    return { event: decodeEvent(bytes), bytes };
  });
}

const selectPlacedSeq = "SELECT placed_seq FROM orders WHERE order_id = ?";
const selectOrderEvents = `
  SELECT seq, body FROM events WHERE seq = ?1 AND seq > ?2
  UNION ALL
  SELECT seq, body FROM events WHERE placed_seq = ?1 AND seq > ?2
  ORDER BY seq LIMIT ?3`;

/** A page of an order's transitions, oldest first. */
export function readOrderEvents(statements: Statements, query: OrderEventsQuery): Page<Event> {
  const order = statements.prepare(selectPlacedSeq).get(query.orderId);
  if (order === undefined) return { rows: [], next: undefined };
  const after = positionOf(query.after, 0);
  const placedSeq = intOf(order, "placed_seq");
  const rows = statements.prepare(selectOrderEvents).all(placedSeq, after, query.limit + 1);
  const events = rows.slice(0, query.limit).map((row) => decodeEvent(bytesOf(row, "body")));
  return { rows: events, next: rows.length > query.limit ? String(events.at(-1)?.seq) : undefined };
}

/** A page of an item's movements, newest first. */
export function readStockEvents(statements: Statements, query: StockEventsQuery): Page<StockEvent> {
  const before = positionOf(query.after, Number.MAX_SAFE_INTEGER);
  const moves = readStockMoves(statements, { ...query, limit: query.limit + 1 }, before);
  const rows = moves.slice(0, query.limit).map(({ event, body }) => {
    const { cause, actor } = body === undefined ? { cause: "", actor: "" } : decodeEvent(body);
    return { ...event, cause, actor };
  });
  return { rows, next: moves.length > query.limit ? String(rows.at(-1)?.seq) : undefined };
}

function positionOf(after: string | undefined, start: number): number {
  const seq = after === undefined ? start : Number(after);
  if (!Number.isSafeInteger(seq)) throw new BadPosition("not a position in the log");
  return seq;
}
