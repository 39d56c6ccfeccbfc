import type { AttemptResult, ResultSource, SendTo } from "../commands/payment-command.ts";
import { present, unreachable } from "../core/assert.ts";
import { nextChannel } from "../payments/choose-channel.ts";
import type { ChannelState, Gateway, NotSentWhy } from "../payments/gateway.ts";
import { captureOf, openAttempt } from "../payments/payment.ts";
import type { Attempt, Payment } from "../payments/payment.ts";
import { paymentSteps } from "../payments/payment-step.ts";
import type { PaymentStep } from "../payments/payment-step.ts";
import { applyInternal } from "./apply-internal.ts";
import type { ChannelRoom } from "./channel-room.ts";
import { recordAttempt } from "./record-attempt.ts";
import type { RecordDependencies } from "./record-attempt.ts";

export interface PaymentRunDependencies extends RecordDependencies {
  readonly gateway: Gateway;
  readonly room: ChannelRoom;
  /** For the drill alone: takes a charge whose end is unknown for one that was not sent, which charges twice. */
  readonly unsafeFailover: boolean;
}

/** A call ends within its channel's deadline; this long after it nobody waits for its answer any more. */
const askSlackMs = 1_000;

/** What came of a run. "full": every channel that takes it has as many calls as it may have. "nothing": it was not to be done after all. */
export type RunResult = "moved" | "full" | "nothing";

/** Does what is due about a payment, read with its card token. Ends within the deadline of a channel and its commits. */
export async function runPayment(
  dependencies: PaymentRunDependencies,
  payment: Payment,
): Promise<RunResult> {
  let result: RunResult = "nothing";
  for (const step of paymentSteps(payment, dependencies.clock())) {
    const taken = await takeStep(dependencies, payment, step);
    if (result !== "moved") result = taken;
  }
  return result;
}

async function takeStep(
  dependencies: PaymentRunDependencies,
  payment: Payment,
  step: PaymentStep,
): Promise<RunResult> {
  const { paymentId } = payment;
  switch (step.kind) {
    case "review":
      return movedBy(
        await applyInternal(dependencies.storage, { type: "review_payment", paymentId }),
      );
    case "send":
      return await send(dependencies, payment, step.attempt);
    case "ask":
      return await ask(dependencies, payment, step.attempt);
    default:
      return unreachable(step);
  }
}

async function send(
  dependencies: PaymentRunDependencies,
  payment: Payment,
  attempt: Attempt,
): Promise<RunResult> {
  const { room } = dependencies;
  const target =
    attempt.kind === "charge" ? forCharge(dependencies, payment) : forRefund(dependencies, attempt);
  if (target.kind === "full") return "full";
  if (target.kind === "none") {
    const result = { kind: "not_sent", why: target.why } as const;
    return await record(dependencies, { payment, attempt, result, source: "answer" });
  }
  const { channel } = target;
  const leave = present(room.enter(channel), "room that was there a moment ago");
  try {
    return await sendTo(dependencies, { payment, attempt, channel });
  } finally {
    leave();
  }
}

interface Sending {
  readonly payment: Payment;
  readonly attempt: Attempt;
  readonly channel: ChannelState;
}

/** Durable first: from here on the attempt may have left, and whoever finds it after a crash asks. */
async function sendTo(dependencies: PaymentRunDependencies, sending: Sending): Promise<RunResult> {
  const { payment, attempt, channel } = sending;
  const outcome = await applyInternal(dependencies.storage, {
    type: "send_attempt",
    paymentId: payment.paymentId,
    attemptId: attempt.attemptId,
    channel: channel.name,
    askAtMs: askAtMs(dependencies, channel),
  });
  return outcome.kind === "done" ? await callSent(dependencies, outcome.subject) : "nothing";
}

/** Makes the call for an attempt that is noted down as sent, by this very process and just now, and notes down what came of it. */
export async function callSent(
  dependencies: PaymentRunDependencies,
  payment: Payment,
): Promise<RunResult> {
  const attempt = present(openAttempt(payment), "the attempt that is sent");
  const heard = await call(dependencies, payment, attempt);
  const isUnsafe = dependencies.unsafeFailover && heard.kind === "unknown";
  const result: AttemptResult = isUnsafe ? { kind: "not_sent", why: "unsafe_failover" } : heard;
  return await record(dependencies, { payment, attempt, result, source: "answer" });
}

async function call(
  { gateway }: PaymentRunDependencies,
  payment: Payment,
  attempt: Attempt,
): Promise<AttemptResult> {
  const { channel } = attempt;
  const { attemptId, amountMinor: minorUnits, reason } = attempt;
  const { orderId, cardToken } = payment;
  const amount = { currencyCode: payment.amount.currencyCode, minorUnits };
  if (attempt.kind === "charge")
    return await gateway.charge(channel, { attemptId, orderId, amount, cardToken });
  const { attemptId: chargeAttemptId } = present(captureOf(payment), "what is given back");
  const { text } = reason;
  return await gateway.refund(channel, { attemptId, chargeAttemptId, amount, reason: text });
}

/** A call that is made now has ended by then, one way or the other. */
function askAtMs({ clock }: PaymentRunDependencies, { deadlineMs }: ChannelState): number {
  return clock() + deadlineMs + askSlackMs;
}

/** Room on a channel. */
export interface TakenRoom {
  readonly sendTo: SendTo;
  readonly leave: () => void;
}

/** Takes room for the charge of a payment that is about to begin; undefined when no channel has any. */
export function takeRoom(dependencies: PaymentRunDependencies): TakenRoom | undefined {
  const target = forCharge(dependencies, { attempts: [] });
  if (target.kind !== "channel") return undefined;
  const { channel } = target;
  const leave = present(dependencies.room.enter(channel), "room that was there a moment ago");
  return { sendTo: { channel: channel.name, askAtMs: askAtMs(dependencies, channel) }, leave };
}

/** Where an attempt goes. "full": a channel takes it as soon as one of those on their way has ended. */
type Target =
  | { readonly kind: "channel"; readonly channel: ChannelState }
  | { readonly kind: "full" }
  | { readonly kind: "none"; readonly why: NotSentWhy };

function forCharge(
  dependencies: PaymentRunDependencies,
  payment: Pick<Payment, "attempts">,
): Target {
  const { gateway, room, random } = dependencies;
  const withRoom = gateway.channels().filter((channel) => room.has(channel));
  const channel = nextChannel(payment, withRoom, random());
  if (channel !== undefined) return { kind: "channel", channel };
  return isFull(dependencies) ? { kind: "full" } : { kind: "none", why: "no_channel" };
}

/** True when channels take charges, and each that does has as many as it may have. */
export function isFull({ gateway, room }: Pick<PaymentRunDependencies, "gateway" | "room">) {
  const taking = gateway.channels().filter(({ takesCharges }) => takesCharges);
  return taking.length > 0 && taking.every((channel) => !room.has(channel));
}

/**
 * Only the channel that has the money can give it back. When that one is full the refund waits as when it is out, and is not left
 * as due: charges that others take would stand behind it.
 */
function forRefund(
  { gateway, room, clock }: PaymentRunDependencies,
  { channel: name }: Attempt,
): Target {
  const channel = gateway.channels().find((one) => one.name === name);
  if (channel === undefined) return { kind: "none", why: "not_configured" };
  // Past its time it is open until somebody calls, and that may be nobody but this refund.
  const isOut = channel.mode !== "on" && clock() < (channel.openUntilMs ?? 0);
  if (isOut) return { kind: "none", why: "breaker_open" };
  return room.has(channel) ? { kind: "channel", channel } : { kind: "none", why: "limit" };
}

async function ask(
  dependencies: PaymentRunDependencies,
  payment: Payment,
  attempt: Attempt,
): Promise<RunResult> {
  const result = await answerOf(dependencies, attempt);
  return await record(dependencies, { payment, attempt, result, source: "ask" });
}

async function answerOf(
  { gateway }: PaymentRunDependencies,
  { kind, channel, attemptId }: Attempt,
): Promise<AttemptResult> {
  if (gateway.channels().every(({ name }) => name !== channel)) {
    const detail = `${channel} is not in the settings`;
    return { kind: "unreachable", why: "not_configured", detail };
  }
  if (kind === "charge") return await gateway.ask(channel, attemptId);
  return await gateway.askRefund(channel, attemptId);
}

async function record(
  dependencies: PaymentRunDependencies,
  heard: {
    readonly payment: Payment;
    readonly attempt: Attempt;
    readonly result: AttemptResult;
    readonly source: ResultSource;
  },
): Promise<RunResult> {
  return movedBy(await recordAttempt(dependencies, { ...heard, actor: "system" }));
}

function movedBy({ kind }: { readonly kind: string }): RunResult {
  return kind === "done" ? "moved" : "nothing";
}
