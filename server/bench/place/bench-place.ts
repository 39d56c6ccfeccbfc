import { parseArgs } from "node:util";
import { median, printReport, progress, short } from "../report.ts";
import type { Ratio, Row } from "../report.ts";
import { benchDirectory, defaultShop, fillShop, openBenchStorage } from "../shop.ts";
import { findCapacity } from "./capacity.ts";
import type { Capacity, Probe } from "./capacity.ts";
import { startLoad } from "./load.ts";
import type { Load } from "./load.ts";
import type { Stretch } from "./open-loop.ts";
import type { Protocol, Workload } from "./order-requests.ts";
import { startTarget } from "./target.ts";
import type { TargetKind } from "./target.ts";

/** One thing that is measured in every round. */
interface Subject {
  readonly kind: TargetKind;
  readonly workload: Workload;
  readonly protocol: Protocol;
}

interface Measured {
  /** Time on the server's core per call while it has no idle moment. */
  readonly busyMicrosPerCall: number;
  readonly capacity: Capacity;
  /** At a share of the capacity. */
  readonly steady: Probe;
}

const rampSeconds = 0.5;
/** Random arrivals need some room: this share of a busy core is where the search begins. */
const firstGuessShare = 0.8;
const steadyShare = 0.6;

/**
 * `bench place`: how many durable orders one core takes over stock connect-node, against an echo on the same stack in the same run.
 */
export async function benchPlace(argv: readonly string[]): Promise<void> {
  const options = parse(argv);
  const filled = benchDirectory();
  const load = startLoad();
  try {
    progress("filling a shop with 10,000 users and 10,000 items");
    const storage = openBenchStorage(filled.path);
    const userIds = await fillShop(storage, defaultShop);
    await storage.close();
    const place = { load, options, filledDirectory: filled.path, userIds };
    const results = new Map<string, Measured[]>();
    for (let round = 1; round <= options.rounds; round += 1) {
      for (const subject of subjectsOf(options)) {
        progress(`round ${round} of ${options.rounds}: ${nameOf(subject)}`);
        const sofar = results.get(nameOf(subject)) ?? [];
        results.set(nameOf(subject), [...sofar, await measure(subject, place)]);
      }
    }
    report(results, options);
  } finally {
    await load.stop();
    filled.remove();
  }
}

type Options = ReturnType<typeof parse>;

function parse(argv: readonly string[]) {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      json: { type: "boolean", default: false },
      seconds: { type: "string", default: "3" },
      rounds: { type: "string", default: "3" },
      seed: { type: "string", default: "1" },
      workload: { type: "string", multiple: true, default: ["hot", "zipf", "uniform"] },
      protocol: { type: "string", multiple: true, default: ["connect", "grpc"] },
      keys: { type: "string", default: "v7" },
      "double-clicks": { type: "string", default: "0" },
      refusals: { type: "string", default: "0" },
      profile: { type: "string" },
    },
  });
  return {
    json: values.json,
    seconds: Number(values.seconds),
    rounds: Number(values.rounds),
    seed: Number(values.seed),
    workloads: values.workload as readonly Workload[],
    protocols: values.protocol as readonly Protocol[],
    keys: values.keys === "v4" ? ("v4" as const) : ("v7" as const),
    doubleClickShare: Number(values["double-clicks"]),
    refusalShare: Number(values.refusals),
    profile: values.profile,
  };
}

/** Echo and place in turn for each protocol; the workloads of 10,000 items only where their ratio is asked for. */
function subjectsOf({ workloads, protocols }: Options): readonly Subject[] {
  return protocols.flatMap((protocol) => [
    { kind: "echo", workload: "hot", protocol } as const,
    ...workloads
      .filter((workload) => protocol === protocols[0] || workload === "hot")
      .map((workload) => ({ kind: "place", workload, protocol }) as const),
  ]);
}

async function measure(
  subject: Subject,
  place: {
    readonly load: Load;
    readonly options: Options;
    readonly filledDirectory: string;
    readonly userIds: readonly string[];
  },
): Promise<Measured> {
  const { options } = place;
  const target = await startTarget(subject.kind, { ...place, profileDirectory: options.profile });
  try {
    const stretchOf = stretches(subject, options);
    const run = async (rate: number, seconds: number): Promise<Probe> =>
      await target.probe(stretchOf(rate, seconds));
    await target.warmUp(stretchOf(1, 1));
    const busyMicrosPerCall = await target.saturate(stretchOf(1, 1));
    progress(`    a busy core: ${short(busyMicrosPerCall)} us per call`);
    const guess = (firstGuessShare * 1e6) / busyMicrosPerCall;
    const capacity = await findCapacity((rate) => run(rate, options.seconds), guess);
    const steady = await run(capacity.acceptedPerSecond * steadyShare, options.seconds * 2);
    await target.verify();
    return { busyMicrosPerCall, capacity, steady };
  } finally {
    await target.stop();
  }
}

/** Stretches of a subject, each with a seed of its own. */
function stretches({ workload, protocol }: Subject, options: Options) {
  let seed = options.seed * 1_000_000;
  const { keys, doubleClickShare, refusalShare } = options;
  const { itemCount } = defaultShop;
  const mix: Stretch["mix"] = { workload, itemCount, keys, doubleClickShare, refusalShare };
  return (ratePerSecond: number, seconds: number): Stretch => {
    seed += 1_000;
    return { protocol, ratePerSecond, rampSeconds, seconds, seed, mix };
  };
}

function report(results: ReadonlyMap<string, readonly Measured[]>, options: Options): void {
  const rows = [...results].map(([name, rounds]) => rowOf(name, rounds));
  const notes = [
    "accepted/s is the highest rate that followed the offered one, median of the rounds; latencies at 60 % of it",
    "ratios are medians of the ratios of each round; those by core time compare what a call costs a server that is kept busy (64 calls at once), and are the steadier ones while other programs run",
  ];
  printReport(
    { bench: "place", options, rows, ratios: ratiosOf(results, options), notes },
    options.json,
  );
}

function rowOf(name: string, rounds: readonly Measured[]): Row {
  const of = (pick: (measured: Measured) => number): number => short(median(rounds.map(pick)));
  return {
    name,
    figures: {
      "accepted/s": of(({ capacity }) => capacity.acceptedPerSecond),
      "core us/call": of(({ busyMicrosPerCall }) => busyMicrosPerCall),
      "at/s": of(({ steady }) => steady.acceptedPerSecond),
      "replayed/s": of(({ steady }) => steady.replayedPerSecond),
      "refused/s": of(({ steady }) => steady.refusedPerSecond),
      "errors/s": of(({ steady }) => steady.errorsPerSecond),
      "p50 ms": of(({ steady }) => steady.latencyMs.p50),
      "p90 ms": of(({ steady }) => steady.latencyMs.p90),
      "p99 ms": of(({ steady }) => steady.latencyMs.p99),
      "p99.9 ms": of(({ steady }) => steady.latencyMs["p99.9"]),
      "others %": of(({ steady }) => steady.foreignShare * 100),
      "send lag p99 ms": of(({ capacity }) => capacity.sendLagP99Ms),
    },
  };
}

function ratiosOf(
  results: ReadonlyMap<string, readonly Measured[]>,
  options: Options,
): readonly Ratio[] {
  const ratios: Ratio[] = [];
  const add = (name: string, target: number, over: Subject, under: Subject): void => {
    const above = results.get(nameOf(over)) ?? [];
    const below = results.get(nameOf(under)) ?? [];
    if (above.length === 0 || below.length === 0) return;
    const medianOf = (ratio: (over: Measured, under: Measured | undefined) => number): number =>
      median(above.map((measured, round) => ratio(measured, below[round])));
    const rates = medianOf((a, b) => rateOf(a) / rateOf(b));
    const cores = medianOf((a, b) => coreOf(b) / coreOf(a));
    ratios.push({ name, value: rates, target, bound: "least" });
    ratios.push({ name: `${name}, by core time`, value: cores, target, bound: "least" });
  };
  for (const protocol of options.protocols) {
    const hot = { kind: "place", workload: "hot", protocol } as const;
    const target = protocol === "grpc" ? 0.8 : 0.7;
    add(`place / echo, ${protocol}`, target, hot, { ...hot, kind: "echo" });
    for (const workload of ["zipf", "uniform"] as const) {
      const many = { ...hot, workload };
      add(`one hot SKU / 10,000 SKUs (${workload}), ${protocol}`, 0.9, hot, many);
    }
  }
  return ratios;
}

function coreOf(measured: Measured | undefined): number {
  return measured?.busyMicrosPerCall ?? Number.NaN;
}

function rateOf(measured: Measured | undefined): number {
  return measured?.capacity.acceptedPerSecond ?? Number.NaN;
}

function nameOf({ kind, workload, protocol }: Subject): string {
  return kind === "echo" ? `echo ${protocol}` : `place ${workload} ${protocol}`;
}
