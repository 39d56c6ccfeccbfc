import type {
  AdjustStock,
  CancelOrder,
  Command,
  CreateItem,
  CreateUser,
  Done,
  ExpireHold,
  HoldOrder,
  ImportRows,
  Outcome,
  PlaceOrder,
  ReleaseOrder,
  Request,
  UpdateItem,
} from "../../commands/command.ts";
import type {
  AttemptResult,
  PayOrder,
  RecordAttempt,
  RefundPayment,
  SendAttempt,
} from "../../commands/payment-command.ts";
import { assert, present } from "../../core/assert.ts";
import type { ImportRow } from "../../inventory/import.ts";
import type { CatalogueChange, Item } from "../../inventory/item.ts";
import type { Order } from "../../orders/order.ts";
import { openAttempt } from "../../payments/payment.ts";
import type { Payment } from "../../payments/payment.ts";
import type { User } from "../../users/user.ts";

/** A request of the principal "alice", without a key unless one is given. */
export function ask<C extends Command>(
  command: C,
  idempotencyKey?: string,
  actor = "alice",
): Request<C> {
  return { command, actor, traceId: "", idempotencyKey };
}

export function createUser(email: string, name = "Ada"): CreateUser {
  return { type: "create_user", email, name };
}

export function createItem(sku: string, fields: Partial<CreateItem> = {}): CreateItem {
  const price = { currencyCode: "EUR", minorUnits: 12_900n };
  const window = { saleStartsAtMs: undefined, saleEndsAtMs: undefined, paused: false };
  const stock = { onHand: 10, perUserLimit: 0 };
  return { type: "create_item", sku, name: "Drop", price, ...stock, ...window, ...fields };
}

export function updateItem(sku: string, change: CatalogueChange, expectedVersion = 0): UpdateItem {
  return { type: "update_item", sku, change, expectedVersion };
}

export function adjustStock(sku: string, delta: number, expectedVersion = 0): AdjustStock {
  return { type: "adjust_stock", sku, delta, reason: "counted", expectedVersion };
}

export function placeOrder(userId: string, ...lines: readonly (string | [string, number])[]) {
  const parsed = lines.map((line) =>
    typeof line === "string" ? { sku: line, quantity: 1 } : { sku: line[0], quantity: line[1] },
  );
  return { type: "place_order", userId, lines: parsed } satisfies PlaceOrder;
}

export function cancelOrder(orderId: string, reason = "", expectedVersion = 0): CancelOrder {
  return { type: "cancel_order", orderId, reason, expectedVersion };
}

export function holdOrder(orderId: string, reason = "", expectedVersion = 0): HoldOrder {
  return { type: "hold_order", orderId, reason, expectedVersion };
}

export function releaseOrder(orderId: string, reason = "", expectedVersion = 0): ReleaseOrder {
  return { type: "release_order", orderId, reason, expectedVersion };
}

export function expireHold(orderId: string): ExpireHold {
  return { type: "expire_hold", orderId };
}

export function payOrder(orderId: string, cardToken = "tok_of_ada_4242"): PayOrder {
  return { type: "pay_order", orderId, cardToken, expectedVersion: 0 };
}

export function refundPayment(paymentId: string, amountMinor: bigint): RefundPayment {
  return { type: "refund_payment", paymentId, amountMinor, reason: "torn" };
}

/** The open attempt of a payment, sent to channel "a". */
export function sendAttempt(payment: Payment, askAtMs: number): SendAttempt {
  const { paymentId } = payment;
  const { attemptId } = present(openAttempt(payment), "an open attempt");
  return { type: "send_attempt", paymentId, attemptId, channel: "a", askAtMs };
}

/** What was heard of the open attempt of a payment. */
export function recordAttempt(
  payment: Payment,
  result: AttemptResult,
  nextStepAtMs: number,
): RecordAttempt {
  const { paymentId } = payment;
  const { attemptId } = present(openAttempt(payment), "an open attempt");
  const heard = { attemptId, result, source: "answer", nextStepAtMs } as const;
  return { type: "record_attempt", paymentId, ...heard };
}

export function approval(minorUnits: bigint): AttemptResult {
  const amount = { currencyCode: "EUR", minorUnits };
  return { kind: "approved", providerReference: "ref-1", amount };
}

export function importRows(
  importId: string,
  rows: readonly ImportRow[],
  options: { readonly dryRun?: boolean; readonly complete?: boolean } = {},
): ImportRows {
  const { dryRun = false, complete = false } = options;
  return { type: "import_rows", importId, rows, dryRun, complete };
}

/** A well-formed row of a new item. */
export function importRow(row: number, sku: string, stockDelta = 5): ImportRow {
  const price = { currencyCode: "EUR", minorUnits: 100n };
  return { row, sku, change: { name: `row ${row}`, price }, stockDelta, problems: [] };
}

/** A command that trips a bug in deciding. */
export function poison(): Request {
  return ask({ type: "no such command" } as unknown as Command, crypto.randomUUID());
}

/** What a command that must have been done left behind. */
export function subjectOf<S extends User | Item | Order | Payment>(
  outcome: Done<S> | Exclude<Outcome, Done<unknown>>,
): S {
  assert(outcome.kind === "done", "the command was not done");
  return outcome.subject;
}

/** Reasons of a refusal; empty for any other outcome. */
export function reasonsOf(outcome: Outcome): readonly string[] {
  return outcome.kind === "rejected" ? outcome.problems.map(({ reason }) => reason) : [];
}
