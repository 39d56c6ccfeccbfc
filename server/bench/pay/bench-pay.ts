import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { present } from "../../core/assert.ts";
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

/** A stretch of orders with the payments beside it. */
interface PayProbe extends Probe {
  /** By the provider's books, over the orders that were accepted in the same time. */
  readonly capturedShare: number;
}

/** What was measured with payments, or without. */
interface Measured {
  readonly capacity: Capacity;
  /** At the rate of `capacity`. */
  readonly capturedShare: number;
  readonly steady: PayProbe;
}

const payShare = 0.1;
const warmUpCalls = 40_000;
const warmUpPayments = 3_000;
const warmUpPaysPerSecond = 500;
const firstGuessPerSecond = 4_000;
const steadyShare = 0.6;
/** Enough for every stretch of a round, at rates that no machine of this kind reaches. */
const ordersPerRound = 30_000;

/**
 * `bench pay [--rounds 1] [--seconds 3] [--profile DIR] [--json]`: how many orders a second are placed while payments run at a tenth of that,
 * against how many without, on one server in one run. The server has one core; its provider and the load share the other. Rounds
 * begin with the one and the other in turn, so that what drifts does not add up.
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
    stage = await openPayStage(
      directory.path,
      warmUpPayments + options.rounds * ordersPerRound,
      options.profile,
    );
    const bench = new PayBench({ load, payer, stage, seconds: options.seconds });
    await bench.warmUp();
    const plain: Measured[] = [];
    const paying: Measured[] = [];
    for (let round = 1; round <= options.rounds; round += 1) {
      progress(`round ${round} of ${options.rounds}`);
      const [without, withPayments] = await bench.round(round % 2 === 1);
      plain.push(without);
      paying.push(withPayments);
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
  #guessPerSecond = firstGuessPerSecond;

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

  /** Finds both highest rates, then runs a longer stretch of each at a share of the one without payments. */
  async round(plainFirst: boolean): Promise<readonly [without: Measured, withPayments: Measured]> {
    const shares = plainFirst ? [0, payShare] : [payShare, 0];
    const found = new Map<number, Omit<Measured, "steady">>();
    for (const share of shares) found.set(share, await this.#highestRate(share));
    const [plain, paying] = [found.get(0), found.get(payShare)];
    if (plain === undefined || paying === undefined) throw new Error("a side was left out");
    this.#guessPerSecond = paying.capacity.acceptedPerSecond;
    const rate = plain.capacity.acceptedPerSecond * steadyShare;
    const steady = new Map<number, PayProbe>();
    for (const share of shares)
      steady.set(share, await this.#stretch(rate, 2 * this.#seconds, share));
    const of = (share: number): PayProbe => present(steady.get(share), "a stretch of each side");
    return [
      { ...plain, steady: of(0) },
      { ...paying, steady: of(payShare) },
    ];
  }

  async #highestRate(share: number): Promise<Omit<Measured, "steady">> {
    progress(share === 0 ? "  without payments" : "  with payments");
    const probes: PayProbe[] = [];
    const capacity = await findCapacity(async (rate) => {
      const probe = await this.#stretch(rate, this.#seconds, share);
      probes.push(probe);
      return probe;
    }, this.#guessPerSecond);
    const { acceptedPerSecond } = capacity;
    const best = probes.find((probe) => probe.acceptedPerSecond === acceptedPerSecond);
    return { capacity, capturedShare: present(best, "the best of the probes").capturedShare };
  }

  async #stretch(rate: number, seconds: number, share: number): Promise<PayProbe> {
    const before = this.#stage.captured();
    if (share > 0) this.#payer.begin(rate * share);
    const probe = await runProbe(this.#stage.server, this.#load, this.#stretchOf(rate, seconds));
    const capturedShare = (this.#stage.captured() - before) / (probe.totals["accepted"] ?? 0);
    if (share > 0) {
      await this.#rest();
      progress(
        `      of the orders accepted ${short(capturedShare * 100)} % as many were captured`,
      );
    }
    return { ...probe, capturedShare };
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
      notes: [
        "latencies and core time at 60 % of the highest rate without payments",
        "captured: charges in the provider's books when the stretch ended, ramp included, over orders accepted; all were captured after it",
      ],
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
      "captured %": of(({ capturedShare }) => capturedShare * 100),
      "captured % at/s": of(({ steady }) => steady.capturedShare * 100),
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
      profile: { type: "string" },
    },
  });
  const { json, profile } = values;
  return { json, profile, rounds: Number(values.rounds), seconds: Number(values.seconds) };
}
