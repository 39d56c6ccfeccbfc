import { randomUUIDv7 } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { ask, isRefusal } from "./ask.ts";
import type { Patience } from "./ask.ts";
import type { SaleCounts } from "./sale.ts";
import type { ShopClients } from "./shop-client.ts";
import type { Purchase } from "./shopping.ts";

/** What one click, or all clicks of one buyer, came to; an order id when it was placed. */
type Result =
  | { readonly kind: "placed"; readonly orderId: string }
  | { readonly kind: "refused" | "failed" };

/** Buyers in the shop at once; those who come when it is full go away, and count as failed. */
const inShopMax = 1_000;
/** Arrivals that are later than this (the machine slept) are left out rather than sent as a burst. */
const lateMaxMs = 1_000;
/** How long the shop waits for the last answers when it closes. */
const closeMaxMs = 3_000;

/**
 * The buyers of one sale. Open loop: they come at their times, whether or not those before them were answered, as
 * people do; a closed loop would be kind to a slow server just when it should not be.
 */
export class Buyers {
  readonly #clients: ShopClients;
  readonly #durationMs: number;
  readonly #nextArrivalMs: () => number | undefined;
  readonly #nextPurchase: () => Purchase;
  readonly #canPay: boolean;
  readonly #patience: Patience;
  readonly #inShop = new Set<Promise<void>>();
  readonly #counts = { sentCount: 0, placedCount: 0, refusedCount: 0, failedCount: 0 };

  constructor(options: {
    readonly clients: ShopClients;
    readonly durationMs: number;
    readonly nextArrivalMs: () => number | undefined;
    readonly nextPurchase: () => Purchase;
    /** False in a shop without payment channels: there nobody tries. */
    readonly canPay: boolean;
    /** Once its signal is aborted nobody comes in, and nobody tries again. */
    readonly patience: Patience;
  }) {
    this.#clients = options.clients;
    this.#durationMs = options.durationMs;
    this.#nextArrivalMs = options.nextArrivalMs;
    this.#nextPurchase = options.nextPurchase;
    this.#canPay = options.canPay;
    this.#patience = options.patience;
  }

  get counts(): SaleCounts {
    return { ...this.#counts };
  }

  /** Resolves when the time is over and those in the shop have their answers, or have waited for 3 s. */
  async run(): Promise<void> {
    const startedMs = performance.now();
    const { signal } = this.#patience;
    const until = async (dueMs: number): Promise<number> => {
      const waitMs = dueMs - (performance.now() - startedMs);
      if (waitMs > 0) await sleep(waitMs, undefined, { signal }).catch(() => undefined);
      return Math.max(0, -waitMs);
    };
    for (let dueMs = this.#nextArrivalMs(); dueMs !== undefined; dueMs = this.#nextArrivalMs()) {
      const purchase = this.#nextPurchase();
      const lateMs = await until(dueMs);
      if (signal.aborted) break;
      if (lateMs < lateMaxMs) this.#letIn(purchase);
    }
    await until(this.#durationMs);
    await Promise.race([Promise.all(this.#inShop), sleep(closeMaxMs)]);
  }

  #letIn(purchase: Purchase): void {
    this.#counts.sentCount += 1;
    if (this.#inShop.size >= inShopMax) {
      this.#counts.failedCount += 1;
      return;
    }
    const visit = this.#buy(purchase).finally(() => this.#inShop.delete(visit));
    this.#inShop.add(visit);
  }

  async #buy(purchase: Purchase): Promise<void> {
    // Never drawn from the seed: the same sale run twice would only replay the orders of the first.
    const idempotencyKey = randomUUIDv7();
    const { userId, lines, secondClickAfterMs } = purchase;
    const click = () => this.#click({ idempotencyKey, userId, lines: [...lines] });
    const clicks = [click()];
    if (secondClickAfterMs !== undefined) clicks.push(this.#later(secondClickAfterMs, click));
    const result = together(await Promise.all(clicks));
    this.#counts[`${result.kind}Count`] += 1;
    if (result.kind === "placed") this.#goOn(result.orderId, purchase);
  }

  /** Somebody may pay and then cancel, or cancel and then find that there is nothing to pay. */
  #goOn(orderId: string, { cancelAfterMs, payAfterMs, cardToken }: Purchase): void {
    if (cancelAfterMs !== undefined) void this.#cancel(orderId, cancelAfterMs);
    if (payAfterMs !== undefined && this.#canPay) void this.#pay(orderId, cardToken, payAfterMs);
  }

  async #click(request: Parameters<ShopClients["orders"]["placeOrder"]>[0]): Promise<Result> {
    try {
      const { order } = await ask(() => this.#clients.orders.placeOrder(request), this.#patience);
      return { kind: "placed", orderId: order?.orderId ?? "" };
    } catch (error) {
      return { kind: isRefusal(error) ? "refused" : "failed" };
    }
  }

  async #later(delayMs: number, click: () => Promise<Result>): Promise<Result> {
    try {
      await sleep(delayMs, undefined, { signal: this.#patience.signal });
    } catch {
      return { kind: "failed" };
    }
    return await click();
  }

  /** Not counted, and not waited for: the order may have gone another way meanwhile. */
  async #cancel(orderId: string, afterMs: number): Promise<void> {
    const reason = "Practice sale: changed their mind";
    const request = { orderId, reason, idempotencyKey: randomUUIDv7() };
    await this.#after(afterMs, () => this.#clients.orders.cancelOrder(request));
  }

  /** The same: what becomes of the payment is between the server and its channels. */
  async #pay(orderId: string, cardToken: string, afterMs: number): Promise<void> {
    const request = { orderId, cardToken, idempotencyKey: randomUUIDv7() };
    await this.#after(afterMs, () => this.#clients.payments.payOrder(request));
  }

  /** A buyer whose call does not go through leaves it at that. */
  async #after(delayMs: number, call: () => Promise<unknown>): Promise<void> {
    try {
      await sleep(delayMs, undefined, { signal: this.#patience.signal });
      await ask(call, this.#patience);
    } catch {
      // The order stays as it is.
    }
  }
}

/** All clicks had one key: the order was placed if one of them says so. */
function together(results: readonly Result[]): Result {
  const find = (kind: Result["kind"]) => results.find((result) => result.kind === kind);
  return find("placed") ?? find("refused") ?? { kind: "failed" };
}
