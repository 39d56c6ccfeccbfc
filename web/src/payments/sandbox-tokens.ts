/** Card tokens that the sandbox provider deals with by name: docs/payments.md says what happens to each. */
export const sandboxTokens: readonly string[] = [
  "tok_approve",
  "tok_decline_soft",
  "tok_decline_hard",
  "tok_timeout_charged",
  "tok_timeout_not_charged",
  "tok_error",
  "tok_slow",
  "tok_late",
  "tok_wrong_amount",
  "tok_decline_charged",
  "tok_refund_decline_soft",
];
