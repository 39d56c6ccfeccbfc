import type { PaymentLimits } from "../payments/payment-limits.ts";

/** How far payments go in tests: in times that a test can count in its head. */
export const testPaymentLimits: PaymentLimits = {
  holdExtensionMs: 120_000,
  resolveMs: 60_000,
  chargeDeclinesMax: 4,
  refundDeclinesMax: 8,
  lookSoonMs: 600_000,
};
