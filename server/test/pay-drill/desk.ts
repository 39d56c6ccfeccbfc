import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import { present } from "../../core/assert.ts";
import type { Answer } from "../kill/history.ts";
import type { Random } from "../kill/random.ts";
import type { Clients } from "../sluice-test-server.ts";
import { ask } from "./ask.ts";
import type { PayHistory, PayOperation } from "./operation.ts";

export type Settled = Extract<Answer, { readonly verdict: "ok" | "fail" }>;
/** An operation that has no key yet. */
export type Wanted = PayOperation extends infer O
  ? O extends PayOperation
    ? Omit<O, "key">
    : never
  : never;

export interface DeskOptions {
  readonly name: string;
  readonly clients: Clients;
  readonly history: PayHistory;
  readonly random: Random;
}

const pauseMinMs = 20;
const pauseMaxMs = 1_000;
/** A server that says nothing for so long is not coming back. */
const patienceMs = 90_000;
/** Operations that are asked for once more after they were settled: that must change nothing. */
const againShare = 0.03;

/** Where a buyer asks for things, with one key each, until every question is answered. */
export class Desk {
  readonly #options: DeskOptions;

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  /** Makes a key, and asks until the answer is definite. Throws when there is none in a long time. */
  async settle(wanted: Wanted): Promise<Settled> {
    const operation = { ...wanted, key: randomUUID() } as PayOperation;
    const answer = await this.#untilSettled(operation);
    if (this.#options.random.chance(againShare)) await this.#attempt(operation);
    return answer;
  }

  /** A payment as it is now. */
  async payment(paymentId: string): Promise<Payment> {
    const { clients } = this.#options;
    for (const untilMs = performance.now() + patienceMs; ;) {
      try {
        const { payment } = await clients.payments.getPayment({ paymentId });
        return present(payment, "payment");
      } catch (error) {
        if (performance.now() > untilMs) throw error;
        await sleep(pauseMaxMs);
      }
    }
  }

  async #untilSettled(operation: PayOperation): Promise<Settled> {
    const untilMs = performance.now() + patienceMs;
    for (let pauseMs = pauseMinMs; ; pauseMs = Math.min(2 * pauseMs, pauseMaxMs)) {
      const answer = await this.#attempt(operation);
      if (answer.verdict === "ok" || answer.verdict === "fail") return answer;
      if (performance.now() > untilMs) throw new Error(`no answer to ${operation.type} any more`);
      await sleep(this.#options.random.between(pauseMinMs, pauseMs));
    }
  }

  async #attempt(operation: PayOperation): Promise<Answer> {
    const { history, name, clients } = this.#options;
    return await history.attempt(name, operation, () => ask(clients, operation));
  }
}
