import { present } from "../../core/assert.ts";
import type { Order } from "../../orders/order.ts";
import { noMoves } from "../../payments/ledger.ts";
import type { BookedOrder, BookedPayment, LedgerFault, StockSums } from "../../payments/ledger.ts";
import { refundsDueAccount } from "../../payments/money-entries.ts";
import type { MoneyEntry } from "../../payments/money-entries.ts";
import type { Payment } from "../../payments/payment.ts";
import type { BookedStretch, SummedStock, UnbalancedEntries } from "../storage.ts";
import { paymentSeqOf } from "../../log/payment-seq.ts";
import type { Statements } from "./connection.ts";
import { readItem } from "./item-rows.ts";
import { orderOfRow, readOrder } from "./order-rows.ts";
import { paymentOfRow, readPayment } from "./payment-rows.ts";
import { readHeadSeq } from "./read-events.ts";
import { bytesOf, intOf, optionalIntOf, textOf } from "./row.ts";
import type { Row } from "./row.ts";

const insertEntry = "INSERT INTO money_entries VALUES (?, ?, ?, ?, ?, ?)";

/** Writes one side of a booking. */
export function writeMoneyEntry(statements: Statements, entry: MoneyEntry): void {
  const { seq, entryNo, createdSeq, account, currencyCode, amountMinor } = entry;
  statements.prepare(insertEntry).run(seq, entryNo, createdSeq, account, currencyCode, amountMinor);
}

/** What the books say of the events after a seq, at most `limit` of them. */
export function readBookedAfter(
  statements: Statements,
  afterSeq: number,
  limit: number,
): BookedStretch {
  // Seqs have no gaps.
  const throughSeq = Math.max(afterSeq, Math.min(afterSeq + limit, readHeadSeq(statements)));
  const touched = readTouched(statements, afterSeq, throughSeq);
  const payments = bookedPayments(statements, touched.payments);
  for (const { seq, payment } of payments) touched.orders.set(payment.placedSeq, seq);
  return {
    throughSeq,
    unbalanced: readUnbalanced(statements, afterSeq, throughSeq),
    payments,
    orders: bookedOrders(statements, touched.orders, payments),
  };
}

/** The same of a payment and an order alone, by their ids, whether or not the log has their events still. */
export function readBookedOf(
  statements: Statements,
  { seq, subjectId }: Pick<LedgerFault, "seq" | "subjectId">,
): BookedStretch {
  const payment = readPayment(statements, subjectId);
  const order = readOrder(statements, subjectId);
  return {
    throughSeq: seq,
    unbalanced: [],
    payments: payment === undefined ? [] : [bookedPayment(statements, payment, seq)],
    orders:
      order === undefined ? [] : bookedOrders(statements, new Map([[order.placedSeq, seq]]), []),
  };
}

/** What events led to, each with the last of them: payments by created_seq, orders by placed_seq. */
interface Touched {
  readonly payments: Map<number, number>;
  readonly orders: Map<number, number>;
}

/**
 * In these no money moves, none becomes owed, and nothing is sold: they are passed over in the database, one scan for all, so that the check
 * costs a sale 0.3 microseconds an order (measured), and as much for each of its stock moves. Of an event about an order the column says which.
 */
const selectTouching = `
  SELECT seq, placed_seq, CASE WHEN placed_seq IS NULL AND kind LIKE 'payment.%' THEN body END AS body FROM events
  WHERE seq > ? AND seq <= ? AND kind NOT IN (
    'order.placed', 'order.paying', 'order.expired', 'payment.created', 'payment.waiting',
    'payment.attempt_sent', 'payment.attempt_unknown', 'payment.authorized')`;

function readTouched(statements: Statements, afterSeq: number, throughSeq: number): Touched {
  const touched: Touched = { payments: new Map(), orders: new Map() };
  for (const row of statements.prepare(selectTouching).all(afterSeq, throughSeq)) {
    const seq = intOf(row, "seq");
    const placedSeq = optionalIntOf(row, "placed_seq");
    if (placedSeq !== undefined) touched.orders.set(placedSeq, seq);
    const createdSeq = row["body"] === null ? undefined : paymentSeqOf(bytesOf(row, "body"));
    if (createdSeq !== undefined) touched.payments.set(createdSeq, seq);
  }
  return touched;
}

const selectUnbalanced = `
  SELECT seq, currency_code, sum(amount_minor) AS sum_minor FROM money_entries
  WHERE seq > ? AND seq <= ? GROUP BY seq, currency_code HAVING sum(amount_minor) <> 0`;

function readUnbalanced(
  statements: Statements,
  afterSeq: number,
  throughSeq: number,
): readonly UnbalancedEntries[] {
  const rows = statements.prepare(selectUnbalanced).all(afterSeq, throughSeq);
  return rows.map((row) => ({
    seq: intOf(row, "seq"),
    currencyCode: textOf(row, "currency_code"),
    sumMinor: BigInt(intOf(row, "sum_minor")),
  }));
}

const selectPaymentAt = "SELECT * FROM payments WHERE created_seq = ?";

function bookedPayments(
  statements: Statements,
  seqs: ReadonlyMap<number, number>,
): readonly BookedPayment[] {
  const booked: BookedPayment[] = [];
  for (const [createdSeq, seq] of seqs) {
    const payment = readPaymentAt(statements, createdSeq);
    if (payment !== undefined) booked.push(bookedPayment(statements, payment, seq));
  }
  return booked;
}

function readPaymentAt(statements: Statements, createdSeq: number): Payment | undefined {
  const row = statements.prepare(selectPaymentAt).get(createdSeq);
  return row && paymentOfRow(row);
}

const selectEntries = "SELECT account, amount_minor FROM money_entries WHERE created_seq = ?";

function bookedPayment(statements: Statements, payment: Payment, seq: number): BookedPayment {
  let [takenMinor, givenBackMinor, owedMinor] = [0n, 0n, 0n];
  for (const row of statements.prepare(selectEntries).all(payment.createdSeq)) {
    const account = textOf(row, "account");
    const amountMinor = BigInt(intOf(row, "amount_minor"));
    if (account === refundsDueAccount) owedMinor -= amountMinor;
    else if (account.startsWith("channel:")) {
      if (amountMinor > 0n) takenMinor += amountMinor;
      else givenBackMinor -= amountMinor;
    }
  }
  return { seq, payment, takenMinor, givenBackMinor, owedMinor };
}

const selectOrderAt = "SELECT * FROM orders WHERE placed_seq = ?";
/** By the index alone: the row of most of them was read a moment ago. */
const selectOrderPayments = "SELECT created_seq FROM payments WHERE order_id = ?";

/** What only was called off or put on hold, and never paid, is none of them. */
function bookedOrders(
  statements: Statements,
  seqs: ReadonlyMap<number, number>,
  read: readonly BookedPayment[],
): readonly BookedOrder[] {
  const known = new Map(read.map(({ payment }) => [payment.createdSeq, payment]));
  const paymentOf = (row: Row): Payment => {
    const createdSeq = intOf(row, "created_seq");
    const payment = known.get(createdSeq) ?? readPaymentAt(statements, createdSeq);
    return present(payment, `payment ${createdSeq}, which an index has`);
  };
  const booked: BookedOrder[] = [];
  for (const [placedSeq, seq] of seqs) {
    const row = statements.prepare(selectOrderAt).get(placedSeq);
    if (row === undefined || row["payment_id"] === null) continue;
    const order = orderOfRow(row);
    const payments = statements.prepare(selectOrderPayments).all(order.orderId).map(paymentOf);
    booked.push({ seq, order, payments, soldUnits: readSoldUnits(statements, order) });
  }
  return booked;
}

const selectPlacing = "SELECT 1 FROM events WHERE seq = ?";
const selectSold = `
  SELECT sum(m.sold_delta) AS sold FROM events e CROSS JOIN stock_moves m ON m.sku = ?2 AND m.seq = e.seq
  WHERE e.placed_seq = ?1`;

/** The events lead from an order to its moves: those of a SKU alone are too many to look through. */
function readSoldUnits(
  statements: Statements,
  { placedSeq, lines }: Order,
): ReadonlyMap<string, number> | undefined {
  if (statements.prepare(selectPlacing).get(placedSeq) === undefined) return undefined;
  const sold = new Map<string, number>();
  for (const { sku } of lines) {
    const row = statements.prepare(selectSold).get(placedSeq, sku);
    sold.set(sku, Number(row?.["sold"] ?? 0));
  }
  return sold;
}

const selectSums = `
  SELECT count(*) AS count, max(seq) AS seq, sum(on_hand_delta) AS on_hand, sum(held_delta) AS held,
    sum(sold_delta) AS sold
  FROM (SELECT * FROM stock_moves WHERE sku = ? AND seq > ? ORDER BY seq LIMIT ?)`;

/** Sums an item's moves on from where an earlier sum ended, at most `limit` of them. */
export function readStockSums(
  statements: Statements,
  sku: string,
  from: StockSums = noMoves,
  limit: number,
): SummedStock {
  const row = statements.prepare(selectSums).get(sku, from.seq, limit);
  const count = Number(row?.["count"] ?? 0);
  const sums = {
    seq: Number(row?.["seq"] ?? from.seq),
    onHand: from.onHand + Number(row?.["on_hand"] ?? 0),
    held: from.held + Number(row?.["held"] ?? 0),
    sold: from.sold + Number(row?.["sold"] ?? 0),
  };
  return { sums, isComplete: count < limit, item: readItem(statements, sku) };
}
