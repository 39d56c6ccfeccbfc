import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findCapacity } from "../place/capacity.ts";
import type { Capacity, Probe } from "../place/capacity.ts";
import { startLoad } from "../place/load.ts";
import type { Load } from "../place/load.ts";
import { runProbe } from "../place/run-probe.ts";
import { placeOptions, stretches } from "../place/place-options.ts";
import { median, printReport, progress, short } from "../report.ts";
import type { Row } from "../report.ts";
import { benchDirectory } from "../shop.ts";
import { startPayer } from "./payer.ts";
import type { Payer } from "./payer.ts";
import { openPayStage } from "./pay-stage.ts";
import type { PayStage } from "./pay-stage.ts";

/** What was measured with payments, or without. */
interface Measured {
  readonly capacity: Capacity;
  readonly steady: Probe;
  /** While `steady` ran. */
  readonly capturedPerSecond: number;
}

const payShare = 0.1;
const warmUpCalls = 40_000;
const warmUpPayments = 3_000;
const warmUpPaysPerSecond = 500;
const firstGuessPerSecond = 10_000;
const steadyShare = 0.6;
/** Enough for every stretch of a round at rates that no machine of this kind reaches. */
const ordersPerRound = 60_000;

/**
 * `bench pay [--rounds 1] [--seconds 3] [--json]`: how many orders a second are placed while payments run at a tenth of that, against
 * how many without, on one server in one run. The server has one core; its provider and the load share the other.
 */
export async function benchPay(argv: readonly string[]): Promise<void> {
  const options = { ...optionsOf(argv), protocol: "connect" };
  const directory = benchDirectory();
  const load = startLoad();
  const payer = startPayer();
  let stage: PayStage | undefined;
  try {
    progress("filling a shop, with orders to pay");
    mkdirSync(join(directory.path, "data"));
    stage = await openPayStage(directory.path, options.rounds * ordersPerRound);
    const bench = new PayBench({ load, payer, stage, seconds: options.seconds });
    await bench.warmUp();
    const plain: Measured[] = [];
    const paying: Measured[] = [];
    for (let round = 1; round <= options.rounds; round += 1) {
      progress(`round ${round} of ${options.rounds}: without payments`);
      const without = await bench.measure(0);
      progress(`round ${round} of ${options.rounds}: with payments`);
      plain.push(without);
      paying.push(await bench.measure(payShare, without.capacity.acceptedPerSecond * steadyShare));
    }
    report(plain, paying, options);
  } finally {
    await payer.stop();
    await load.stop();
    await stage?.stop();
    directory.remove();
  }
}

class PayBench {
  readonly #load: Load;
  readonly #payer: Payer;
  readonly #stage: PayStage;
  readonly #seconds: number;
  readonly #stretchOf = stretches(
    { kind: "place", workload: "zipf", protocol: "connect" },
    placeOptions([]),
  );
  #paid = 0;

  constructor(parts: { load: Load; payer: Payer; stage: PayStage; seconds: number }) {
    this.#load = parts.load;
    this.#payer = parts.payer;
    this.#stage = parts.stage;
    this.#seconds = parts.seconds;
  }

  async warmUp(): Promise<void> {
    const { url, userIds, orderIds } = this.#stage;
    this.#load.aim({ url, userIds });
    this.#payer.aim(url, orderIds);
    await this.#load.warmUp(this.#stretchOf(1, 1), warmUpCalls);
    this.#payer.begin(warmUpPaysPerSecond);
    await this.#stage.untilCaptured(warmUpPayments);
    await this.#rest();
  }

  /** The highest rate that follows, and a longer stretch at `steadyRate`, or at a share of that. */
  async measure(share: number, steadyRate?: number): Promise<Measured> {
    const run = async (rate: number): Promise<Probe> =>
      (await this.#stretch(rate, this.#seconds, share)).probe;
    const guess = steadyRate ?? firstGuessPerSecond;
    const capacity = await findCapacity(run, guess);
    const rate = steadyRate ?? capacity.acceptedPerSecond * steadyShare;
    const { probe, capturedPerSecond } = await this.#stretch(rate, 2 * this.#seconds, share);
    return { capacity, steady: probe, capturedPerSecond };
  }

  async #stretch(rate: number, seconds: number, share: number) {
    const stretch = this.#stretchOf(rate, seconds);
    if (share === 0) {
      const probe = await runProbe(this.#stage.server, this.#load, stretch);
      return { probe, capturedPerSecond: 0 };
    }
    const before = this.#stage.captured();
    const startedMs = performance.now();
    this.#payer.begin(rate * share);
    const probe = await runProbe(this.#stage.server, this.#load, stretch);
    const tookSeconds = (performance.now() - startedMs) / 1_000;
    const capturedPerSecond = (this.#stage.captured() - before) / tookSeconds;
    await this.#rest();
    progress(`      ${short(capturedPerSecond)} payments/s were captured meanwhile`);
    return { probe, capturedPerSecond };
  }

  /** Ends paying, and waits until all that was begun is captured: the next stretch begins with nothing open. */
  async #rest(): Promise<void> {
    this.#paid += await this.#payer.end();
    await this.#stage.untilCaptured(this.#paid);
  }
}

function report(
  plain: readonly Measured[],
  paying: readonly Measured[],
  options: { readonly json: boolean },
): void {
  const ratio = (pick: (measured: Measured) => number): number =>
    median(paying.map((one, round) => pick(one) / pick(plain[round] as Measured)));
  const target = { target: 0.9, bound: "least" } as const;
  printReport(
    {
      bench: "pay",
      options,
      rows: [rowOf("without payments", plain), rowOf("with a tenth of it paid", paying)],
      ratios: [
        {
          name: "highest rate with payments / without",
          value: ratio(({ capacity }) => capacity.acceptedPerSecond),
          ...target,
        },
        {
          name: "accepted at 60 % of the highest rate without, with payments / without",
          value: ratio(({ steady }) => steady.acceptedPerSecond),
          ...target,
        },
      ],
      notes: ["latencies and core time at 60 % of the highest rate without payments"],
    },
    options.json,
  );
}

function rowOf(name: string, rounds: readonly Measured[]): Row {
  const of = (pick: (measured: Measured) => number): number => short(median(rounds.map(pick)));
  return {
    name,
    figures: {
      "accepted/s": of(({ capacity }) => capacity.acceptedPerSecond),
      "at/s": of(({ steady }) => steady.acceptedPerSecond),
      "captured/s": of(({ capturedPerSecond }) => capturedPerSecond),
      "core us/order": of(({ steady }) => steady.cpuMicrosPerCall),
      "p50 ms": of(({ steady }) => steady.latencyMs.p50),
      "p99 ms": of(({ steady }) => steady.latencyMs.p99),
      "others %": of(({ steady }) => steady.foreignShare * 100),
      "send lag p99 ms": of(({ capacity }) => capacity.sendLagP99Ms),
    },
  };
}

function optionsOf(argv: readonly string[]) {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      json: { type: "boolean", default: false },
      rounds: { type: "string", default: "1" },
      seconds: { type: "string", default: "3" },
    },
  });
  return { json: values.json, rounds: Number(values.rounds), seconds: Number(values.seconds) };
}
