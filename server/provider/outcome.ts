/** How the sandbox deals with one charge or refund. */
export interface Outcome {
  /** The result that is written in the end; "none": nothing is written, as if the request had never come. */
  readonly verdict: "approved" | "declined_soft" | "declined_hard" | "none";
  /** When it is written and decided: with the request, after a while during which nothing is known, or pending first. */
  readonly pace: "at_once" | "slow" | "late";
  readonly answer: "result" | "error" | "never";
  /** Callbacks: one for a result, five of them, the result before "pending", or none. */
  readonly callbacks: "one" | "many" | "reversed" | "none";
  /** What is moved: what was asked, or one minor unit more. */
  readonly amount: "asked" | "wrong";
  /** What is said while it is pending: that, or a decline that will not last. */
  readonly meanwhile: "pending" | "declined_soft" | "declined_hard";
}

const plain: Outcome = {
  verdict: "approved",
  pace: "at_once",
  answer: "result",
  callbacks: "one",
  amount: "asked",
  meanwhile: "pending",
};

/** Every outcome there is. The card token `tok_NAME` asks for it, `tok_refund_NAME` for refunds of an approved charge. */
export const outcomes = {
  approve: plain,
  decline_soft: { ...plain, verdict: "declined_soft" },
  decline_hard: { ...plain, verdict: "declined_hard" },
  timeout_charged: { ...plain, answer: "never", callbacks: "none" },
  timeout_told: { ...plain, answer: "never" },
  timeout_not_charged: { ...plain, verdict: "none", answer: "never" },
  error: { ...plain, verdict: "none", answer: "error" },
  error_charged: { ...plain, answer: "error", callbacks: "none" },
  slow: { ...plain, pace: "slow" },
  late: { ...plain, pace: "late" },
  late_decline: { ...plain, pace: "late", verdict: "declined_soft" },
  duplicate_callbacks: { ...plain, callbacks: "many" },
  reordered_callbacks: { ...plain, pace: "late", callbacks: "reversed" },
  wrong_amount: { ...plain, amount: "wrong" },
  decline_charged: { ...plain, pace: "late", meanwhile: "declined_hard" },
  decline_soft_charged: { ...plain, pace: "late", meanwhile: "declined_soft" },
  decline_charged_untold: {
    ...plain,
    pace: "late",
    meanwhile: "declined_hard",
    callbacks: "none",
  },
  decline_soft_charged_untold: {
    ...plain,
    pace: "late",
    meanwhile: "declined_soft",
    callbacks: "none",
  },
} as const satisfies Readonly<Record<string, Outcome>>;

export type OutcomeName = keyof typeof outcomes;

/** True for the name of an outcome. */
export function isOutcomeName(text: string): text is OutcomeName {
  return Object.hasOwn(outcomes, text);
}

/** What a card token asks for: the outcome of its charge and of refunds; undefined where the shares decide. */
export type TokenWish =
  | { readonly kind: "wish"; readonly charge?: OutcomeName; readonly refund?: OutcomeName }
  | { readonly kind: "unknown_token" };

const refundPrefix = "tok_refund_";
const prefix = "tok_";

/** Reads a card token. One that begins like ours and names no outcome is a slip of the pen; any other is a card. */
export function wishOf(cardToken: string): TokenWish {
  if (cardToken.startsWith(refundPrefix)) {
    const refund = cardToken.slice(refundPrefix.length);
    if (isOutcomeName(refund)) return { kind: "wish", charge: "approve", refund };
    return { kind: "unknown_token" };
  }
  if (!cardToken.startsWith(prefix)) return { kind: "wish" };
  const charge = cardToken.slice(prefix.length);
  return isOutcomeName(charge)
    ? { kind: "wish", charge, refund: "approve" }
    : { kind: "unknown_token" };
}
