import type { Money } from "../core/money.ts";

/**
 * The way to the payment providers. A channel is one provider at one address, named in the settings. Every method ends
 * within the channel's deadline and never throws: what went wrong is a result.
 */
export interface Gateway {
  /** Every channel as it is now, in the order of the settings. */
  channels(): readonly ChannelState[];
  /** Tells of every change of a channel's mode or breaker. Answers a function that stops it. */
  onChange(listener: (channel: ChannelState) => void): () => void;
  /** Sends a charge. Not to be called before the attempt is durably SENT. */
  charge(channel: string, attempt: ChargeAttempt): Promise<ChargeResult>;
  /** Asks how a charge stands, and fences its id when the provider has never seen it. */
  ask(channel: string, attemptId: string): Promise<AskResult>;
  /** Sends a refund. Not to be called before the attempt is durably SENT. */
  refund(channel: string, attempt: RefundAttempt): Promise<RefundResult>;
  /** Asks how a refund stands, and fences its id when the provider has never seen it. */
  askRefund(channel: string, attemptId: string): Promise<AskResult>;
  /**
   * Asks how a charge or refund stands long after its end, in no hurry: once, and a failure is not held against the channel. Without a fence
   * nothing changes at the provider, and what it does not find comes to "unreachable".
   */
  look(channel: string, attempt: LookedAt): Promise<AskResult>;
  /**
   * Switches a channel by hand, until the next switch. It is for the caller to have that kept for the next start. The mode that it has
   * already changes nothing.
   */
  setChannel(channel: string, mode: ChannelMode, by: SwitchedBy): ChannelState;
}

/** What a look is about. */
export interface LookedAt {
  readonly kind: "charge" | "refund";
  /** UUID; the key at the provider. */
  readonly attemptId: string;
  /** True when an id that the provider has never seen is to be refused from now on. */
  readonly fence: boolean;
}

/** One charge to send. */
export interface ChargeAttempt {
  /** UUID; the key at the provider. */
  readonly attemptId: string;
  readonly orderId: string;
  readonly amount: Money;
  /** Stands for the card, 1 to 200 characters. */
  readonly cardToken: string;
}

/** One refund to send. */
export interface RefundAttempt {
  /** UUID; the key at the provider. */
  readonly attemptId: string;
  /** Of the charge that is given back. */
  readonly chargeAttemptId: string;
  readonly amount: Money;
  /** For people, 1 to 500 characters. */
  readonly reason: string;
}

/** The money has moved. `amount` is what the provider says has, which need not be what was asked. */
export interface Approved {
  readonly kind: "approved";
  readonly providerReference: string;
  readonly amount: Money;
}

/** No money has moved, nor will. A soft one may be tried elsewhere or later, under a new attempt id. */
export interface Declined {
  readonly kind: "declined";
  readonly soft: boolean;
  readonly reason: string;
}

/** No byte of the request has left, nor will: the provider cannot know of it. */
export interface NotSent {
  readonly kind: "not_sent";
  readonly why: NotSentWhy;
}

/**
 * The channel's breaker is open, it has as many calls as it may have, it cannot be reached, or it was switched off. "no_channel": none takes
 * charges now. "not_configured": the channel is not in the settings any more. "unsafe_failover": what was unknown is taken for
 * not sent, as PAYMENT_UNSAFE_FAILOVER wants it; never else.
 */
export type NotSentWhy =
  | "breaker_open"
  | "limit"
  | "no_connection"
  | "switched_off"
  | "no_channel"
  | "not_configured"
  | "unsafe_failover";

/** The request left, and what became of it is not known: ask. Never a failure. */
export interface Unknown {
  readonly kind: "unknown";
  readonly why: UnknownWhy;
  /** For people: what was seen, at most 200 characters. */
  readonly detail: string;
}

/**
 * "pending": the provider took it and will decide later. "error": it answered an error, which says nothing about the
 * money. "bad_answer": its answer makes no sense.
 */
export type UnknownWhy = "pending" | "deadline" | "connection_lost" | "error" | "bad_answer";

/** What became of a charge that was to be sent. */
export type ChargeResult = Approved | Declined | NotSent | Unknown;

/** What became of a refund that was to be sent. */
export type RefundResult = ChargeResult;

/** How a charge or refund stands. After "never_seen" the provider refuses the id for ever: definitely no money moved. */
export type AskResult =
  | Approved
  | Declined
  | { readonly kind: "pending" }
  | { readonly kind: "never_seen" }
  | {
      readonly kind: "unreachable";
      readonly why: NotSent["why"] | UnknownWhy;
      /** For people: what was seen, at most 200 characters. */
      readonly detail: string;
    };

/**
 * What an operator wants of a channel. "automatic": the breaker decides. "on": calls go whatever the breaker says. "off": no
 * new charges; asking and refunding go on as in "automatic", for nobody else can answer for money that is already there.
 */
export type ChannelMode = "automatic" | "on" | "off";

/** Who wants a mode, and why. */
export interface SwitchedBy {
  /** Principal. */
  readonly actor: string;
  /** For people, 1 to 500 characters. */
  readonly reason: string;
}

/** How a channel came to its mode. */
export interface ChannelSwitch extends SwitchedBy {
  /** By the process clock. */
  readonly atMs: number;
}

/** The mode that somebody has given a channel last, as the next start finds it. */
export interface KeptSwitch extends ChannelSwitch {
  readonly channel: string;
  readonly mode: ChannelMode;
}

export type BreakerState = "closed" | "open" | "half_open";

/** One channel at one moment. */
export interface ChannelState {
  readonly name: string;
  /** Origin, as in the settings. */
  readonly address: string;
  /** Channels of the lowest number come first. */
  readonly priority: number;
  /** Share of the charges among channels of one priority. */
  readonly weight: number;
  readonly deadlineMs: number;
  readonly mode: ChannelMode;
  /** Undefined until somebody has switched it. */
  readonly switched: ChannelSwitch | undefined;
  readonly breaker: BreakerState;
  /** When an open breaker lets the first probe through, by the process clock; undefined unless open. */
  readonly openUntilMs: number | undefined;
  /** True when a charge that is sent now would not be refused for mode or breaker. */
  readonly takesCharges: boolean;
  readonly inFlight: number;
  /** Most charges and refunds at once, and as many questions. */
  readonly inFlightMax: number;
  /** Calls that ended in the breaker's window, without questions that were answered, and those of them that failed. */
  readonly calls: number;
  readonly failures: number;
  /** Milliseconds, over the calls of the window that were answered; undefined when there were none. */
  readonly latencyP50Ms: number | undefined;
  readonly latencyP99Ms: number | undefined;
}
