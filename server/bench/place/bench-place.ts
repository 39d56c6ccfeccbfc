import { median, progress, short } from "../report.ts";
import { benchDirectory, defaultShop, fillShop, openBenchStorage } from "../shop.ts";
import { findCapacity } from "./capacity.ts";
import type { Probe } from "./capacity.ts";
import { startLoad } from "./load.ts";
import type { Load } from "./load.ts";
import type { Stretch } from "./open-loop.ts";
import type { Protocol } from "./order-requests.ts";
import { nameOf, placeOptions, stretches, subjectsOf } from "./place-options.ts";
import type { PlaceOptions, Subject } from "./place-options.ts";
import { reportPlace } from "./place-report.ts";
import type { Measured, Rate } from "./place-report.ts";
import { startTarget } from "./target.ts";
import type { Target } from "./target.ts";

/** A server that runs, with what it is sent. */
interface Stage {
  readonly subject: Subject;
  readonly target: Target;
  readonly stretchOf: (ratePerSecond: number, seconds: number) => Stretch;
}

/**
 * Passes over all servers of a round, a few thousand calls each: they share a machine whose speed drifts by a fifth within a minute, and
 * only neighbours in time can be compared.
 */
const busyPasses = 12;
/** Random arrivals need some room: this share of a busy core is where the search begins. */
const firstGuessShare = 0.8;
const steadyShare = 0.6;

/**
 * `bench place`: how many durable orders one core takes, against an echo on stock connect-node with the same guards and interceptors in
 * the same run.
 */
export async function benchPlace(argv: readonly string[]): Promise<void> {
  const options = placeOptions(argv);
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
      for (const protocol of options.protocols) {
        progress(`round ${round} of ${options.rounds}: ${protocol}`);
        for (const [name, measured] of await measureRound(protocol, place)) {
          results.set(name, [...(results.get(name) ?? []), measured]);
        }
      }
    }
    reportPlace(results, options);
  } finally {
    await load.stop();
    filled.remove();
  }
}

interface Place {
  readonly load: Load;
  readonly options: PlaceOptions;
  readonly filledDirectory: string;
  readonly userIds: readonly string[];
}

/** Starts every server of a protocol, warms them up, compares them, and stops them. */
async function measureRound(
  protocol: Protocol,
  place: Place,
): Promise<ReadonlyMap<string, Measured>> {
  const stages: Stage[] = [];
  try {
    for (const subject of subjectsOf(protocol, place.options)) {
      stages.push(await startStage(subject, place));
    }
    const busy = await measureBusy(stages);
    const results = new Map<string, Measured>();
    for (const stage of stages) {
      const busyMicrosPerCall = busy.get(stage) ?? [];
      const rate = place.options.coreOnly
        ? undefined
        : await measureRate(stage, median(busyMicrosPerCall), place.options);
      results.set(nameOf(stage.subject), { busyMicrosPerCall, rate });
      await stage.target.verify();
    }
    return results;
  } finally {
    for (const { target } of stages) await target.stop();
  }
}

async function startStage(subject: Subject, place: Place): Promise<Stage> {
  const { options } = place;
  const target = await startTarget(subject.kind, { ...place, profileDirectory: options.profile });
  const stretchOf = stretches(subject, options);
  target.aim();
  await target.warmUp(stretchOf(1, 1));
  return { subject, target, stretchOf };
}

/** What a call costs each server when it has no idle moment, by pass, the servers in turn. */
async function measureBusy(
  stages: readonly Stage[],
): Promise<ReadonlyMap<Stage, readonly number[]>> {
  const micros = new Map<Stage, number[]>(stages.map((stage) => [stage, []]));
  for (let pass = 0; pass < busyPasses; pass += 1) {
    for (const stage of stages) {
      stage.target.aim();
      micros.get(stage)?.push(await stage.target.saturate(stage.stretchOf(1, 1)));
    }
  }
  for (const [{ subject }, values] of micros) {
    progress(`    ${nameOf(subject)}, a busy core: ${short(median(values))} us per call`);
  }
  return micros;
}

async function measureRate(
  { subject, target, stretchOf }: Stage,
  busyMicrosPerCall: number,
  options: PlaceOptions,
): Promise<Rate> {
  progress(`    ${nameOf(subject)}, rates:`);
  target.aim();
  const run = async (rate: number, seconds: number): Promise<Probe> =>
    await target.probe(stretchOf(rate, seconds));
  const guess = (firstGuessShare * 1e6) / busyMicrosPerCall;
  const capacity = await findCapacity((rate) => run(rate, options.seconds), guess);
  const steady = await run(capacity.acceptedPerSecond * steadyShare, options.seconds * 2);
  return { capacity, steady };
}
