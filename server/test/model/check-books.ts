import assert from "node:assert/strict";
import { checkOrder, checkPayment, checkStock, noMoves } from "../../payments/ledger.ts";
import type { BookedPayment, StockSums } from "../../payments/ledger.ts";
import { refundsDueAccount } from "../../payments/money-entries.ts";
import type { Payment } from "../../payments/payment.ts";
import type { StockMove } from "../../inventory/stock-move.ts";
import type { Order } from "../../orders/order.ts";
import type { MemoryStore } from "../memory-store.ts";

/** Every check of the ledger over the tables of a test: whatever decisions come to, the light has to stay green. */
export function checkBooks(store: MemoryStore): void {
  const sums = new Map<string, bigint>();
  for (const { seq, currencyCode, amountMinor } of store.moneyEntries) {
    const key = `seq ${seq} in ${currencyCode}`;
    sums.set(key, (sums.get(key) ?? 0n) + amountMinor);
  }
  for (const [key, sum] of sums) assert.equal(sum, 0n, `the entries of ${key}`);
  const payments = [...store.payments.values()];
  for (const payment of payments) green(payment.paymentId, checkPayment(booked(store, payment)));
  for (const order of store.orders.values()) {
    if (order.paymentId === undefined) continue;
    const own = payments.filter(({ orderId }) => orderId === order.orderId);
    const soldUnits = soldOf(store.stockMoves, order);
    green(order.orderId, checkOrder({ seq: 0, order, soldUnits, payments: own }));
  }
  for (const [sku, item] of store.items) {
    const moves = store.stockMoves.filter((move) => move.sku === sku);
    green(sku, checkStock(item, moves.reduce(added, noMoves)));
  }
}

function green(subject: string, fault: string | undefined): void {
  assert.equal(fault, undefined, `the ledger is red for ${subject}: ${fault}`);
}

function booked({ moneyEntries }: MemoryStore, payment: Payment): BookedPayment {
  let [takenMinor, givenBackMinor, owedMinor] = [0n, 0n, 0n];
  for (const { createdSeq, account, amountMinor } of moneyEntries) {
    if (createdSeq !== payment.createdSeq) continue;
    if (account === refundsDueAccount) owedMinor -= amountMinor;
    else if (account.startsWith("channel:") && amountMinor > 0n) takenMinor += amountMinor;
    else if (account.startsWith("channel:")) givenBackMinor -= amountMinor;
  }
  return { seq: 0, payment, takenMinor, givenBackMinor, owedMinor };
}

function soldOf(moves: readonly StockMove[], { placedSeq }: Order): ReadonlyMap<string, number> {
  const sold = new Map<string, number>();
  for (const move of moves) {
    if (move.placedSeq !== placedSeq) continue;
    sold.set(move.sku, (sold.get(move.sku) ?? 0) + move.soldDelta);
  }
  return sold;
}

function added(sums: StockSums, move: StockMove): StockSums {
  return {
    seq: move.seq,
    onHand: sums.onHand + move.onHandDelta,
    held: sums.held + move.heldDelta,
    sold: sums.sold + move.soldDelta,
  };
}
