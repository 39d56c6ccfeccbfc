import { randomUUIDv7 } from "node:crypto";
import { create, toBinary } from "@bufbuild/protobuf";
import { PayOrderRequestSchema } from "#gen/sluice/payments/v1/payment_service_pb.ts";
import { present } from "../../core/assert.ts";
import type { Answer, Caller } from "./caller.ts";

/** What came of paying. */
export interface Paid {
  /** PayOrder calls that were accepted. */
  readonly accepted: number;
  /** The first other answer, for people; empty when there was none. */
  readonly error: string;
}

/** order_id, 36 characters: the first field of the order, which is the first of the response. */
const orderIdTag = Buffer.from([0x0a, 36]);
const orderIdLength = 36;

/** Pays a share of the orders that are accepted over Connect, each as soon as it was answered, as somebody at a shop does. */
export class Buyer {
  readonly #caller: Caller;
  readonly #share: number;
  #calls: Promise<void>[] = [];
  /** Orders to be paid by now, with the part of the next one. */
  #due = 0;
  #accepted = 0;
  #error = "";

  constructor(caller: Caller, share: number) {
    this.#caller = caller;
    this.#share = share;
  }

  /** An order was answered. */
  answered(answer: Answer, body: Buffer | undefined): void {
    if (answer !== "accepted") return;
    this.#due += this.#share;
    if (this.#due < 1) return;
    this.#due -= 1;
    this.#calls.push(this.#pay(orderIdOf(present(body, "an accepted order"))));
  }

  /** Resolves when every payment was answered. */
  async end(): Promise<Paid> {
    await Promise.all(this.#calls);
    return { accepted: this.#accepted, error: this.#error };
  }

  async #pay(orderId: string): Promise<void> {
    const answer = await new Promise<Answer>((resolve) => {
      this.#caller.send(requestOf(orderId), resolve);
    });
    if (answer === "accepted") this.#accepted += 1;
    else if (this.#error === "") this.#error = answer;
  }
}

function orderIdOf(body: Buffer): string {
  const start = body.indexOf(orderIdTag) + orderIdTag.length;
  return body.toString("latin1", start, start + orderIdLength);
}

function requestOf(orderId: string): Buffer {
  const request = { idempotencyKey: randomUUIDv7(), orderId, cardToken: "tok_approve" };
  return Buffer.from(toBinary(PayOrderRequestSchema, create(PayOrderRequestSchema, request)));
}
