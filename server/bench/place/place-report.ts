import { median, printReport, short } from "../report.ts";
import type { Ratio, Row } from "../report.ts";
import type { Capacity, Probe } from "./capacity.ts";
import { nameOf } from "./place-options.ts";
import type { PlaceOptions, Subject } from "./place-options.ts";

export interface Measured {
  /** Time on the server's core per call while it has no idle moment, in each pass. */
  readonly busyMicrosPerCall: readonly number[];
  /** Undefined when only core time was asked for. */
  readonly rate: Rate | undefined;
}

export interface Rate {
  readonly capacity: Capacity;
  /** At a share of the capacity. */
  readonly steady: Probe;
}

/** Prints what was measured in each round, by subject. */
export function reportPlace(
  results: ReadonlyMap<string, readonly Measured[]>,
  options: PlaceOptions,
): void {
  const rows = [...results].map(([name, rounds]) => rowOf(name, rounds));
  const notes = [
    "accepted/s is the highest rate that followed the offered one, median of the rounds; latencies at 60 % of it",
    "ratios by core time compare what a call costs a server that is kept busy (64 calls at once), by neighbouring passes; they are the steadier ones while other programs run",
  ];
  printReport(
    { bench: "place", options, rows, ratios: ratiosOf(results, options), notes },
    options.json,
  );
}

function rowOf(name: string, rounds: readonly Measured[]): Row {
  const rates = rounds.flatMap(({ rate }) => rate ?? []);
  const of = (pick: (rate: Rate) => number): number => short(median(rates.map(pick)));
  const core = short(median(rounds.flatMap(({ busyMicrosPerCall }) => busyMicrosPerCall)));
  if (rates.length === 0) return { name, figures: { "core us/call": core } };
  return {
    name,
    figures: {
      "accepted/s": of(({ capacity }) => capacity.acceptedPerSecond),
      "core us/call": core,
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
  options: PlaceOptions,
): readonly Ratio[] {
  const ratios: Ratio[] = [];
  const add = (name: string, target: number, over: Subject, under: Subject): void => {
    const above = results.get(nameOf(over)) ?? [];
    const below = results.get(nameOf(under)) ?? [];
    if (above.length === 0 || below.length === 0) return;
    const rates = median(above.map((measured, round) => rateOf(measured) / rateOf(below[round])));
    if (!options.coreOnly) ratios.push({ name, value: rates, target, bound: "least" });
    const cores = above.flatMap(({ busyMicrosPerCall }, round) =>
      busyMicrosPerCall.map((us, pass) => (below[round]?.busyMicrosPerCall[pass] ?? 0) / us),
    );
    ratios.push({ name: `${name}, by core time`, value: median(cores), target, bound: "least" });
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

function rateOf(measured: Measured | undefined): number {
  return measured?.rate?.capacity.acceptedPerSecond ?? Number.NaN;
}
