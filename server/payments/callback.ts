import type { Approved, Declined } from "./gateway.ts";

/** What a channel has told about one of its attempts: signed by it, and in a form that makes sense. */
export interface CallbackNotice {
  readonly channel: string;
  readonly subject: "charge" | "refund";
  readonly attemptId: string;
  readonly result: Approved | Declined | { readonly kind: "pending" };
}
