import type { PaymentOutcome } from "../commands/command.ts";
import type { SendTo } from "../commands/payment-command.ts";
import { openAttempt } from "../payments/payment.ts";
import type { Payment } from "../payments/payment.ts";

/** A place for one charge on its way to a channel, taken before its payment is begun: so that both are one commit. */
export class ChargePlace {
  /** Goes into the command. */
  readonly sendTo: SendTo;
  readonly #send: (payment: Payment) => void;
  readonly #leave: () => void;
  #isOver = false;

  constructor(
    sendTo: SendTo,
    parts: {
      /** Sends the charge, which is noted down, and gives the place back when that has ended. */
      readonly send: (payment: Payment) => void;
      readonly leave: () => void;
    },
  ) {
    this.sendTo = sendTo;
    this.#send = parts.send;
    this.#leave = parts.leave;
  }

  /** Sends the charge if the outcome is that this very command has begun it, else does nothing. */
  use(outcome: PaymentOutcome): void {
    if (this.#isOver || outcome.kind !== "done" || outcome.replayed) return;
    if (openAttempt(outcome.subject)?.status !== "sent") return;
    this.#isOver = true;
    this.#send(outcome.subject);
  }

  /** Gives the place back unless it is used. */
  release(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#leave();
  }
}
