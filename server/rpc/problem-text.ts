import type { ResolveAction } from "../commands/payment-command.ts";
import type { Problem, ProblemReason } from "../commands/problem.ts";
import { moneyText } from "../core/money.ts";
import { grouped } from "./violations.ts";

/** A problem in one line for people: what, which, the value that was met and the limit. */
export function problemText(problem: Problem): string {
  // Each entry of the table takes the problem of its own reason; the compiler cannot follow that through the look-up.
  const text = texts[problem.reason] as (problem: Problem) => string;
  return text(problem);
}

/** What a problem is about, as google.rpc.PreconditionFailure names subjects: "item/DROP-01". */
export function problemSubject(problem: Problem): string {
  if ("sku" in problem) return `item/${problem.sku}`;
  if ("userId" in problem) return `user/${problem.userId}`;
  if ("orderId" in problem) return `order/${problem.orderId}`;
  if ("paymentId" in problem) return `payment/${problem.paymentId}`;
  if ("importId" in problem) return `import/${problem.importId}`;
  if ("email" in problem) return `email/${problem.email}`;
  if ("idempotencyKey" in problem) return `idempotency_key/${problem.idempotencyKey}`;
  if (problem.reason === "NO_PAYMENT_CHANNELS") return "channels";
  return problem.reason === "VERSION_STALE" ? "version" : "order";
}

/** The values of a problem, for programs, under the names of its fields. */
export function problemMetadata(problem: Problem): Record<string, string> {
  const { reason: _, ...values } = problem;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

type Texts = {
  readonly [R in ProblemReason]: (problem: Extract<Problem, { readonly reason: R }>) => string;
};

const texts: Texts = {
  USER_NOT_FOUND: ({ userId }) => `Unknown user: ${userId}`,
  ITEM_NOT_FOUND: ({ sku }) => `Unknown SKU: ${sku}`,
  ORDER_NOT_FOUND: ({ orderId }) => `Unknown order: ${orderId}`,
  EMAIL_TAKEN: ({ email }) => `E-mail taken: ${email}`,
  SKU_TAKEN: ({ sku }) => `SKU taken: ${sku}`,
  OUT_OF_STOCK: ({ sku, asked, available }) =>
    `Out of stock: ${sku}, ${asked} asked, ${available} left`,
  PER_USER_LIMIT: ({ sku, asked, alreadyOrdered, limit }) =>
    `Limit per user: ${sku}, ${asked} asked, ${alreadyOrdered} ordered already, ${limit} allowed`,
  SALE_NOT_OPEN: ({ sku, opensAtMs }) => `Sale not open: ${sku}, opens at ${iso(opensAtMs)}`,
  SALE_ENDED: ({ sku, endedAtMs }) => `Sale ended: ${sku}, closed at ${iso(endedAtMs)}`,
  ITEM_PAUSED: ({ sku }) => `Ordering paused: ${sku}`,
  MIXED_CURRENCIES: ({ currencies }) => `Mixed currencies in one order: ${currencies.join(", ")}`,
  TOTAL_TOO_LARGE: ({ limitMinorUnits }) =>
    `Total too large: at most ${grouped(BigInt(limitMinorUnits))} minor units`,
  VERSION_STALE: ({ expectedVersion, actualVersion }) =>
    `Stale version: ${expectedVersion} expected, ${actualVersion} found`,
  BELOW_HELD: ({ sku, onHandAfter, held }) =>
    `Below what is held: ${sku}, ${onHandAfter} would be on hand, ${held} held`,
  STOCK_TOO_LARGE: ({ sku, onHandAfter, limit }) =>
    `Stock too large: ${sku}, ${onHandAfter} would be on hand, ${limit} allowed`,
  SALE_WINDOW_EMPTY: ({ sku, startsAtMs, endsAtMs }) =>
    `Sale window empty: ${sku}, would open at ${iso(startsAtMs)} and close at ${iso(endsAtMs)}`,
  ILLEGAL_MOVE: ({ from, to }) =>
    `Illegal move: an order that is ${words(from)} cannot become ${words(to)}`,
  ORDER_FINAL: ({ status }) => `Order final: one that is ${words(status)} cannot be put on hold`,
  ORDER_ON_HOLD: ({ sinceMs }) => `Order on hold since ${iso(sinceMs)}`,
  ORDER_NOT_ON_HOLD: () => "Order not on hold",
  ORDER_NOT_PAID: ({ status }) =>
    `Order not paid: single units cannot be called off while it is ${words(status)}`,
  ORDER_NOT_SHIPPED: ({ status }) =>
    `Order not shipped: nothing can come back of one that is ${words(status)}`,
  NOTHING_TO_RETURN: () => "Nothing to return: all that was sent has come back",
  TOO_MANY_UNITS: ({ sku, asked, available }) =>
    `Too many units: ${sku}, ${asked} asked, ${available} left for that`,
  HOLD_EXPIRED: ({ expiredAtMs }) =>
    `Hold expired at ${iso(expiredAtMs)}: it cannot be paid any more`,
  NO_PAYMENT_CHANNELS: () => "This server has no payment channels: PAYMENT_CHANNELS names them",
  PAYMENT_OPEN: ({ paymentId }) => `Payment open: ${paymentId} has no end yet`,
  PAYMENT_NOT_FOUND: ({ paymentId }) => `Unknown payment: ${paymentId}`,
  ATTEMPT_NOT_FOUND: ({ paymentId, attemptId }) =>
    `Unknown attempt: ${attemptId} of payment ${paymentId}`,
  PAYMENT_NOT_REFUNDABLE: ({ status }) =>
    `Payment not refundable: one that is ${words(status)} has nothing that could be asked back`,
  REFUND_TOO_LARGE: ({ askedMinorUnits, availableMinorUnits, currencyCode }) =>
    `Refund too large: ${amount(askedMinorUnits, currencyCode)} asked, ` +
    `${amount(availableMinorUnits, currencyCode)} available`,
  REFUND_OPEN: ({ attemptId, openMinorUnits, currencyCode }) =>
    `Refund open: ${attemptId} of ${amount(openMinorUnits, currencyCode)} has no end yet`,
  TOO_MANY_REFUNDS: ({ limit }) => `Too many refunds: at most ${limit} of one payment`,
  RESOLVE_NOT_ALLOWED: ({ action, status, isInReview, possible }) => {
    const review = isInReview === undefined ? "" : isInReview ? ", in review" : ", not in review";
    return `Cannot ${words(action)}: the payment is ${words(status)}${review}${instead(action, possible)}`;
  },
  IMPORT_COMPLETE: ({ importId }) => `Import complete: ${importId} takes no more rows`,
  IMPORT_MODE_CHANGED: ({ importId, dryRun }) =>
    `Import mode changed: ${importId} began with dry_run ${dryRun}`,
  IDEMPOTENCY_KEY_REUSED: ({ idempotencyKey }) =>
    `Idempotency key used before, with another request: ${idempotencyKey}`,
};

function amount(minorUnits: string, currencyCode: string | undefined): string {
  if (currencyCode === undefined) return `${grouped(BigInt(minorUnits))} minor units`;
  return moneyText({ currencyCode, minorUnits: BigInt(minorUnits) });
}

/** What can be decided instead. An action that is possible in itself was refused for what it names. */
function instead(action: ResolveAction, possible: readonly ResolveAction[] | undefined): string {
  if (possible === undefined) return "";
  if (possible.includes(action)) {
    return "; it needs a charge of this payment that has ended and was not corrected yet, and an amount in its currency above what is noted down";
  }
  if (possible.length === 0) return "; nothing can be decided about it now";
  return `; possible now: ${possible.map(words).join(", ")}`;
}

function words(status: string): string {
  return status.replaceAll("_", " ");
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
