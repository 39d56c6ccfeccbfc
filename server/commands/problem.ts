import type { OrderStatus, PaymentStatus } from "../orders/order.ts";
import type { ResolveAction } from "./payment-command.ts";

/**
 * Why a command was refused by the state it met. Plain data, because refusals are stored with their idempotency key and
 * replayed. Times are milliseconds since the Unix epoch, quantities are units.
 */
export type Problem =
  | { readonly reason: "USER_NOT_FOUND"; readonly userId: string }
  | { readonly reason: "ITEM_NOT_FOUND"; readonly sku: string }
  | { readonly reason: "ORDER_NOT_FOUND"; readonly orderId: string }
  | { readonly reason: "EMAIL_TAKEN"; readonly email: string }
  | { readonly reason: "SKU_TAKEN"; readonly sku: string }
  | {
      readonly reason: "OUT_OF_STOCK";
      readonly sku: string;
      readonly asked: number;
      readonly available: number;
    }
  | {
      readonly reason: "PER_USER_LIMIT";
      readonly sku: string;
      readonly asked: number;
      readonly alreadyOrdered: number;
      readonly limit: number;
    }
  | { readonly reason: "SALE_NOT_OPEN"; readonly sku: string; readonly opensAtMs: number }
  | { readonly reason: "SALE_ENDED"; readonly sku: string; readonly endedAtMs: number }
  | { readonly reason: "ITEM_PAUSED"; readonly sku: string }
  | { readonly reason: "MIXED_CURRENCIES"; readonly currencies: readonly string[] }
  | { readonly reason: "TOTAL_TOO_LARGE"; readonly limitMinorUnits: string }
  | {
      readonly reason: "VERSION_STALE";
      readonly expectedVersion: number;
      readonly actualVersion: number;
    }
  | {
      readonly reason: "BELOW_HELD";
      readonly sku: string;
      readonly held: number;
      readonly onHandAfter: number;
    }
  | {
      readonly reason: "STOCK_TOO_LARGE";
      readonly sku: string;
      readonly limit: number;
      readonly onHandAfter: number;
    }
  | {
      readonly reason: "SALE_WINDOW_EMPTY";
      readonly sku: string;
      readonly startsAtMs: number;
      readonly endsAtMs: number;
    }
  | { readonly reason: "ORDER_FINAL"; readonly orderId: string; readonly status: OrderStatus }
  | { readonly reason: "ORDER_ON_HOLD"; readonly orderId: string; readonly sinceMs: number }
  | { readonly reason: "ORDER_NOT_ON_HOLD"; readonly orderId: string }
  | { readonly reason: "ILLEGAL_MOVE"; readonly from: OrderStatus; readonly to: OrderStatus }
  | { readonly reason: "ORDER_NOT_PAID"; readonly orderId: string; readonly status: OrderStatus }
  | { readonly reason: "ORDER_NOT_SHIPPED"; readonly orderId: string; readonly status: OrderStatus }
  | { readonly reason: "NOTHING_TO_RETURN"; readonly orderId: string }
  | {
      readonly reason: "TOO_MANY_UNITS";
      readonly sku: string;
      readonly asked: number;
      readonly available: number;
    }
  | { readonly reason: "HOLD_EXPIRED"; readonly orderId: string; readonly expiredAtMs: number }
  | { readonly reason: "NO_PAYMENT_CHANNELS" }
  | { readonly reason: "PAYMENT_OPEN"; readonly orderId: string; readonly paymentId: string }
  | { readonly reason: "PAYMENT_NOT_FOUND"; readonly paymentId: string }
  | {
      readonly reason: "ATTEMPT_NOT_FOUND";
      readonly paymentId: string;
      readonly attemptId: string;
    }
  | {
      readonly reason: "PAYMENT_NOT_REFUNDABLE";
      readonly paymentId: string;
      readonly status: PaymentStatus;
    }
  | {
      readonly reason: "REFUND_TOO_LARGE";
      readonly paymentId: string;
      /** Not in refusals that were stored before this was said. */
      readonly currencyCode?: string;
      readonly askedMinorUnits: string;
      readonly availableMinorUnits: string;
    }
  | {
      readonly reason: "REFUND_OPEN";
      readonly paymentId: string;
      /** Not in refusals that were stored before this was said. */
      readonly currencyCode?: string;
      readonly attemptId: string;
      readonly openMinorUnits: string;
    }
  | { readonly reason: "TOO_MANY_REFUNDS"; readonly paymentId: string; readonly limit: number }
  | {
      readonly reason: "RESOLVE_NOT_ALLOWED";
      readonly paymentId: string;
      readonly action: ResolveAction;
      readonly status: PaymentStatus;
      /** What can be decided instead: not in refusals that were stored before this was said. */
      readonly possible?: readonly ResolveAction[];
      readonly isInReview?: boolean;
    }
  | { readonly reason: "IMPORT_COMPLETE"; readonly importId: string }
  | { readonly reason: "IMPORT_MODE_CHANGED"; readonly importId: string; readonly dryRun: boolean }
  | { readonly reason: "IDEMPOTENCY_KEY_REUSED"; readonly idempotencyKey: string };

export type ProblemReason = Problem["reason"];
