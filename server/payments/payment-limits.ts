/** How far payments go, from the settings. */
export interface PaymentLimits {
  /** From the first payment of an order on, its hold lives at least so long. */
  readonly holdExtensionMs: number;
  /** How long an attempt may be out before it goes to review. */
  readonly resolveMs: number;
  /** Declines of one payment after which no other channel is tried. */
  readonly chargeDeclinesMax: number;
  /** Declines of a refund, one after another, after which a person has to look at it. */
  readonly refundDeclinesMax: number;
  /** After how long the channel of an attempt that has ended without money is asked about it again. */
  readonly lookSoonMs: number;
}
