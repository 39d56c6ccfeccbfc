import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { present } from "../../core/assert.ts";
import { checkBooked } from "../pay-drill/check-booked.ts";
import { checkLedger } from "../pay-drill/check-ledger.ts";
import { checkMoney } from "../pay-drill/check-money.ts";
import { untilAtRest } from "../pay-drill/check-rest.ts";
import { checkServed } from "../pay-drill/check-served.ts";
import type { PayFinding } from "../pay-drill/finding.ts";
import { observePayments } from "../pay-drill/observe-payments.ts";
import { startServerProcess, straceMissing } from "../server-process.ts";
import type { ServerProcess } from "../server-process.ts";
import { startChannel } from "./channel.ts";
import type { Channel } from "./channel.ts";
import { checkEffects, effectsOf } from "./check-effects.ts";
import { LogCheck } from "./check-log.ts";
import type { LogFinding, ShownAtRest } from "./check-log.ts";
import { checkStock } from "./check-stock.ts";
import type { Figure, Finding, UpTime } from "./finding.ts";
import { History } from "./history.ts";
import { checkAcknowledged, checkOverdue } from "./between-cycles.ts";
import { bothClients, closeQuestions, runLoad } from "./load.ts";
import { observe, readBooks, readLog } from "./observed.ts";
import type { Observed } from "./observed.ts";
import { planKill } from "./plan-kill.ts";
import type { KillPlan } from "./plan-kill.ts";
import { Random } from "./random.ts";
import { ShopFloor } from "./shop-floor.ts";

export interface KillDrillOptions {
  readonly cycles: number;
  readonly seed: number;
  /** The file that the server process runs; the real main when left out. */
  readonly entry?: string;
  /** More settings of the server, by their environment names. */
  readonly env?: Readonly<Record<string, string>>;
  /** Where data and history go, and stay; a directory of its own that goes unless something was found, when left out. */
  readonly directory?: string;
  /** Longest wait for everything to come to rest in the end; a minute when left out. */
  readonly restMaxMs?: number;
  /** Hears a line for people now and then. */
  readonly log: (line: string) => void;
}

/** What a drill came to. Of the figures of findings each counts broken promises: all are 0, or something is wrong. */
export interface KillFigures extends Readonly<Record<Figure, number>> {
  readonly cycles: number;
  /** Servers that were killed, by whatever hand. */
  readonly kills: number;
  /** Of them at the entry of a sync, and of a write to the database. */
  readonly killsAtSync: number;
  readonly killsAtWrite: number;
  /** Orders in the end. */
  readonly placed: number;
  /** Events: of orders that were paid, shipped and of which units came back, and of refunds that were done. */
  readonly paid: number;
  readonly shipped: number;
  readonly returned: number;
  readonly refunded: number;
  /** Writes whose OK a client has seen. */
  readonly acknowledged: number;
  /** Attempts beyond the first of each key. */
  readonly retried: number;
  /** Answers that repeated an earlier one. */
  readonly replayed: number;
  readonly seed: number;
  readonly seconds: number;
}

/** Findings that are told, and how much of each. */
const toldMax = 20;
const textMaxLength = 400;
/** Longest hold, in ms: short, so that holds run out in every life of the server and between them. */
const holdMaxMs = 900;
/** Longest wait until payments and holds have come to rest, once everything is approved. */
const restMaxMs = 60_000;
/** More operations than one cycle makes. */
const operationsPerCycleMax = 5_000;

/**
 * Kills a server under load, again and again, at random moments and at the entry of syncs and writes; restarts it on
 * the same data and lets the clients ask again for what was not answered. They order, pay at a provider that fails on purpose, and want
 * orders sent, taken back, called off and refunded. In the end everything that clients have seen, and the ledger of the provider, is
 * held against the public API, the log and the books. With findings the directory with data and history stays.
 */
export async function runKillDrill(options: KillDrillOptions): Promise<KillFigures> {
  const startedMs = performance.now();
  const drill = new Drill(options);
  await drill.open();
  try {
    for (let cycle = 1; cycle <= options.cycles; cycle += 1) await drill.cycle(cycle);
    await drill.close();
  } finally {
    await drill.end();
  }
  return drill.figures((performance.now() - startedMs) / 1_000);
}

class Drill {
  readonly #options: KillDrillOptions;
  readonly #random: Random;
  readonly #floor: ShopFloor;
  readonly #directory: string;
  readonly #history: History;
  readonly #findings: Finding[] = [];
  readonly #ups: UpTime[] = [];
  readonly #kills: KillPlan["kind"][] = [];
  #placed = 0;
  #channel: Channel | undefined;
  #kinds: ReadonlyMap<string, number> = new Map();

  constructor(options: KillDrillOptions) {
    this.#options = options;
    this.#random = new Random(options.seed);
    this.#floor = new ShopFloor(this.#random);
    this.#directory = options.directory ?? mkdtempSync(join(tmpdir(), "sluice-kill-"));
    this.#history = new History(join(this.#directory, "history.jsonl"));
    mkdirSync(this.#dataDir);
  }

  get #dataDir(): string {
    return join(this.#directory, "data");
  }

  /** Fills the shop, over a server that ends in peace. */
  async open(): Promise<void> {
    this.#channel = await startChannel(this.#directory, this.#options.seed);
    const server = await this.#start(holdMaxMs);
    await this.#floor.open(bothClients(server.url).grpc);
    await this.#end(server, server.stop());
  }

  /** One life of a server, from its start to its kill. */
  async cycle(cycle: number): Promise<void> {
    const plan = planKill(this.#random, cycle, straceMissing === false);
    const server = await this.#startDoomed(plan);
    if (server === undefined) return;
    await this.#inspect(server, plan);
    const end = this.#killLater(server, plan);
    let gone = false;
    const load = runLoad(server.url, {
      floor: this.#floor,
      history: this.#history,
      alive: () => !gone,
    });
    this.#kills.push(await end);
    gone = true;
    await load;
    const { byKey } = this.#history;
    this.#options.log(`cycle ${cycle}: ${byKey.size} writes, ${this.#floor.unansweredCount} open`);
  }

  /** Closes every question and checks everything. */
  async close(): Promise<void> {
    const server = await this.#start(holdMaxMs);
    const { grpc } = bothClients(server.url);
    await closeQuestions(grpc, { floor: this.#floor, history: this.#history });
    await this.#theChannel.calm();
    const { restMaxMs: maxMs = restMaxMs } = this.#options;
    const unresolved = await untilAtRest(grpc, maxMs);
    const red = await checkLedger(grpc, maxMs);
    const observed = await observe(grpc, this.#floor.skus);
    const payments = await observePayments(grpc);
    await this.#end(server, server.stop());
    this.#findings.push(...[...unresolved, ...red].map(moneyFinding));
    await this.#compare({ ...observed, payments });
    this.#history.flush();
    this.#tell();
  }

  /** Ends the provider. */
  async end(): Promise<void> {
    await this.#channel?.stop();
  }

  /** Holds what is shown against what clients have heard, the log, the books and the ledger of the provider. */
  async #compare(shown: ShownAtRest & Observed): Promise<void> {
    const { orders, payments, items } = shown;
    const { byKey } = this.#history;
    this.#placed = orders.size;
    const log = new LogCheck(this.#ups);
    for await (const event of readLog(this.#dataDir)) log.add(event);
    log.compare(shown);
    this.#kinds = log.kinds;
    const witnesses = this.#theChannel.witnesses();
    const money = [
      ...checkServed(orders, payments, items),
      ...checkMoney(payments, witnesses),
      ...checkBooked(await readBooks(this.#dataDir), witnesses),
    ];
    this.#findings.push(
      ...checkEffects(byKey, effectsOf(shown, byKey, log.changes)),
      ...checkStock(shown),
      ...log.findings.map(logFinding),
      ...money.map(moneyFinding),
    );
  }

  get #theChannel(): Channel {
    return present(this.#channel, "a channel");
  }

  figures(seconds: number): KillFigures {
    const asked = [...this.#history.byKey.values()];
    const count = (figure: Figure): number =>
      this.#findings.filter((finding) => finding.figure === figure).length;
    const kills = (kind: KillPlan["kind"]): number =>
      this.#kills.filter((killed) => killed === kind).length;
    const answers = asked.flatMap((one) => one.answers);
    return {
      cycles: this.#options.cycles,
      kills: this.#kills.length,
      killsAtSync: kills("sync"),
      killsAtWrite: kills("write"),
      placed: this.#placed,
      paid: this.#kinds.get("order.paid") ?? 0,
      shipped: this.#kinds.get("order.shipped") ?? 0,
      returned: this.#kinds.get("order.returned") ?? 0,
      refunded: this.#kinds.get("payment.refunded") ?? 0,
      acknowledged: asked.filter((one) => one.answers.some(({ verdict }) => verdict === "ok"))
        .length,
      retried: asked.reduce((sum, { attempts }) => sum + attempts - 1, 0),
      replayed: answers.filter((answer) => "replayed" in answer && answer.replayed).length,
      lost: count("lost"),
      phantoms: count("phantoms"),
      doubled: count("doubled"),
      sumErrors: count("sumErrors"),
      holdErrors: count("holdErrors"),
      logErrors: count("logErrors"),
      moneyErrors: count("moneyErrors"),
      seed: this.#options.seed,
      seconds: Math.round(seconds * 10) / 10,
    };
  }

  async #start(holdMs: number, under: readonly string[] = []): Promise<ServerProcess> {
    const { entry, env } = this.#options;
    return await startServerProcess({
      dataDir: this.#dataDir,
      under,
      env: { ...this.#theChannel.env, ...env, HOLD_MS: String(holdMs), DISK_FREE_MIN_BYTES: "0" },
      ...(entry !== undefined && { entry }),
    });
  }

  /** A server that may be killed while it starts: undefined then. */
  async #startDoomed(plan: KillPlan): Promise<ServerProcess | undefined> {
    try {
      return await this.#start(this.#random.between(150, holdMaxMs), plan.under);
    } catch (error) {
      if (plan.kind === "moment") throw error;
      this.#kills.push(plan.kind);
      return undefined;
    }
  }

  /** What must hold right after a restart. */
  async #inspect(server: ServerProcess, plan: KillPlan): Promise<void> {
    const { grpc } = bothClients(server.url);
    try {
      this.#findings.push(...(await checkAcknowledged(grpc, this.#history)));
      this.#findings.push(...(await checkOverdue(grpc, server.startedAtMs)));
      await this.#floor.ensureMarks(grpc, operationsPerCycleMax);
    } catch (error) {
      // A kill at the n-th write may come this early, and only that.
      if (plan.kind === "moment") throw error;
    }
  }

  /** Kills the server as planned; resolves with what has killed it when it is gone. */
  async #killLater(server: ServerProcess, plan: KillPlan): Promise<KillPlan["kind"]> {
    let { kind } = plan;
    const answersMax = this.#history.answerCount + plan.afterAnswers;
    const latestMs = performance.now() + plan.lifeMaxMs;
    const timer = setInterval(() => {
      if (this.#history.answerCount < answersMax && performance.now() < latestMs) return;
      kind = "moment";
      server.signal("SIGKILL");
    }, 1);
    await this.#end(server, server.exited);
    clearInterval(timer);
    return kind;
  }

  async #end(server: ServerProcess, ended: Promise<unknown>): Promise<void> {
    await ended;
    this.#ups.push({ fromMs: server.startedAtMs, toMs: Date.now() });
  }

  #tell(): void {
    const { log, directory } = this.#options;
    for (const { figure, text } of this.#findings.slice(0, toldMax)) {
      log(`${figure}: ${text.slice(0, textMaxLength)}`);
    }
    if (directory !== undefined) return;
    if (this.#findings.length === 0) rmSync(this.#directory, { recursive: true });
    else log(`${this.#findings.length} findings; data and history stay in ${this.#directory}`);
  }
}

function moneyFinding({ text }: PayFinding): Finding {
  return { figure: "moneyErrors", text };
}

function logFinding({ figure, text }: LogFinding): Finding {
  return { figure: figure === "lateHolds" ? "holdErrors" : figure, text };
}
