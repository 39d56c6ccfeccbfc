import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { ItemSchema } from "#gen/sluice/inventory/v1/item_pb.ts";
import { itemMessage, itemOf } from "../../inventory/item-message.ts";
import type { Item } from "../../inventory/item.ts";
import type { StockMove, StockMoveKind } from "../../inventory/stock-move.ts";
import type { StockEvent, StockEventsQuery, StockTotals } from "../storage.ts";
import type { Statements } from "./connection.ts";
import { bytesOf, intOf, optionalIntOf, textOf } from "./row.ts";
import type { Row } from "./row.ts";

const selectItem = "SELECT * FROM items WHERE sku = ?";

/** One item, or undefined. */
export function readItem(statements: Statements, sku: string): Item | undefined {
  const row = statements.prepare(selectItem).get(sku);
  return row && itemOfRow(row);
}

const insertItem = "INSERT INTO items VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

/** Adds an item; `createdSeq` is the seq of its event. */
export function insertCreatedItem(statements: Statements, item: Item, createdSeq: number): void {
  statements
    .prepare(insertItem)
    .run(item.sku, ...changeableColumns(item), item.createdAtMs, item.updatedAtMs, createdSeq);
}

const updateItem = `
  UPDATE items SET name = ?, currency_code = ?, price_minor = ?, on_hand = ?, held = ?, sold = ?,
    per_user_limit = ?, sale_starts_at_ms = ?, sale_ends_at_ms = ?, paused = ?, version = ?,
    updated_at_ms = ?
  WHERE sku = ?`;

/** Overwrites an item. */
export function writeChangedItem(statements: Statements, item: Item): void {
  statements.prepare(updateItem).run(...changeableColumns(item), item.updatedAtMs, item.sku);
}

/** From name to version, in the order of the table. */
function changeableColumns(item: Item) {
  return [
    item.name,
    item.price.currencyCode,
    item.price.minorUnits,
    item.onHand,
    item.held,
    item.sold,
    item.perUserLimit,
    item.saleStartsAtMs ?? null,
    item.saleEndsAtMs ?? null,
    item.paused ? 1 : 0,
    item.version,
  ] as const;
}

const insertMove = "INSERT INTO stock_moves VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

/** Adds a movement to the ledger of stock. */
export function writeStockMove(statements: Statements, move: StockMove, atMs: number): void {
  statements
    .prepare(insertMove)
    .run(
      move.sku,
      move.seq,
      atMs,
      move.kind,
      move.onHandDelta,
      move.heldDelta,
      move.soldDelta,
      move.placedSeq ?? null,
    );
}

const selectTotals = "SELECT sum(held) AS held_units, sum(sold) AS sold_units FROM items";

/** Held and sold units over all items. */
export function readStockTotals(statements: Statements): StockTotals {
  const row = statements.prepare(selectTotals).get();
  return {
    heldUnits: Number(row?.["held_units"] ?? 0),
    soldUnits: Number(row?.["sold_units"] ?? 0),
  };
}

const selectMoves = `
  SELECT m.*, o.order_id, e.body FROM stock_moves m
  LEFT JOIN orders o ON o.placed_seq = m.placed_seq
  LEFT JOIN events e ON e.seq = m.seq
  WHERE m.sku = ?1 AND m.seq < ?2`;
const newestFirst = " ORDER BY m.seq DESC LIMIT ?3";

/** Rows of one item's movements, newest first, with the stored event of each while the log still has it. */
export function readStockMoves(
  statements: Statements,
  query: Pick<StockEventsQuery, "sku" | "limit" | "editsOnly">,
  beforeSeq: number,
): readonly {
  readonly event: Omit<StockEvent, "cause" | "actor">;
  readonly body: Uint8Array | undefined;
}[] {
  const editsOnly = query.editsOnly ? " AND m.placed_seq IS NULL" : "";
  const sql = selectMoves + editsOnly + newestFirst;
  return statements
    .prepare(sql)
    .all(query.sku, beforeSeq, query.limit)
    .map((row) => ({
      event: moveOfRow(row),
      body: row["body"] === null ? undefined : bytesOf(row, "body"),
    }));
}

const selectShadow = "SELECT body FROM shadow_items WHERE import_id = ? AND sku = ?";

/** An item as a dry run would leave it, or undefined. */
export function readShadowItem(
  statements: Statements,
  importId: string,
  sku: string,
): Item | undefined {
  const row = statements.prepare(selectShadow).get(importId, sku);
  return row && itemOf(fromBinary(ItemSchema, bytesOf(row, "body")));
}

const upsertShadow = `
  INSERT INTO shadow_items VALUES (?, ?, ?)
  ON CONFLICT (import_id, sku) DO UPDATE SET body = excluded.body`;

/** Keeps an item as a dry run would leave it. */
export function writeShadowItem(statements: Statements, importId: string, item: Item): void {
  statements.prepare(upsertShadow).run(importId, item.sku, toBinary(ItemSchema, itemMessage(item)));
}

/** An item as its row has it. */
export function itemOfRow(row: Row): Item {
  return {
    sku: textOf(row, "sku"),
    name: textOf(row, "name"),
    price: {
      currencyCode: textOf(row, "currency_code"),
      minorUnits: BigInt(intOf(row, "price_minor")),
    },
    onHand: intOf(row, "on_hand"),
    held: intOf(row, "held"),
    sold: intOf(row, "sold"),
    perUserLimit: intOf(row, "per_user_limit"),
    saleStartsAtMs: optionalIntOf(row, "sale_starts_at_ms"),
    saleEndsAtMs: optionalIntOf(row, "sale_ends_at_ms"),
    paused: intOf(row, "paused") === 1,
    version: intOf(row, "version"),
    createdAtMs: intOf(row, "created_at_ms"),
    updatedAtMs: intOf(row, "updated_at_ms"),
  };
}

function moveOfRow(row: Row): Omit<StockEvent, "cause" | "actor"> {
  return {
    sku: textOf(row, "sku"),
    seq: intOf(row, "seq"),
    atMs: intOf(row, "at_ms"),
    kind: textOf(row, "kind") as StockMoveKind,
    onHandDelta: intOf(row, "on_hand_delta"),
    heldDelta: intOf(row, "held_delta"),
    soldDelta: intOf(row, "sold_delta"),
    placedSeq: optionalIntOf(row, "placed_seq"),
    orderId: row["order_id"] === null ? undefined : textOf(row, "order_id"),
  };
}
