import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../core/clock.ts";
import { checkOrder, checkPayment, checkStock, noMoves } from "../payments/ledger.ts";
import type { LedgerState, StockSums } from "../payments/ledger.ts";
import { LedgerFaults } from "../payments/ledger-faults.ts";
import type { BookedStretch, Storage } from "../storage/storage.ts";

export interface LedgerCheckerOptions {
  readonly storage: Pick<
    Storage,
    "bookedAfter" | "bookedOf" | "sumStock" | "listItems" | "status" | "onCommit"
  >;
  readonly clock: Clock;
  /** Time between two rounds. */
  readonly everyMs: number;
  /** Told of a round that failed; the next one begins where it was. */
  readonly onError: (error: unknown) => void;
}

const faultsShown = 100;
const faultsMax = 10_000;
/** Events and stock moves of one read: it takes a few milliseconds at most. */
const stepMax = 500;
const movesMax = 2_000;
/** Events of one round: the light shows how far it is with each. */
const roundMax = 50_000;
/** Rest between two reads, so that a round over a long log leaves most of the time to orders. */
const pauseMs = 5;
/**
 * Rest after a round, for each millisecond of it: a twenty-fifth of the thread is what the check may take. When more is to be looked at, rounds
 * become fewer, and an item that moved a hundred times between two is summed up once.
 */
const restPerBusy = 24;
/** Items whose sums are kept, about 100 bytes each; others are summed up from their beginning. */
const sumsMax = 50_000;
/** Items that have moved and wait to be checked; past it all items are. */
const movedMax = 50_000;
const itemsPerPage = 100;

/**
 * Checks the books in the background, in rounds of bounded reads: what has happened since the last round, all of it, and a little of what
 * was checked before, round and round, so that a row that changes by itself is found too. It begins with the whole log at every start,
 * because a check that trusts its own notes would not find what broke them. It never writes and never stops anything: it is a light.
 */
export class LedgerChecker {
  readonly #options: LedgerCheckerOptions;
  readonly #faults = new LedgerFaults(faultsMax);
  readonly #sums = new Map<string, StockSums>();
  readonly #stopping = new AbortController();
  readonly #stopListening: () => void;
  readonly #done: Promise<void>;
  readonly #listeners = new Set<(state: LedgerState) => void>();
  #moved = new Set<string>();
  #checkedSeq = 0;
  #checkedAtMs: number | undefined;
  /** Where the second look at what was checked before goes on. */
  #againSeq = 0;
  #againSku: string | undefined;
  #toldVersion = 0;
  /** Of the round on its way. */
  #busyMs = 0;

  constructor(options: LedgerCheckerOptions) {
    this.#options = options;
    this.#checkedSeq = options.storage.status().floorSeq;
    this.#stopListening = options.storage.onCommit((_, { items }) => {
      for (const sku of items.keys()) if (this.#moved.size < movedMax) this.#moved.add(sku);
    });
    this.#done = this.#run();
  }

  state(): LedgerState {
    return {
      faults: this.#faults.earliest(faultsShown),
      faultCount: this.#faults.count,
      checkedSeq: this.#checkedSeq,
      checkedAtMs: this.#checkedAtMs,
    };
  }

  /** Calls back when something began or ceased to be wrong. Answers how to end it. */
  onChange(listener: (state: LedgerState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Stops, and resolves when the read on its way is done. */
  async stop(): Promise<void> {
    this.#stopListening();
    this.#stopping.abort();
    await this.#done;
  }

  async #run(): Promise<void> {
    let isFirst = true;
    while (!this.#stopping.signal.aborted) {
      let caughtUp = true;
      this.#busyMs = 0;
      // As it is now: while orders come in it is another one whenever a round ends, and there would never be a rest.
      const { headSeq } = this.#options.storage.status();
      try {
        await this.#round(isFirst);
        isFirst = false;
        caughtUp = this.#checkedSeq >= headSeq;
      } catch (error) {
        if (!this.#stopping.signal.aborted) this.#options.onError(error);
      }
      await this.#rest(caughtUp ? this.#untilNextMs() : pauseMs);
    }
  }

  #untilNextMs(): number {
    return Math.max(this.#options.everyMs, this.#busyMs * restPerBusy);
  }

  /** Reads, and adds up for how long that keeps the one thread there is: a query has run when its promise is there. */
  #read<T>(read: (storage: LedgerCheckerOptions["storage"]) => Promise<T>): Promise<T> {
    const startedMs = performance.now();
    const answer = read(this.#options.storage);
    this.#busyMs += performance.now() - startedMs;
    return answer;
  }

  async #round(isFirst: boolean): Promise<void> {
    const { headSeq } = this.#options.storage.status();
    const targetSeq = Math.min(headSeq, this.#checkedSeq + roundMax);
    const moved = this.#moved;
    this.#moved = new Set();
    const checkAll = isFirst || moved.size >= movedMax;
    for (let seq = this.#checkedSeq; seq < targetSeq; seq = await this.#checkAfter(seq, targetSeq));
    if (checkAll) await this.#checkAllItems();
    else for (const sku of moved) await this.#checkItem(sku);
    if (this.#stopping.signal.aborted) return;
    this.#checkedSeq = targetSeq;
    this.#checkedAtMs = this.#options.clock();
    await this.#checkFaultsAgain();
    await this.#checkSomeAgain();
  }

  /** Checks the events after a seq, and answers how far it came. */
  async #checkAfter(seq: number, targetSeq: number): Promise<number> {
    if (this.#stopping.signal.aborted) return targetSeq;
    const limit = Math.min(stepMax, targetSeq - seq);
    const stretch = await this.#read((storage) => storage.bookedAfter(seq, limit));
    this.#judge(stretch, seq);
    await this.#rest(pauseMs);
    return stretch.throughSeq > seq ? stretch.throughSeq : targetSeq;
  }

  #judge(stretch: BookedStretch, afterSeq: number): void {
    const sums = new Map(stretch.unbalanced.map(({ seq, ...sum }) => [seq, sum]));
    for (const { check, seq } of this.#faults.earliest(faultsMax)) {
      if (check !== "entries_balance" || seq <= afterSeq || seq > stretch.throughSeq) continue;
      if (!sums.has(seq)) this.#faults.judge(check, String(seq), seq, undefined);
    }
    for (const [seq, { sumMinor, currencyCode }] of sums) {
      const detail = `the entries sum to ${sumMinor} minor units of ${currencyCode}, not to 0`;
      this.#faults.judge("entries_balance", String(seq), seq, detail);
    }
    for (const booked of stretch.payments) {
      const { paymentId } = booked.payment;
      this.#faults.judge("payment_matches_entries", paymentId, booked.seq, checkPayment(booked));
    }
    for (const booked of stretch.orders) {
      const { orderId } = booked.order;
      this.#faults.judge("order_served_or_refunded", orderId, booked.seq, checkOrder(booked));
    }
    this.#tell();
  }

  async #checkItem(sku: string): Promise<void> {
    let sums = this.#sums.get(sku) ?? noMoves;
    while (!this.#stopping.signal.aborted) {
      const from = sums;
      const summed = await this.#read((storage) => storage.sumStock(sku, from, movesMax));
      sums = summed.sums;
      if (summed.isComplete) {
        this.#keepSums(sku, sums);
        this.#faults.judge("stock_matches_moves", sku, sums.seq, checkStock(summed.item, sums));
        this.#tell();
        return;
      }
      await this.#rest(pauseMs);
    }
  }

  #keepSums(sku: string, sums: StockSums): void {
    this.#sums.delete(sku);
    this.#sums.set(sku, sums);
    if (this.#sums.size <= sumsMax) return;
    const oldest = this.#sums.keys().next();
    if (oldest.done !== true) this.#sums.delete(oldest.value);
  }

  async #checkAllItems(): Promise<void> {
    let after: string | undefined;
    do {
      after = await this.#checkPage(after);
      await this.#rest(pauseMs);
    } while (after !== undefined && !this.#stopping.signal.aborted);
  }

  async #checkPage(after: string | undefined): Promise<string | undefined> {
    const query = { limit: itemsPerPage, after, skuPrefix: "" };
    const page = await this.#read((storage) => storage.listItems(query));
    for (const { sku } of page.rows) await this.#checkItem(sku);
    return page.next;
  }

  /** What was wrong may have been put right: sums are made anew for that, since a move may have been wrong. */
  async #checkFaultsAgain(): Promise<void> {
    for (const fault of this.#faults.earliest(faultsShown)) {
      const { check, subjectId, seq } = fault;
      if (check === "stock_matches_moves") {
        this.#sums.delete(subjectId);
        await this.#checkItem(subjectId);
      } else if (check === "entries_balance") {
        await this.#checkAfter(seq - 1, seq);
      } else {
        this.#judge(await this.#read((storage) => storage.bookedOf(fault)), seq);
        await this.#rest(pauseMs);
      }
    }
  }

  async #checkSomeAgain(): Promise<void> {
    const { floorSeq } = this.#options.storage.status();
    const fromSeq = Math.max(floorSeq, this.#againSeq >= this.#checkedSeq ? 0 : this.#againSeq);
    const throughSeq = Math.min(fromSeq + stepMax, this.#checkedSeq);
    this.#againSeq = fromSeq < throughSeq ? await this.#checkAfter(fromSeq, throughSeq) : 0;
    this.#againSku = await this.#checkPage(this.#againSku);
  }

  /** At once, and not at the end of its round: the first one reads the whole log. */
  #tell(): void {
    if (this.#faults.version === this.#toldVersion) return;
    this.#toldVersion = this.#faults.version;
    const state = this.state();
    for (const listener of this.#listeners) listener(state);
  }

  async #rest(ms: number): Promise<void> {
    await sleep(ms, undefined, { ref: false, signal: this.#stopping.signal }).catch(
      () => undefined,
    );
  }
}
