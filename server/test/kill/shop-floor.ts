import { randomUUID } from "node:crypto";
import type { Clients } from "../sluice-test-server.ts";
import { createItem, createUser, eur } from "../sluice-test-server.ts";
import type { Answer, Operation, PlaceOperation } from "./history.ts";
import type { Units } from "./paid-operation.ts";
import type { Random } from "./random.ts";

/**
 * An order does not show the key it was placed under, so each carries a line of its own: `quantity` units of a marker
 * item, different for every operation. That works over every protocol and in a stream, and needs nothing of the server.
 */
const marksPerSku = 10_000;
const stockOfMark = 1_000_000_000n;

/** The marker line of an operation. */
export function markOf(number: number): { readonly sku: string; readonly quantity: bigint } {
  const quantity = BigInt(1 + (number % marksPerSku));
  return { sku: `MARK-${Math.floor(number / marksPerSku)}`, quantity };
}

/** The number of the operation behind an order; undefined when no operation can have made it. */
export function numberOf(
  lines: readonly { readonly sku: string; readonly quantity: bigint }[],
): number | undefined {
  const marks = lines.filter(({ sku }) => sku.startsWith("MARK-"));
  const [mark] = marks;
  if (mark === undefined || marks.length > 1) return undefined;
  return Number(mark.sku.slice("MARK-".length)) * marksPerSku + Number(mark.quantity) - 1;
}

/** Scarce, so that orders meet an empty shelf; the others never run out. */
const scarce = ["HOT-1", "HOT-2", "HOT-3"];
const plenty = ["BULK-1", "BULK-2", "BULK-3", "BULK-4"];
const userCount = 20;
/** Orders that may be called off or put on hold, remembered at most. */
const openMax = 200;

/** An order as its client knows it. */
interface Placed {
  readonly orderId: string;
  readonly lines: readonly Units[];
}

interface Paying extends Placed {
  readonly paymentId: string;
}

/** What the clients of a drill want, over all of its cycles: new writes, and those nobody knows the answer of. */
export class ShopFloor {
  readonly #random: Random;
  readonly #users: string[] = [];
  readonly #skus: string[] = [...scarce, ...plenty];
  #unanswered: Operation[] = [];
  #open: Placed[] = [];
  /** Orders that somebody wants to pay, while the answer is not there. */
  readonly #unpaid = new Map<string, Placed>();
  /** Orders that are being paid or have been, oldest first. */
  #paying: Paying[] = [];
  #nextNumber = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  get skus(): readonly string[] {
    return this.#skus;
  }

  get unansweredCount(): number {
    return this.#unanswered.length;
  }

  /** Opens the shop: users and items. */
  async open(clients: Clients): Promise<void> {
    for (let count = 0; count < userCount; count += 1) {
      this.#users.push((await createUser(clients)).userId);
    }
    for (const sku of scarce) await createItem(clients, { sku, onHand: 20n, price: eur(999n) });
    for (const sku of plenty) await createItem(clients, { sku, onHand: 1_000_000n });
    await this.#newMark(clients);
  }

  /** Makes the marker items that the next `count` operations need. */
  async ensureMarks(clients: Clients, count: number): Promise<void> {
    while (!this.#skus.includes(markOf(this.#nextNumber + count).sku)) await this.#newMark(clients);
  }

  /** The next write of a client: one that was not answered, or a new one. */
  next(): Operation {
    if (this.#random.chance(0.3)) {
      const [again] = this.#unanswered.splice(0, 1);
      if (again !== undefined) return again;
    }
    if (this.#random.chance(0.25)) return this.#pay() ?? this.#place();
    if (this.#random.chance(0.25)) return this.#afterSale() ?? this.#place();
    if (this.#random.chance(0.15)) return this.#cancel() ?? this.#place();
    if (this.#random.chance(0.1)) return this.#setOnHold() ?? this.#place();
    return this.#random.chance(0.05) ? this.#adjust() : this.#place();
  }

  /** The next order of a client that does nothing else. */
  nextPlace(): PlaceOperation {
    const index = this.#unanswered.findIndex(({ type }) => type === "place");
    if (index < 0 || this.#random.chance(0.5)) return this.#place();
    return this.#unanswered.splice(index, 1)[0] as PlaceOperation;
  }

  /** Takes one that was not answered, and nothing new. */
  takeUnanswered(): Operation | undefined {
    return this.#unanswered.shift();
  }

  /** Hears of an answer. What is not settled is asked again; a few that are, too, which must change nothing. */
  settle(operation: Operation, answer: Answer): void {
    const settled = answer.verdict === "ok" || answer.verdict === "fail";
    if (!settled || this.#random.chance(0.05)) this.#unanswered.push(operation);
    if (answer.verdict === "ok") this.#learn(operation, answer.effect);
  }

  #learn(operation: Operation, effect: string): void {
    if (operation.type === "place") {
      this.#open.push({ orderId: effect, lines: operation.lines });
      this.#open = this.#open.slice(-openMax);
    }
    const placed = operation.type === "pay" && this.#unpaid.get(operation.orderId);
    if (!placed) return;
    this.#unpaid.delete(placed.orderId);
    this.#paying.push({ ...placed, paymentId: effect });
    this.#paying = this.#paying.slice(-openMax);
  }

  /** Hears of an answer when only open questions are to be closed. */
  close(operation: Operation, answer: Answer): void {
    if (answer.verdict !== "ok" && answer.verdict !== "fail") this.#unanswered.push(operation);
  }

  #place(): PlaceOperation {
    const number = this.#nextNumber;
    this.#nextNumber += 1;
    const skus = [this.#random.pick(plenty), this.#random.pick(this.#skus.slice(0, 7))];
    const wanted = this.#random.chance(0.5) ? skus : skus.slice(1);
    const lines = wanted.map((sku) => ({ sku, quantity: BigInt(this.#random.between(1, 3)) }));
    const userId = this.#random.pick(this.#users);
    return { type: "place", number, key: randomUUID(), userId, lines: [...lines, markOf(number)] };
  }

  /** The newest, whose hold still lives. The shares of the provider decide what becomes of a card. */
  #pay(): Operation | undefined {
    const placed = this.#open.pop();
    if (placed === undefined) return undefined;
    const { orderId } = placed;
    this.#unpaid.set(orderId, placed);
    const cardToken = `card-${this.#random.between(1, 1_000_000)}`;
    return { type: "pay", key: randomUUID(), orderId, cardToken };
  }

  /** Of the older half, most of which have been paid by now. */
  #afterSale(): Operation | undefined {
    const last = Math.floor(this.#paying.length / 2) - 1;
    const paying = this.#paying[this.#random.between(0, Math.max(0, last))];
    if (paying === undefined) return undefined;
    const { orderId, paymentId } = paying;
    const key = randomUUID();
    const way = this.#random.next();
    if (way < 0.2) {
      const amountMinor = BigInt(this.#random.pick([0, 1, 500]));
      return { type: "refund", key, paymentId, amountMinor };
    }
    const part = paying.lines.slice(0, 1).map(({ sku }) => ({ sku, quantity: 1n }));
    const lines = this.#random.chance(0.4) ? part : [];
    const type = way < 0.65 ? "fulfil" : way < 0.9 ? "return" : "cancel";
    return { type, key, orderId, lines };
  }

  #cancel(): Operation | undefined {
    const orderId = this.#open.pop()?.orderId;
    if (orderId === undefined) return undefined;
    return { type: "cancel", key: randomUUID(), orderId, lines: [] };
  }

  /** Of the newest few, so that some are released again, and some called off while on hold. */
  #setOnHold(): Operation | undefined {
    const orderId = this.#open.at(-this.#random.between(1, 5))?.orderId;
    const type = this.#random.chance(0.6) ? "hold" : "release";
    return orderId === undefined ? undefined : { type, key: randomUUID(), orderId };
  }

  #adjust(): Operation {
    const sku = this.#random.pick(this.#skus.slice(0, 7));
    const sign = this.#random.chance(0.5) ? 1 : -1;
    const delta = BigInt(sign * this.#random.between(1, 10));
    return { type: "adjust", key: randomUUID(), sku, delta };
  }

  async #newMark(clients: Clients): Promise<void> {
    const count = this.#skus.filter((sku) => sku.startsWith("MARK-")).length;
    const sku = `MARK-${count}`;
    await createItem(clients, { sku, onHand: stockOfMark, price: eur(0n) });
    this.#skus.push(sku);
  }
}
