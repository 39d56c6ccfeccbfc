import type { Command, CreateItem, OutcomeOf, Request } from "../commands/command.ts";
import type { ProblemReason } from "../commands/problem.ts";
import { decide } from "../commands/decide.ts";
import { fingerprintText } from "../commands/fingerprint-text.ts";
import { BatchState } from "../commands/state.ts";
import type { Writes } from "../commands/state.ts";
import { present } from "../core/assert.ts";
import type { Outcome } from "../commands/command.ts";
import type { Order } from "../orders/order.ts";
import { MemoryStore } from "./memory-store.ts";
import { testPaymentLimits } from "./payment-limits.ts";

/** The fields of an item that a test does not care about. */
const anyItem: Omit<CreateItem, "sku"> = {
  type: "create_item",
  name: "Shirt",
  price: { currencyCode: "EUR", minorUnits: 1_000n },
  onHand: 10,
  perUserLimit: 0,
  saleStartsAtMs: undefined,
  saleEndsAtMs: undefined,
  paused: false,
};

/** A small shop over the real decisions, for tests that tell a story: its clock is set by hand, a hold lives 60 s. */
export class Shop {
  readonly store = new MemoryStore();
  nowMs = 1_000_000;
  readonly holdMs = 60_000;
  /** The key of what is sent without one of its own; none at first. */
  key: string | undefined;
  #idCount = 0;

  /** Decides one command in a batch of its own. */
  send<C extends Command>(command: C, by: { actor?: string; key?: string } = {}): OutcomeOf<C> {
    const { actor = "desk", key: idempotencyKey = this.key } = by;
    const request = { command, actor, traceId: "", idempotencyKey };
    return this.batch([request]).outcomes[0] as OutcomeOf<C>;
  }

  /** Decides requests in one batch. */
  batch(requests: readonly Request[]): { outcomes: readonly Outcome[]; writes: Writes } {
    const state = this.store.load(requests, BatchState);
    const outcomes = requests.map((request) => {
      const { nowMs, holdMs } = this;
      const payments = testPaymentLimits;
      const stamp = { nowMs, newId: () => this.#newId(), holdMs, payments };
      const keyed = request.idempotencyKey !== undefined;
      const fingerprint = keyed ? fingerprintText(request.command) : "";
      return decide<Command>(state, request, fingerprint, stamp);
    });
    const writes = state.writes();
    this.store.fold(writes);
    return { outcomes, writes };
  }

  /** Adds a user and answers their id. */
  user(email: string): string {
    const outcome = this.send({ type: "create_user", email, name: "Ann" });
    if (outcome.kind !== "done") throw new Error(`no user ${email}`);
    return outcome.subject.userId;
  }

  item(sku: string, fields: Partial<CreateItem> = {}): void {
    const outcome = this.send({ ...anyItem, ...fields, sku });
    if (outcome.kind !== "done") throw new Error(`no item ${sku}`);
  }

  /** Orders by SKU and quantity. */
  order(userId: string, quantities: Readonly<Record<string, number>>): OutcomeOf<Command> {
    const lines = Object.entries(quantities).map(([sku, quantity]) => ({ sku, quantity }));
    return this.send({ type: "place_order", userId, lines });
  }

  /** Orders what cannot be refused, and answers the order. */
  placed(userId: string, quantities: Readonly<Record<string, number>>): Order {
    const outcome = this.order(userId, quantities);
    if (outcome.kind !== "done" || !("lines" in outcome.subject)) throw new Error("not placed");
    return outcome.subject;
  }

  /** On hand, held and sold of an item. */
  counts(sku: string): readonly [onHand: number, held: number, sold: number] {
    const { onHand, held, sold } = present(this.store.items.get(sku), `item ${sku}`);
    return [onHand, held, sold];
  }

  #newId(): string {
    this.#idCount += 1;
    return `00000000-0000-7000-8000-${this.#idCount.toString(16).padStart(12, "0")}`;
  }
}

/** The reasons an outcome was refused for, sorted; empty for one that was not. */
export function reasonsOf(outcome: Outcome): readonly ProblemReason[] {
  if (outcome.kind !== "rejected") return [];
  return outcome.problems.map(({ reason }) => reason).toSorted();
}
