import type { Clock } from "../core/clock.ts";
import type { NewId } from "../core/ids.ts";
import type { Logger } from "../platform/log.ts";
import type { FromBuyers, Shop } from "./buyers-message.ts";
import { startBuyers } from "./buyers-process.ts";
import type { BuyersProcess } from "./buyers-process.ts";
import { createSamples } from "./create-samples.ts";
import type { Samples } from "./create-samples.ts";
import { sampleItems } from "./sample-items.ts";
import type { Sale, SalePlan } from "./sale.ts";
import { enterShop } from "./shop-client.ts";

export type StartOutcome =
  | { readonly kind: "started" | "already_running"; readonly sale: Sale }
  /** The server does not listen yet, or is stopping. */
  | { readonly kind: "closed" };

export type StopOutcome =
  | { readonly kind: "stopped"; readonly sale: Sale }
  | { readonly kind: "not_running" };

/** Buyers that are still there so long after the end of their sale are sent home. */
const overtimeMaxMs = 60_000;

/**
 * Runs practice sales, one at a time. The latest sale lives in memory only: it ends with the server, and what
 * counts, its orders, is in the log as any other.
 */
export class SaleRunner {
  readonly #clock: Clock;
  readonly #newId: NewId;
  readonly #log: Pick<Logger, "error">;
  #shop: Shop | undefined;
  #sale: Sale | undefined;
  #buyers: BuyersProcess | undefined;
  #lastWord: FromBuyers | undefined;
  #stopped = false;
  #finished: Promise<void> = Promise.resolve();

  constructor(options: {
    readonly clock: Clock;
    readonly newId: NewId;
    readonly log: Pick<Logger, "error">;
  }) {
    this.#clock = options.clock;
    this.#newId = options.newId;
    this.#log = options.log;
  }

  /** The latest sale; undefined when this process has had none. */
  get latest(): Sale | undefined {
    return this.#sale;
  }

  /** Sales may start from now on, with buyers who come to this shop. */
  open(shop: Shop): void {
    this.#shop = shop;
  }

  /** Ends the sale that is running and starts no other. Resolves when no buyer is left, within 5 s. */
  async close(): Promise<void> {
    this.#shop = undefined;
    await this.stop();
  }

  start(plan: SalePlan): StartOutcome {
    if (this.#shop === undefined) return { kind: "closed" };
    if (this.#sale?.status === "running") return { kind: "already_running", sale: this.#sale };
    const sale = newSale(plan, { saleId: this.#newId(), nowMs: this.#clock() });
    this.#sale = sale;
    this.#lastWord = undefined;
    this.#stopped = false;
    const onMessage = (message: FromBuyers): void => this.#hear(plan, message);
    const buyers = startBuyers({ shop: this.#shop, plan, onMessage });
    this.#buyers = buyers;
    this.#finished = this.#finish(buyers, plan);
    return { kind: "started", sale };
  }

  /** Creates the sample items and users that are missing; undefined when the shop is closed. Throws what the shop refused. */
  async loadSamples(signal: AbortSignal): Promise<Samples | undefined> {
    if (this.#shop === undefined) return undefined;
    const { clients, leave } = enterShop(this.#shop);
    try {
      return await createSamples(clients, this.#clock(), { random: Math.random, signal });
    } finally {
      leave();
    }
  }

  /** Resolves when the buyers are gone: nothing is ordered after that. */
  async stop(): Promise<StopOutcome> {
    if (this.#sale?.status !== "running") return { kind: "not_running" };
    this.#stopped = true;
    this.#buyers?.close();
    await this.#finished;
    return { kind: "stopped", sale: this.#sale };
  }

  #hear(plan: SalePlan, message: FromBuyers): void {
    if (message.kind === "opened") this.#update({ endsAtMs: this.#clock() + plan.durationMs });
    else if (message.kind === "counts") this.#update(message.counts);
    else this.#lastWord = message;
  }

  async #finish(buyers: BuyersProcess, plan: SalePlan): Promise<void> {
    const overtime = setTimeout(() => buyers.close(), plan.durationMs + overtimeMaxMs);
    const stderr = await buyers.gone;
    clearTimeout(overtime);
    const endsAtMs = this.#clock();
    if (this.#lastWord?.kind === "closed") this.#update(this.#lastWord.counts);
    if (this.#stopped) return this.#update({ status: "stopped", endsAtMs });
    if (this.#lastWord?.kind === "closed") return this.#update({ status: "ended", endsAtMs });
    const failure =
      this.#lastWord?.kind === "failed" ? this.#lastWord.failure : "the buyers went away";
    this.#log.error({ failure, stderr }, "a practice sale failed");
    this.#update({ status: "failed", endsAtMs, failure });
  }

  #update(change: Partial<Sale>): void {
    if (this.#sale !== undefined) this.#sale = { ...this.#sale, ...change };
  }
}

function newSale(
  plan: SalePlan,
  { saleId, nowMs }: { readonly saleId: string; readonly nowMs: number },
): Sale {
  return {
    saleId,
    status: "running",
    startedAtMs: nowMs,
    endsAtMs: nowMs + plan.durationMs,
    peakPerSecond: plan.peakPerSecond,
    skus: sampleItems.map(({ sku }) => sku),
    sentCount: 0,
    placedCount: 0,
    refusedCount: 0,
    failedCount: 0,
    failure: "",
  };
}
