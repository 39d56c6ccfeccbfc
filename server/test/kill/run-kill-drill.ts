import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServerProcess, straceMissing } from "../server-process.ts";
import type { ServerProcess } from "../server-process.ts";
import { checkEffects, effectsOf } from "./check-effects.ts";
import { LogCheck } from "./check-log.ts";
import { checkStock } from "./check-stock.ts";
import type { Figure, Finding, UpTime } from "./finding.ts";
import { History } from "./history.ts";
import { checkAcknowledged, checkOverdue, untilHoldsEnd } from "./between-cycles.ts";
import { bothClients, closeQuestions, runLoad } from "./load.ts";
import { observe, readLog } from "./observed.ts";
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
  /** Hears a line for people now and then. */
  readonly log: (line: string) => void;
}

/** What a drill came to. Of the last six, each counts broken promises: all are 0, or something is wrong. */
export interface KillFigures extends Readonly<Record<Figure, number>> {
  readonly cycles: number;
  /** Servers that were killed, by whatever hand. */
  readonly kills: number;
  /** Of them at the entry of a sync, and of a write to the database. */
  readonly killsAtSync: number;
  readonly killsAtWrite: number;
  /** Orders in the end. */
  readonly placed: number;
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
/** More operations than one cycle makes. */
const operationsPerCycleMax = 5_000;

/**
 * Kills a server under load, again and again, at random moments and at the entry of syncs and writes; restarts it on
 * the same data and lets the clients ask again for what was not answered. In the end everything that clients have seen
 * is held against the public API and the log. With findings the directory with data and history stays.
 */
export async function runKillDrill(options: KillDrillOptions): Promise<KillFigures> {
  const startedMs = performance.now();
  const drill = new Drill(options);
  await drill.open();
  for (let cycle = 1; cycle <= options.cycles; cycle += 1) await drill.cycle(cycle);
  await drill.close();
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
    await untilHoldsEnd(grpc, holdMaxMs);
    const observed = await observe(grpc, this.#floor.skus);
    await this.#end(server, server.stop());
    const { byKey } = this.#history;
    this.#placed = observed.orders.size;
    const log = new LogCheck(this.#ups);
    for await (const event of readLog(this.#dataDir)) log.add(event);
    log.compare(observed);
    const effects = effectsOf(observed, byKey, log.setOnHold);
    this.#findings.push(...checkEffects(byKey, effects), ...checkStock(observed), ...log.findings);
    this.#history.flush();
    this.#tell();
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
      seed: this.#options.seed,
      seconds: Math.round(seconds * 10) / 10,
    };
  }

  async #start(holdMs: number, under: readonly string[] = []): Promise<ServerProcess> {
    const { entry, env } = this.#options;
    return await startServerProcess({
      dataDir: this.#dataDir,
      under,
      env: { ...env, HOLD_MS: String(holdMs), DISK_FREE_MIN_BYTES: "0" },
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
