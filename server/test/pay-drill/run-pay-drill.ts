import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Entry } from "../../provider/entry.ts";
import { bothClients } from "../kill/load.ts";
import { LogCheck } from "../kill/check-log.ts";
import type { LogFinding } from "../kill/check-log.ts";
import { checkStock } from "../kill/check-stock.ts";
import { History } from "../kill/history.ts";
import { observe, readBooks, readLog } from "../kill/observed.ts";
import { Random } from "../kill/random.ts";
import { waitFor } from "../wait-for.ts";
import { runBuyers } from "./buyers.ts";
import { dealCards } from "./cards.ts";
import type { Cards } from "./cards.ts";
import { checkAnswers } from "./check-answers.ts";
import { checkBooked } from "./check-booked.ts";
import { checkLedger } from "./check-ledger.ts";
import { checkMoney } from "./check-money.ts";
import { untilAllIsKnown } from "./check-known.ts";
import { untilAtRest } from "./check-rest.ts";
import { checkServed } from "./check-served.ts";
import { countMix } from "./count-mix.ts";
import type { Mix } from "./count-mix.ts";
import type { PayFigure, PayFinding } from "./finding.ts";
import { observePayments } from "./observe-payments.ts";
import type { PayOperation } from "./operation.ts";
import { PayShop } from "./pay-shop.ts";
import { Stage } from "./stage.ts";
import { Tickets } from "./tickets.ts";
import { runWeather } from "./weather.ts";

export interface PayDrillOptions {
  /** Payments to be made. */
  readonly count: number;
  /** Moments at which something is killed. */
  readonly kills: number;
  readonly seed: number;
  /** The file that Sluice's process runs; the real main when left out. */
  readonly entry?: string;
  /** False leaves out what providers never tell; true when left out. */
  readonly untold?: boolean;
  /** More settings of Sluice, by their environment names. */
  readonly env?: Readonly<Record<string, string>>;
  /** Longest wait for everything to come to rest once the weather is fine; a minute when left out. */
  readonly restMaxMs?: number;
  /** Where data, ledgers and history go, and stay; a directory of its own that goes unless something was found, when left out. */
  readonly directory?: string;
  /** Hears a line for people now and then. */
  readonly log: (line: string) => void;
}

/**
 * The well-known recipe: Sluice takes a timeout for a failure. What it charges twice it would find by asking, and give back: its questions come
 * when the drill is over, and what only they would find is left out, so that what is charged twice is the work of the recipe.
 */
export const unsafeFailover = {
  env: {
    PAYMENT_UNSAFE_FAILOVER: "1",
    PAYMENT_LOOK_SOON_MS: "3600000",
    PAYMENT_LOOK_LATE_MS: "7200000",
  },
  untold: false,
} as const satisfies Partial<PayDrillOptions>;

/** What a drill came to. The last five count broken promises: all are 0, or something is wrong. */
export interface PayFigures extends Readonly<Record<PayFigure, number>> {
  readonly payments: number;
  readonly orders: number;
  /** What the payments met. */
  readonly mix: Mix;
  /** By program. */
  readonly kills: Readonly<Record<string, number>>;
  /** Attempts of clients beyond the first of each key, and answers that repeated an earlier one. */
  readonly retried: number;
  readonly replayed: number;
  readonly seed: number;
  readonly seconds: number;
}

/** One for so many payments, within bounds: a story is mostly waiting, and a short drill should still be told one after another. */
const paymentsPerBuyer = 10;
const buyersMin = 48;
const buyersMax = 128;
const tellEveryMs = 5_000;
const restMaxMs = 60_000;
const restRoundsMax = 10;
/** Findings that are told, and how much of each. */
const toldMax = 20;
const textMaxLength = 500;

/**
 * Lets buyers pay at two providers that fail on purpose, while Sluice and the providers are killed at random moments. When
 * everything has come to rest, what clients have heard, what Sluice shows and its log are held against the ledgers of the
 * providers. With findings the directory with data, ledgers and history stays.
 */
export async function runPayDrill(options: PayDrillOptions): Promise<PayFigures> {
  const startedMs = performance.now();
  const drill = new PayDrill(options);
  try {
    await drill.open();
    await drill.pay();
    await drill.settle();
    return { ...(await drill.check()), seconds: Math.round((performance.now() - startedMs) / 1e3) };
  } finally {
    await drill.close();
  }
}

class PayDrill {
  readonly #options: PayDrillOptions;
  readonly #directory: string;
  readonly #random: Random;
  readonly #stage: Stage;
  readonly #cards: Cards;
  readonly #shop = new PayShop();
  readonly #history: History<PayOperation>;
  readonly #findings: PayFinding[] = [];

  constructor(options: PayDrillOptions) {
    const { seed, entry, untold = true, env = {} } = options;
    this.#options = options;
    this.#directory = options.directory ?? mkdtempSync(join(tmpdir(), "sluice-pay-"));
    this.#random = new Random(seed);
    this.#cards = dealCards({ untold });
    this.#stage = new Stage({
      directory: this.#directory,
      seed,
      cards: this.#cards,
      env,
      ...(entry !== undefined && { entry }),
    });
    this.#history = new History(join(this.#directory, "history.jsonl"));
  }

  /** Fills the shop before there are channels; the providers have to know where Sluice is. */
  async open(): Promise<void> {
    const { sluice } = this.#stage;
    await sluice.start();
    await this.#shop.open(bothClients(sluice.url).grpc);
    await sluice.stop();
    await this.#stage.open();
  }

  /** Buyers and bad weather. */
  async pay(): Promise<void> {
    const { count, kills, seed, log } = this.#options;
    const tickets = new Tickets(count);
    const { url } = this.#stage.sluice;
    const buyerCount = Math.min(
      Math.max(Math.ceil(count / paymentsPerBuyer), buyersMin),
      buyersMax,
    );
    const common = { tickets, seed, history: this.#history };
    const timer = setInterval(() => log(`${tickets.used} payments`), tellEveryMs);
    const onKill = (names: string): void => log(`${tickets.used} payments: kill ${names}`);
    try {
      await Promise.all([
        runBuyers({ ...common, url, shop: this.#shop, cards: this.#cards, buyerCount }),
        runWeather({ stage: this.#stage, random: this.#random, tickets, count, kills, onKill }),
      ]);
    } finally {
      clearInterval(timer);
    }
  }

  /** Fine weather, until nothing is open any more. */
  async settle(): Promise<void> {
    await this.#stage.calm();
    const { grpc } = bothClients(this.#stage.sluice.url);
    const { restMaxMs: maxMs = restMaxMs } = this.#options;
    const witnesses = () => this.#stage.witnesses();
    let findings = await untilAtRest(grpc, maxMs);
    // What a provider has still to say or not to say may move a payment that was at rest, and that may give it something to say.
    for (let round = 0; round < restRoundsMax; round += 1) {
      await waitFor("the providers to have told all", () => this.#untold() === 0, restMaxMs);
      const isKnown = await untilAllIsKnown(grpc, witnesses, maxMs);
      findings = await untilAtRest(grpc, maxMs);
      if (!isKnown || this.#untold() === 0) break;
    }
    this.#findings.push(...findings);
    this.#options.log("at rest");
  }

  /** Reads the final state, ends Sluice, and reads its log. */
  async check(): Promise<Omit<PayFigures, "seconds">> {
    const { grpc } = bothClients(this.#stage.sluice.url);
    this.#findings.push(...(await checkLedger(grpc, restMaxMs)));
    const observed = await observe(grpc, this.#shop.skus);
    const payments = await observePayments(grpc);
    await this.#stage.close();
    const log = new LogCheck(this.#stage.sluice.ups);
    for await (const event of readLog(this.#stage.dataDir)) log.add(event);
    const { orders, items } = observed;
    log.compare({ ...observed, payments });
    const witnesses = this.#stage.witnesses();
    this.#findings.push(
      ...checkMoney(payments, witnesses),
      ...checkBooked(await readBooks(this.#stage.dataDir), witnesses),
      ...checkAnswers(this.#history.byKey, { orders, payments }),
      ...checkServed(orders, payments, items),
      ...checkStock(observed).map(({ text }) => ({ figure: "ledgerMismatches", text }) as const),
      ...log.findings.map(payFinding),
    );
    const mix = countMix(witnesses, log.kinds, { orders, payments });
    const begun = payments.size - mix.takenLate;
    return { ...this.#figures(begun, orders.size), mix, ...this.#broken() };
  }

  /** Ends what still runs. */
  async close(): Promise<void> {
    await this.#stage.close();
    this.#history.flush();
    const { log, directory } = this.#options;
    const rare = this.#findings.toSorted((a, b) => severity(a) - severity(b));
    for (const { figure, text } of rare.slice(0, toldMax))
      log(`${figure}: ${text.slice(0, textMaxLength)}`);
    if (directory !== undefined) return;
    if (this.#findings.length === 0) rmSync(this.#directory, { recursive: true });
    else log(`${this.#findings.length} findings; data and history stay in ${this.#directory}`);
  }

  /** Callbacks that have not arrived, and charges and refunds that have not been decided. */
  #untold(): number {
    return [...this.#stage.witnesses().values()].reduce((sum, { charges, refunds, notices }) => {
      const pending = [...charges, ...refunds].filter(isPending).length;
      return sum + notices.open + pending;
    }, 0);
  }

  #figures(payments: number, orders: number) {
    const { sluice, providers } = this.#stage;
    const asked = [...this.#history.byKey.values()];
    const answers = asked.flatMap((one) => one.answers);
    return {
      payments,
      orders,
      kills: Object.fromEntries([sluice, ...providers].map(({ name, kills }) => [name, kills])),
      retried: asked.reduce((sum, { attempts }) => sum + attempts - 1, 0),
      replayed: answers.filter((answer) => "replayed" in answer && answer.replayed).length,
      seed: this.#options.seed,
    };
  }

  #broken(): Record<PayFigure, number> {
    const count = (figure: PayFigure): number =>
      this.#findings.filter((finding) => finding.figure === figure).length;
    return {
      doubleCaptures: count("doubleCaptures"),
      lost: count("lost"),
      unresolved: count("unresolved"),
      ledgerMismatches: count("ledgerMismatches"),
      lateHolds: count("lateHolds"),
    };
  }
}

function isPending({ result }: Entry): boolean {
  return result === "pending";
}

function payFinding({ figure, text }: LogFinding): PayFinding {
  return { figure: figure === "lateHolds" ? figure : "ledgerMismatches", text };
}

/** Holds that ended late come in crowds, and are told last. */
function severity({ figure }: PayFinding): number {
  return figure === "lateHolds" ? 1 : 0;
}
