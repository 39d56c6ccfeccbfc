import type { NewId } from "../core/ids.ts";
import type { PaymentLimits } from "../payments/payment-limits.ts";

/** Time, ids and settings, handed to decide so that it stays pure. One stamp serves a batch. */
export interface Stamp {
  /** The process clock; never below the time of the last event. */
  readonly nowMs: number;
  readonly newId: NewId;
  /** How long a hold lives. */
  readonly holdMs: number;
  readonly payments: PaymentLimits;
}
