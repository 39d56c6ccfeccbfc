import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startLoad } from "../place/load.ts";
import type { Load } from "../place/load.ts";
import type { Stretch } from "../place/open-loop.ts";
import { placeOptions, stretches } from "../place/place-options.ts";
import { meterCore, runProbe } from "../place/run-probe.ts";
import { median, printReport, progress, short } from "../report.ts";
import type { Row } from "../report.ts";
import { benchDirectory } from "../shop.ts";
import { openPayStage } from "./pay-stage.ts";
import type { PayStage } from "./pay-stage.ts";

/** A number of orders as fast as they are answered, with the payments beside them. */
interface Pass {
  readonly acceptedPerSecond: number;
  /** The server's core time per order, until the last payment was captured. */
  readonly cpuMicrosPerOrder: number;
  /** By the provider's books when the last order was answered, over the orders. */
  readonly capturedShare: number;
  /** Of the server's core, while orders were answered, for other programs. */
  readonly foreignShare: number;
}

/** One stretch at a share of the highest rate. */
interface Steady {
  readonly share: number;
  readonly acceptedPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly capturedShare: number;
}

interface Side {
  readonly passes: readonly Pass[];
  readonly steady: readonly Steady[];
}

const payShare = 0.1;
const warmUpOrders = 40_000;
/** As many callers as keep batches full. */
const atOnce = 400;
const steadyShares = [0.6, 0.8];

/**
 * `bench pay [--passes 6] [--orders 24000] [--seconds 5] [--profile DIR] [--json]`: how many orders a second are placed while a tenth of
 * them is paid, against how many without, on one server in one run. Passes with and without payments in turn keep the server busy without
 * a break, each compared with its neighbour: the speed of a shared machine drifts. Then come stretches at 60 and 80 % of the rate without.
 */
export async function benchPay(argv: readonly string[]): Promise<void> {
  const options = optionsOf(argv);
  const directory = benchDirectory();
  const load = startLoad();
  let stage: PayStage | undefined;
  try {
    progress("filling a shop");
    mkdirSync(join(directory.path, "data"));
    stage = await openPayStage(directory.path, options.profile);
    const bench = new PayBench({ load, stage, orderCount: options.orders });
    await bench.warmUp();
    for (let pass = 1; pass <= options.passes; pass += 1) await bench.pair(pass);
    for (const share of steadyShares) await bench.steadyPair(share, options.seconds);
    report(bench.plain, bench.paying, options);
  } finally {
    await load.stop();
    await stage?.stop();
    directory.remove();
  }
}

class PayBench {
  readonly plain = { passes: [] as Pass[], steady: [] as Steady[] };
  readonly paying = { passes: [] as Pass[], steady: [] as Steady[] };
  readonly #load: Load;
  readonly #stage: PayStage;
  readonly #orderCount: number;
  readonly #stretchOf = stretches(
    { kind: "place", workload: "zipf", protocol: "connect" },
    placeOptions([]),
  );
  #paidCount = 0;

  constructor(parts: {
    readonly load: Load;
    readonly stage: PayStage;
    readonly orderCount: number;
  }) {
    this.#load = parts.load;
    this.#stage = parts.stage;
    this.#orderCount = parts.orderCount;
  }

  async warmUp(): Promise<void> {
    progress("warming up");
    this.#load.aim(this.#stage);
    const loop = { callCount: warmUpOrders, atOnce };
    await this.#load.runClosedLoop(this.#stretch(1, 1, payShare), loop);
    await this.#rest();
  }

  /** One pass of each side, next to each other. They begin with the one and the other in turn. */
  async pair(number: number): Promise<void> {
    const shares = number % 2 === 1 ? [0, payShare] : [payShare, 0];
    for (const share of shares) {
      const pass = await this.#pass(share);
      this.#sideOf(share).passes.push(pass);
      tell(`pass ${number}`, share, pass);
    }
  }

  /** One stretch of each side at the same rate. */
  async steadyPair(ofFull: number, seconds: number): Promise<void> {
    const fullRate = median(this.plain.passes.map((pass) => pass.acceptedPerSecond));
    for (const share of [0, payShare]) {
      const before = this.#stage.captured();
      const stretch = this.#stretch(fullRate * ofFull, seconds, share);
      const probe = await runProbe(this.#stage.server, this.#load, stretch);
      const { acceptedPerSecond, latencyMs } = probe;
      const captured = this.#stage.captured() - before;
      this.#sideOf(share).steady.push({
        share: ofFull,
        acceptedPerSecond,
        p50Ms: latencyMs.p50,
        p99Ms: latencyMs.p99,
        capturedShare: captured / (probe.totals["accepted"] ?? 0),
      });
      await this.#rest();
    }
  }

  async #pass(share: number): Promise<Pass> {
    const used = meterCore(this.#stage.server);
    const capturedBefore = this.#stage.captured();
    const stretch = this.#stretch(1, 1, share);
    const loop = { callCount: this.#orderCount, atOnce };
    const { totals, answeredPerSecond } = await this.#load.runClosedLoop(stretch, loop);
    const capturedShare = (this.#stage.captured() - capturedBefore) / this.#orderCount;
    const { foreignShare } = used();
    await this.#rest();
    const accepted = totals["accepted"] ?? 0;
    return {
      acceptedPerSecond: (answeredPerSecond * accepted) / this.#orderCount,
      cpuMicrosPerOrder: (used().cpuMs * 1_000) / accepted,
      capturedShare,
      foreignShare,
    };
  }

  /** Waits until all that was begun is captured: what follows begins with nothing open. Throws when a payment was not accepted. */
  async #rest(): Promise<void> {
    const { accepted, error } = await this.#load.endPaying();
    if (error !== "") throw new Error(`a payment was not accepted: ${error}`);
    this.#paidCount += accepted;
    await this.#stage.untilCaptured(this.#paidCount);
  }

  #stretch(ratePerSecond: number, seconds: number, share: number): Stretch {
    return { ...this.#stretchOf(ratePerSecond, seconds), payShare: share };
  }

  #sideOf(share: number): { readonly passes: Pass[]; readonly steady: Steady[] } {
    return share === 0 ? this.plain : this.paying;
  }
}

function tell(name: string, share: number, pass: Pass): void {
  const { acceptedPerSecond, cpuMicrosPerOrder, capturedShare, foreignShare } = pass;
  progress(
    `  ${name}, ${share === 0 ? "without" : "with"} payments: ${short(acceptedPerSecond)}/s` +
      `, ${short(cpuMicrosPerOrder)} us of core per order, captured ${short(capturedShare * 100)} %` +
      `, others ${short(foreignShare * 100)} %`,
  );
}

function report(plain: Side, paying: Side, options: { readonly json: boolean }): void {
  const target = { target: 0.9, bound: "least" } as const;
  const perPair = paying.passes.map(
    (pass, index) =>
      pass.acceptedPerSecond / (plain.passes[index]?.acceptedPerSecond ?? Number.NaN),
  );
  const steadyRatios = paying.steady.map(({ share, acceptedPerSecond }, index) => ({
    name: `at ${short(share * 100)} % of the rate without, with payments / without`,
    value: acceptedPerSecond / (plain.steady[index]?.acceptedPerSecond ?? Number.NaN),
    ...target,
  }));
  printReport(
    {
      bench: "pay",
      options,
      rows: [rowOf("without payments", plain), rowOf("with a tenth of it paid", paying)],
      ratios: [
        {
          name: "a server without an idle moment, with payments / without",
          value: median(perPair),
          ...target,
        },
        ...steadyRatios,
      ],
      notes: [
        `a payment costs ${short(paymentMicros(plain, paying))} us of the server's core when it has no idle moment (median of the pairs)`,
        "captured: charges in the provider's books when the last order was answered, over the orders; all were captured after it",
      ],
    },
    options.json,
  );
}

/** What is dearer with payments, by pair, over the share that is paid. */
function paymentMicros(plain: Side, paying: Side): number {
  const perPair = paying.passes.map(({ cpuMicrosPerOrder }, index) => {
    return (cpuMicrosPerOrder - (plain.passes[index]?.cpuMicrosPerOrder ?? Number.NaN)) / payShare;
  });
  return median(perPair);
}

function middle(values: readonly number[]): number {
  return short(median(values));
}

function rowOf(name: string, { passes, steady }: Side): Row {
  return {
    name,
    figures: {
      "accepted/s": middle(passes.map((pass) => pass.acceptedPerSecond)),
      "core us/order": middle(passes.map((pass) => pass.cpuMicrosPerOrder)),
      "captured %": middle(passes.map((pass) => pass.capturedShare * 100)),
      "others %": middle(passes.map((pass) => pass.foreignShare * 100)),
      ...Object.fromEntries(steady.flatMap(figuresOf)),
    },
  };
}

function figuresOf({ share, ...one }: Steady): readonly (readonly [string, number])[] {
  const at = `at ${short(share * 100)} %`;
  return [
    [`${at}: accepted/s`, short(one.acceptedPerSecond)],
    [`${at}: captured %`, short(one.capturedShare * 100)],
    [`${at}: p50 ms`, short(one.p50Ms)],
    [`${at}: p99 ms`, short(one.p99Ms)],
  ];
}

function optionsOf(argv: readonly string[]) {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      json: { type: "boolean", default: false },
      passes: { type: "string", default: "6" },
      orders: { type: "string", default: "24000" },
      seconds: { type: "string", default: "5" },
      profile: { type: "string" },
    },
  });
  const { json, profile } = values;
  const [passes, orders] = [Number(values.passes), Number(values.orders)];
  return { json, profile, passes, orders, seconds: Number(values.seconds) };
}
