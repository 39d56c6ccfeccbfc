import { hash, randomUUID } from "node:crypto";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { uuidV7Maker } from "../../core/ids.ts";
import { encodeEvent } from "../../log/encode-event.ts";
import { newLine } from "../../orders/order.ts";
import { openDatabase } from "../../storage/sqlite/connection.ts";
import { Wal } from "../../storage/sqlite/wal.ts";
import { benchHoldMs } from "../shop.ts";
import type { LoopResult, LoopTask } from "./loop-child.ts";
import type { PreparedOrder } from "./prepared-orders.ts";
import { startStopwatch } from "./stopwatch.ts";

const batchMax = 256;
const checkpointWalBytes = 4 * 1024 * 1024;
const pageBytes = 4096;

/**
 * The floor that the storage path stands on: node:sqlite in a loop, on the same schema, settings and checkpoints. Per batch: BEGIN; for each order the same
 * inserts, with data prepared beforehand (nothing is read, parsed, decided, hashed or encoded); one update per distinct SKU;
 * COMMIT; an awaited fdatasync of the WAL.
 */
export async function runBareLoop(
  task: LoopTask,
  orders: readonly PreparedOrder[],
): Promise<LoopResult> {
  const path = join(task.directory, "sluice.db");
  const wal = new Wal(path);
  const database = openDatabase(path);
  const writer = new BareWriter(database);
  const rows = prepareRows(orders);
  const batchSize = Math.min(batchMax, task.inFlight);
  const writeAll = async (part: readonly PreparedRow[]): Promise<number> => {
    let batches = 0;
    for (let start = 0; start < part.length; start += batchSize) {
      writer.write(part.slice(start, start + batchSize));
      await wal.sync();
      batches += 1;
      if (wal.pages(database) * pageBytes >= checkpointWalBytes) await wal.checkpoint(database);
    }
    return batches;
  };
  await writeAll(rows.slice(0, task.warmUpCount));
  const stop = startStopwatch();
  const batches = await writeAll(rows.slice(task.warmUpCount));
  const result = stop({ orders: task.count, batches });
  database.close();
  wal.close();
  return result;
}

interface PreparedRow extends PreparedOrder {
  readonly orderId: string;
  readonly lines: string;
}

const priceMinor = 12_900;

function prepareRows(orders: readonly PreparedOrder[]): readonly PreparedRow[] {
  const newId = uuidV7Maker(Date.now, () => randomUUID().slice(19));
  return orders.map((order) => ({
    ...order,
    orderId: newId(),
    lines: `[["${order.sku}",1,${priceMinor}]]`,
  }));
}

class BareWriter {
  readonly #database: DatabaseSync;
  readonly #held = new Map<string, number>();
  readonly #nowMs = Date.now();
  readonly #fingerprint = hash("sha256", "prepared", "base64url");
  readonly #body = preparedBody();
  readonly #statements;
  #seq: number;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#statements = prepareStatements(database);
    this.#seq = Number(database.prepare("SELECT max(seq) AS seq FROM events").get()?.["seq"] ?? 0);
  }

  write(rows: readonly PreparedRow[]): void {
    const touched = new Set<string>();
    this.#database.exec("BEGIN IMMEDIATE");
    for (const row of rows) {
      this.#insert(row);
      this.#held.set(row.sku, (this.#held.get(row.sku) ?? 0) + 1);
      touched.add(row.sku);
    }
    for (const sku of touched) this.#statements.item.run(this.#held.get(sku) ?? 0, sku);
    this.#database.exec("COMMIT");
  }

  #insert({ orderId, userId, sku, lines, key }: PreparedRow): void {
    const { event, order, move, units, record } = this.#statements;
    const nowMs = this.#nowMs;
    const seq = (this.#seq += 1);
    event.run(seq, nowMs, "order.placed", null, this.#body);
    move.run(sku, seq, nowMs, "held", 0, 1, 0, seq);
    order.run(
      seq,
      orderId,
      userId,
      lines,
      "EUR",
      priceMinor,
      "placed",
      "held",
      nowMs + benchHoldMs,
      "none",
      1,
      nowMs,
      nowMs,
      "",
      null,
      null,
      null,
      null,
    );
    units.run(userId, sku, 1);
    record.run("local-operator", key, this.#fingerprint, nowMs, seq, null);
  }
}

function prepareStatements(database: DatabaseSync) {
  return {
    event: database.prepare(`INSERT INTO events VALUES (${values(5)})`),
    order: database.prepare(`INSERT INTO orders VALUES (${values(18)})`),
    move: database.prepare(`INSERT INTO stock_moves VALUES (${values(8)})`),
    units: database.prepare(
      `INSERT INTO user_units VALUES (${values(3)})
       ON CONFLICT (user_id, sku) DO UPDATE SET units = units + excluded.units`,
    ),
    record: database.prepare(
      `INSERT INTO idempotency_records (principal, key, fingerprint, at_ms, seq, problems)
       VALUES (${values(6)})`,
    ),
    item: database.prepare("UPDATE items SET held = ? WHERE sku = ?"),
  };
}

function values(count: number): string {
  return Array.from({ length: count }, () => "?").join(", ");
}

/** An event of the size of a real one. */
function preparedBody(): Uint8Array {
  const nowMs = Date.now();
  return encodeEvent({
    seq: 100_000,
    atMs: nowMs,
    kind: "order.placed",
    actor: "local-operator",
    cause: "",
    traceId: "0af7651916cd43dd8448eb211c80319c",
    subject: {
      kind: "order",
      order: {
        orderId: randomUUID(),
        placedSeq: 100_000,
        userId: randomUUID(),
        lines: [newLine("ITEM-00000", 1, BigInt(priceMinor))],
        total: { currencyCode: "EUR", minorUnits: BigInt(priceMinor) },
        status: "placed",
        hold: "held",
        holdExpiresAtMs: nowMs + benchHoldMs,
        paymentStatus: "none",
        version: 1,
        createdAtMs: nowMs,
        updatedAtMs: nowMs,
        cancelReason: "",
        onHold: undefined,
        paymentId: undefined,
      },
    },
  });
}
