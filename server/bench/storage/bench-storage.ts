import { cpSync } from "node:fs";
import { parseArgs } from "node:util";
import { nextMessage, spawnPinned } from "../child.ts";
import { median, printReport, progress, short } from "../report.ts";
import type { Ratio, Row } from "../report.ts";
import { benchDirectory, defaultShop, fillShop, openBenchStorage } from "../shop.ts";
import type { LoopResult, LoopTask } from "./loop-child.ts";

interface Subject {
  readonly side: "storage" | "bare";
  readonly workload: "hot" | "zipf";
  readonly inFlight: number;
}

/** Two full batches: one on its way to the disk, one that waits. */
const manyInFlight = 512;
/** What a server with a few thousand orders a second has: batches of a few commands, whose fixed cost shows. */
const fewInFlight = 4;
const fewCount = 20_000;

/**
 * `bench storage`: orders per second through storage.apply in batches of 256, against a bare node:sqlite loop that writes the same rows
 * as durably. Both in a child process on one core, in turn.
 */
export async function benchStorage(argv: readonly string[]): Promise<void> {
  const options = parse(argv);
  const filled = benchDirectory();
  try {
    progress("filling a shop with 10,000 users and 10,000 items");
    const storage = openBenchStorage(filled.path);
    const userIds = await fillShop(storage, defaultShop);
    await storage.close();
    const results = new Map<string, LoopResult[]>();
    for (let round = 1; round <= options.rounds; round += 1) {
      for (const subject of subjects()) {
        const result = await measure(subject, { ...options, round, userIds, filled: filled.path });
        results.set(nameOf(subject), [...(results.get(nameOf(subject)) ?? []), result]);
        const rate = `${short(result.ordersPerSecond)} orders/s`;
        const core = `${short(result.cpuMicrosPerOrder)} us of core each`;
        progress(`round ${round} of ${options.rounds}: ${nameOf(subject)}: ${rate}, ${core}`);
      }
    }
    report(results, options);
  } finally {
    filled.remove();
  }
}

type Options = ReturnType<typeof parse>;

function parse(argv: readonly string[]) {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      json: { type: "boolean", default: false },
      orders: { type: "string", default: "100000" },
      rounds: { type: "string", default: "5" },
      seed: { type: "string", default: "1" },
      keys: { type: "string", default: "v7" },
      profile: { type: "string" },
    },
  });
  return {
    json: values.json,
    orders: Number(values.orders),
    rounds: Number(values.rounds),
    seed: Number(values.seed),
    keys: values.keys === "v4" ? ("v4" as const) : ("v7" as const),
    profile: values.profile,
  };
}

function subjects(): readonly Subject[] {
  const workloads = ["hot", "zipf"] as const;
  const sides = ["bare", "storage"] as const;
  return [manyInFlight, fewInFlight].flatMap((inFlight) =>
    workloads
      .filter((workload) => inFlight === manyInFlight || workload === "hot")
      .flatMap((workload) => sides.map((side) => ({ side, workload, inFlight }))),
  );
}

async function measure(
  subject: Subject,
  run: Options & {
    readonly round: number;
    readonly userIds: readonly string[];
    readonly filled: string;
  },
): Promise<LoopResult> {
  const directory = benchDirectory();
  cpSync(run.filled, directory.path, { recursive: true });
  const profiled = run.profile !== undefined && subject.side === "storage";
  const child = spawnPinned({
    script: "bench/storage/loop-child.ts",
    core: 0,
    nodeArgv: profiled ? ["--cpu-prof", `--cpu-prof-dir=${run.profile}`] : [],
  });
  child.process.stdout?.resume();
  const count = subject.inFlight === fewInFlight ? Math.min(fewCount, run.orders) : run.orders;
  const task: LoopTask = {
    ...subject,
    directory: directory.path,
    warmUpCount: Math.min(20_000, count),
    count,
    itemCount: defaultShop.itemCount,
    userIds: run.userIds,
    keys: run.keys,
    seed: run.seed + run.round,
  };
  try {
    const answer = nextMessage<LoopResult>(child);
    child.process.send(task);
    return await answer;
  } finally {
    await child.ended();
    directory.remove();
  }
}

function report(results: ReadonlyMap<string, readonly LoopResult[]>, options: Options): void {
  const rows: Row[] = [...results].map(([name, rounds]) => ({
    name,
    figures: {
      "accepted/s": short(median(rounds.map((round) => round.ordersPerSecond))),
      "core us/order": short(median(rounds.map((round) => round.cpuMicrosPerOrder))),
      "orders/batch": short(median(rounds.map((round) => round.ordersPerBatch))),
    },
  }));
  const ratios = subjects()
    .filter(({ side }) => side === "storage")
    .flatMap((subject) => ratiosOf(subject, results));
  const notes = [
    "the bare loop runs the same statements per order (event, order, stock move, units, idempotency record) with prepared data, one update per distinct SKU and batch, the same commit, sync and checkpoints; it reads, decides, hashes and encodes nothing",
    "medians of the rounds; nothing was refused and nothing failed, or the bench would have ended",
  ];
  printReport({ bench: "storage", options, rows, ratios, notes }, options.json);
}

/** By rate, and by time on the core, which is the steadier one while other programs run. */
function ratiosOf(
  subject: Subject,
  results: ReadonlyMap<string, readonly LoopResult[]>,
): readonly Ratio[] {
  const over = results.get(nameOf(subject)) ?? [];
  const under = results.get(nameOf({ ...subject, side: "bare" })) ?? [];
  const medianOf = (ratio: (over: LoopResult, under: LoopResult) => number): number =>
    median(over.map((round, at) => ratio(round, under[at] ?? round)));
  const rates = medianOf((a, b) => a.ordersPerSecond / b.ordersPerSecond);
  const cores = medianOf((a, b) => b.cpuMicrosPerOrder / a.cpuMicrosPerOrder);
  const name = `storage / bare, ${subject.workload}, ${subject.inFlight} in flight`;
  const goal = { target: 0.5, bound: "least" } as const;
  return [
    { name, value: rates, ...goal },
    { name: `${name}, by core time`, value: cores, ...goal },
  ];
}

function nameOf({ side, workload, inFlight }: Subject): string {
  return `${side}, ${workload === "hot" ? "1 SKU" : "10,000 SKUs"}, ${inFlight} in flight`;
}
