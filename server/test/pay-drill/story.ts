import { setTimeout as sleep } from "node:timers/promises";
import { PaymentStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import type { Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import type { Random } from "../kill/random.ts";
import type { Cards } from "./cards.ts";
import type { Desk } from "./desk.ts";
import type { Units } from "../kill/paid-operation.ts";
import type { PayShop } from "./pay-shop.ts";
import { holdMs } from "./stage.ts";
import type { Tickets } from "./tickets.ts";

export interface StoryOptions {
  readonly random: Random;
  readonly desk: Desk;
  readonly shop: PayShop;
  readonly cards: Cards;
  readonly tickets: Tickets;
}

interface Placed {
  readonly orderId: string;
  readonly lines: readonly Units[];
}

/** How often a buyer looks what became of a payment before they leave, and how many cards they have. */
const looksMax = 5;
const cardsMax = 3;

/** What one buyer does: orders, pays in one of many ways, looks, tries another card, wants money back. */
export class Story {
  readonly #options: StoryOptions;

  constructor(options: StoryOptions) {
    this.#options = options;
  }

  /** Tells it to its end. The caller has taken a ticket for the first payment. */
  async run(): Promise<void> {
    const { random, tickets } = this.#options;
    const order = await this.#place();
    if (order === undefined || random.chance(0.04)) return tickets.handIn(false);
    const paymentId = await this.#firstPayment(order.orderId);
    if (paymentId !== undefined) await this.#follow(order, paymentId);
  }

  async #place(): Promise<Placed | undefined> {
    const { random, desk, shop } = this.#options;
    const order = shop.draw(random);
    const answer = await desk.settle({ type: "place", ...order });
    if (answer.verdict === "ok") return { orderId: answer.effect, lines: order.lines };
    const more = shop.restock(order.lines, random);
    if (more !== undefined) await desk.settle({ type: "restock", ...more });
    return undefined;
  }

  /** Mostly plain; sometimes in two tabs at once, sometimes called off meanwhile, sometimes when it is too late. */
  async #firstPayment(orderId: string): Promise<string | undefined> {
    const { random, desk, tickets } = this.#options;
    const way = random.next();
    if (way < 0.08 && tickets.take()) {
      const paid = await Promise.all([this.#pay(orderId), this.#pay(orderId)]);
      return paid.find((paymentId) => paymentId !== undefined);
    }
    if (way < 0.16) {
      const cancel = async (): Promise<void> => {
        await sleep(random.between(0, 600));
        await desk.settle({ type: "cancel", orderId, lines: [] });
      };
      const [paid] = await Promise.all([this.#pay(orderId), cancel()]);
      return paid;
    }
    if (way < 0.2) await sleep(random.between(holdMs - 100, holdMs + 500));
    return await this.#pay(orderId);
  }

  /** Pays with another card; undefined when that is refused. Hands in a ticket. */
  async #pay(orderId: string): Promise<string | undefined> {
    const { random, desk, cards, tickets } = this.#options;
    const answer = await desk.settle({ type: "pay", orderId, cardToken: cards.draw(random) });
    tickets.handIn(answer.verdict === "ok");
    return answer.verdict === "ok" ? answer.effect : undefined;
  }

  async #follow(order: Placed, firstPaymentId: string): Promise<void> {
    const { random, desk, tickets } = this.#options;
    let paymentId = firstPaymentId;
    let cards = 1;
    for (let look = 0; look < looksMax; look += 1) {
      await sleep(random.between(100, 1_200));
      const payment = await desk.payment(paymentId);
      if (payment.status === PaymentStatus.FAILED) {
        if (cards === cardsMax || random.chance(0.4) || !tickets.take()) return;
        cards += 1;
        const next = await this.#pay(order.orderId);
        if (next === undefined) return;
        paymentId = next;
      } else if (payment.status !== PaymentStatus.PENDING) {
        return await this.#afterSale(order, payment);
      }
    }
  }

  /** A part back, the rest, all, more than there is, the whole order called off, or sent. */
  async #afterSale(order: Placed, { paymentId, captured }: Payment): Promise<void> {
    const { random, desk } = this.#options;
    const taken = captured?.minorUnits ?? 0n;
    const way = random.next();
    const refund = async (amountMinor: bigint): Promise<void> => {
      await desk.settle({ type: "refund", paymentId, amountMinor });
    };
    if (way < 0.12) {
      await refund(BigInt(random.between(1, Number(taken))));
      if (random.chance(0.5)) await sleep(random.between(0, 800));
      if (random.chance(0.7)) await refund(random.chance(0.5) ? 0n : taken);
    } else if (way < 0.18) await refund(0n);
    else if (way < 0.23) await refund(taken + 1n);
    else if (way < 0.27) await Promise.all([refund(taken), refund(taken)]);
    else if (way < 0.33) {
      await desk.settle({ type: "cancel", orderId: order.orderId, lines: [] });
    } else if (way < 0.6) await this.#serve(order);
  }

  /** Sends it in one piece or in two, or only a part and calls off the rest; some of it comes back. */
  async #serve({ orderId, lines }: Placed): Promise<void> {
    const { random, desk } = this.#options;
    const part = lines.slice(0, 1).map(({ sku }) => ({ sku, quantity: 1n }));
    if (random.chance(0.5)) await desk.settle({ type: "fulfil", orderId, lines: part });
    const type = random.chance(0.3) ? "cancel" : "fulfil";
    await desk.settle({ type, orderId, lines: random.chance(0.3) ? part : [] });
    if (random.chance(0.4)) await desk.settle({ type: "return", orderId, lines: part });
    if (random.chance(0.6)) await desk.settle({ type: "deliver", orderId });
    if (random.chance(0.4)) await desk.settle({ type: "return", orderId, lines: [] });
    if (random.chance(0.4)) await desk.settle({ type: "close", orderId });
  }
}
