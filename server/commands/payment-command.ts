import type { Money } from "../core/money.ts";
import type { AskResult, ChannelMode, ChargeResult } from "../payments/gateway.ts";
import type { Look } from "../payments/look.ts";

/** Begins to pay an order. */
export interface PayOrder {
  readonly type: "pay_order";
  readonly orderId: string;
  /** 1 to cardTokenMaxLength characters. */
  readonly cardToken: string;
  /** Of the order; 0 stands for any. */
  readonly expectedVersion: number;
  /**
   * Where its charge leaves for as soon as this is durable; undefined when the worker is to find a channel. Not what the caller asked for: the
   * same key may come with another.
   */
  readonly sendTo?: SendTo | undefined;
  /** True on a server without channels: nothing is begun that nobody could end. Not what the caller asked for either. */
  readonly noChannels?: boolean;
}

/** A channel that has a place for an attempt. */
export interface SendTo {
  readonly channel: string;
  /** When to ask what became of it, should no answer be noted down by then. */
  readonly askAtMs: number;
}

/** Gives money back because a person asks for it. */
export interface RefundPayment {
  readonly type: "refund_payment";
  readonly paymentId: string;
  /** 0 stands for all that is left. */
  readonly amountMinor: bigint;
  readonly reason: string;
}

/** What an operator may decide about a payment; see sluice.payments.v1.ResolveAction. */
export type ResolveAction =
  | "ask_again"
  | "mark_not_charged"
  | "mark_charged"
  | "dismiss"
  | "refund_captured";

/** Says by hand how a payment goes on. */
export interface ResolvePayment {
  readonly type: "resolve_payment";
  readonly paymentId: string;
  readonly action: ResolveAction;
  /** With "refund_captured": the charge, and all that it took. */
  readonly captured?: { readonly attemptId: string; readonly amount: Money };
  readonly reason: string;
  /** Of the payment; 0 stands for any. */
  readonly expectedVersion: number;
}

/**
 * Notes down that an attempt is about to be sent: durable before its first byte leaves. Comes to "nothing" when the attempt is not
 * "created" any more or another one is out, so that two workers cannot both send. Made by the worker of payments, as the next two are.
 */
export interface SendAttempt extends SendTo {
  readonly type: "send_attempt";
  readonly paymentId: string;
  readonly attemptId: string;
}

/** Notes down what was heard of an attempt; what follows from it is decided with it. */
export interface RecordAttempt {
  readonly type: "record_attempt";
  readonly paymentId: string;
  readonly attemptId: string;
  readonly result: AttemptResult;
  readonly source: ResultSource;
  /** When to ask again, or to try again, with jitter: the domain has no chance. */
  readonly nextStepAtMs: number;
}

/** Who said so: the answer to the call itself, the answer to a question, a callback, or a look after its end. */
export type ResultSource = "answer" | "ask" | "callback" | "reconciliation";

/**
 * What was heard of an attempt. Of one that is still "created", "not_sent" says that no channel takes it now: it waits.
 * After "never_seen" the channel refuses its id for ever.
 */
export type AttemptResult = AskResult | ChargeResult;

/** Hands a payment whose attempt has had no end by resolveByMs to the operators. */
export interface ReviewPayment {
  readonly type: "review_payment";
  readonly paymentId: string;
}

/** Notes down how the looks at an attempt go on. Made by the reconciler alone. */
export interface MoveLook {
  readonly type: "move_look";
  /** As it was read. */
  readonly from: Look;
  /** Undefined after the last. */
  readonly to: Look | undefined;
}

/**
 * Keeps the mode that a person has given a channel: one that was switched off because it charges twice must not take charges again
 * because the server was started again.
 */
export interface SwitchChannel {
  readonly type: "switch_channel";
  readonly channel: string;
  readonly mode: ChannelMode;
  readonly reason: string;
}

export type PaymentCommand =
  | PayOrder
  | RefundPayment
  | ResolvePayment
  | SendAttempt
  | RecordAttempt
  | ReviewPayment
  | MoveLook
  | SwitchChannel;
