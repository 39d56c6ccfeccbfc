import type { Nothing, PaymentOutcome, Request } from "../commands/command.ts";
import type { RecordAttempt, ResultSource } from "../commands/payment-command.ts";
import { reject } from "../commands/reject.ts";
import type { Stamp } from "../commands/stamp.ts";
import type { BatchState } from "../commands/state.ts";
import type { Note, NoteCode } from "../notes/note.ts";
import { quote, tell } from "../notes/told.ts";
import type { Cause, Told } from "../notes/told.ts";
import { changeAttempt } from "./attempts.ts";
import { changePayment } from "./change-payment.ts";
import type { Changed } from "./change-payment.ts";
import { endCharge, takeCharge } from "./end-charge.ts";
import { contradictionOf } from "./contradiction.ts";
import { endRefund, takeRefund } from "./end-refund.ts";
import { isTakenAfterAll, takeLateCharge } from "./late-charge.ts";
import { isGivenBackAfterAll, takeLateRefund } from "./late-refund.ts";
import { heardOf } from "./heard.ts";
import type { Heard } from "./heard.ts";
import { detailMaxLength } from "./payment.ts";
import type { Attempt, Payment } from "./payment.ts";
import { reviewFor } from "./review.ts";

/** What every step of recording needs to know. */
export interface Recording<H extends Heard = Heard> {
  readonly payment: Payment;
  readonly attempt: Attempt;
  readonly heard: H;
  readonly stamp: Stamp;
  /** When to ask or to try again. */
  readonly nextStepAtMs: number;
  /** For the log: who said what. */
  readonly cause: Cause;
}

/**
 * Notes down what was heard of an attempt, and everything that follows from it: for the payment, the order, its hold and stock. The
 * same may be heard any number of times, in any order, from the answer, a question and a callback: what says nothing new comes to
 * "nothing". What contradicts an end that was noted down does not change it; the payment goes to review. If it says that money was taken
 * after all, that money has a payment of its own (see takeLateCharge); if it went back after all, it counts (see takeLateRefund).
 */
export function decideRecordAttempt(
  state: BatchState,
  request: Request,
  command: RecordAttempt,
  stamp: Stamp,
): PaymentOutcome | Nothing {
  const { paymentId, attemptId, nextStepAtMs } = command;
  const payment = state.payments.get(paymentId);
  if (payment === undefined) return reject({ reason: "PAYMENT_NOT_FOUND", paymentId });
  const attempt = payment.attempts.find((each) => each.attemptId === attemptId);
  if (attempt === undefined) return reject({ reason: "ATTEMPT_NOT_FOUND", paymentId, attemptId });
  const heard = heardOf(payment, attempt, command.result);
  const cause = causeOf(command, heard);
  const recording = { payment, attempt, heard, stamp, nextStepAtMs, cause };
  const changed = record(state, request, recording, command);
  if (changed === undefined) return { kind: "nothing" };
  return { kind: "done", subject: changed.payment, seq: changed.seq, replayed: false };
}

function record(
  state: BatchState,
  request: Request,
  recording: Recording,
  command: RecordAttempt,
): Changed | undefined {
  const { payment, attempt, heard } = recording;
  if (heard.kind === "moved" && isTakenAfterAll(attempt, heard))
    return takeLateCharge(state, request, { ...recording, heard });
  if (heard.kind === "moved" && isGivenBackAfterAll(attempt))
    return takeLateRefund(state, request, { ...recording, heard });
  const contradiction = contradictionOf(payment, attempt, heard);
  if (contradiction !== undefined) return contradict(state, request, recording, contradiction);
  if (attempt.status === "created") return keepWaiting(state, request, recording);
  if (attempt.status !== "sent" && attempt.status !== "unknown") return undefined;
  const isCharge = attempt.kind === "charge";
  switch (heard.kind) {
    case "moved":
      return (isCharge ? takeCharge : takeRefund)(state, request, { ...recording, heard });
    case "declined":
    case "not_sent":
      return (isCharge ? endCharge : endRefund)(state, request, { ...recording, heard });
    case "unresolved":
      return keepAsking(state, request, { ...recording, heard }, command);
    default:
      return heard satisfies never;
  }
}

/** No channel takes it now: it stays as it is, and is tried again later. */
function keepWaiting(
  state: BatchState,
  request: Request,
  recording: Recording,
): Changed | undefined {
  const { payment, attempt, heard, nextStepAtMs, stamp, cause } = recording;
  if (heard.kind !== "not_sent") return undefined;
  const changes = {
    attempts: changeAttempt(payment.attempts, attempt.attemptId, { detail: heard.detail }),
    nextStepAtMs,
  };
  const move = { kind: "payment.waiting", atMs: stamp.nowMs, cause } as const;
  return changePayment(state, request, payment, changes, move);
}

/** Its end is not known, or still not. That it is not is only news when it was asked for, or was believed to be on its way. */
function keepAsking(
  state: BatchState,
  request: Request,
  recording: Recording<Extract<Heard, { kind: "unresolved" }>>,
  { source }: RecordAttempt,
): Changed | undefined {
  const { payment, attempt, heard, stamp, cause } = recording;
  const asked = source === "ask" ? 1 : 0;
  const alarm = attempt.detail.text === heard.detail.text ? undefined : heard.alarm;
  if (attempt.status === "unknown" && asked === 0 && alarm === undefined) return undefined;
  const { detail } = heard;
  const unknown = { status: "unknown", detail, askedCount: attempt.askedCount + asked } as const;
  const { resolveByMs = Number.POSITIVE_INFINITY, review } = payment;
  const nextStepAtMs =
    resolveByMs > stamp.nowMs
      ? Math.min(recording.nextStepAtMs, resolveByMs)
      : recording.nextStepAtMs;
  const changes = {
    attempts: changeAttempt(payment.attempts, attempt.attemptId, unknown),
    nextStepAtMs,
    review: alarm === undefined ? review : reviewFor(payment, alarm, stamp.nowMs),
  };
  const move = { kind: "payment.attempt_unknown", atMs: stamp.nowMs, cause } as const;
  return changePayment(state, request, payment, changes, move);
}

/** Said once: the attempt keeps what was said, so that the same again is nothing new, also after the review was dismissed. */
function contradict(
  state: BatchState,
  request: Request,
  { payment, attempt, stamp, cause }: Recording,
  contradiction: Note,
): Changed | undefined {
  const detail = tell(contradiction, detailMaxLength);
  if (attempt.detail.text === detail.text) return undefined;
  const changes = {
    attempts: changeAttempt(payment.attempts, attempt.attemptId, { detail }),
    review: reviewFor(payment, contradiction, stamp.nowMs),
  };
  const move = { kind: "payment.review_opened", atMs: stamp.nowMs, cause } as const;
  return changePayment(state, request, payment, changes, move);
}

/** Of what the channel said its own words alone go into the note: what the server made of it stands with the attempt. */
function causeOf({ source, result }: RecordAttempt, { detail: { text, note } }: Heard): Told {
  const what = `${source}: ${result.kind.replaceAll("_", " ")}`;
  const { text: cause } = quote(text === "" ? what : `${what} (${text})`, detailMaxLength);
  const said = note === undefined ? text : "";
  return { text: cause, note: { code: sourceCodes[source], said } };
}

const sourceCodes = {
  answer: "heard_as_answer",
  ask: "heard_when_asked",
  callback: "heard_by_callback",
  reconciliation: "heard_after_end",
} as const satisfies Record<ResultSource, NoteCode>;
