import { setTimeout } from "node:timers/promises";
import { OrdersMode } from "#gen/sluice/live/v1/live_pb.ts";
import { median, progress, short } from "../report.ts";
import type { Ratio, Row } from "../report.ts";
import { cycleFrames } from "./prepared-frames.ts";
import { quietCores } from "./quiet-cores.ts";
import type { OpenFleet, Subscribers } from "./subscribers.ts";
import { watchBody, watchHeaders } from "./subscribers.ts";
import type { SideName } from "./watch-server.ts";
import type { WatchTarget } from "./watch-target.ts";
import { startWatchTarget } from "./watch-target.ts";

/** What a part of the bench has to tell. */
export interface PartResult {
  readonly rows: readonly Row[];
  readonly ratios: readonly Ratio[];
}

export interface DeliveryOptions {
  readonly coding: "identity" | "gzip";
  readonly eventCount: number;
  readonly seconds: number;
  readonly rounds: number;
  readonly sides: readonly string[];
  /** Least shares: of raw http2, of stock connect-node, of grpc-js where that is measured too. */
  readonly targets: { readonly raw: number; readonly connect: number; readonly grpc?: number };
  readonly profileDirectory?: string | undefined;
}

interface Measured {
  readonly perSecond: number;
  /** Per second that the server spent on its core, which is what others on the core do not change. */
  readonly perCoreSecond: number;
  readonly bytesPerDelivery: number;
  /** Share of its core that the counting client used. */
  readonly clientShare: number;
}

interface Entrant {
  readonly side: SideName;
  readonly target: WatchTarget;
  readonly fleet: OpenFleet;
  readonly measured: Measured[];
}

const allSides: readonly SideName[] = ["raw", "sluice", "connect", "grpc"];
const connectionCount = 10;
const streamsPerConnection = 100;
/** Heartbeat, and the end of an empty snapshot. */
const preludeCount = 2;
/** Ratios go by core time, which others disturb little. */
const quietMaxMs = 1_000;
const warmUpMs = 1_000;
const settleMs = 200;
const everything = { case: "orders", value: { mode: OrdersMode.EVERY } } as const;

/** Deliveries to 1,000 subscribers of one topic set, side by side in turn. */
export async function measureDeliveries(
  subscribers: Subscribers,
  options: DeliveryOptions,
): Promise<PartResult> {
  const sides = allSides.filter((side) => options.sides.includes(side));
  const entrants: Entrant[] = [];
  try {
    for (const side of sides) entrants.push(await enter(side, subscribers, options));
    for (const entrant of entrants) await drive(entrant, subscribers, warmUpMs);
    for (let round = 1; round <= options.rounds; round += 1) {
      for (const entrant of entrants) {
        await quietCores(quietMaxMs);
        const measured = await drive(entrant, subscribers, options.seconds * 1_000);
        entrant.measured.push(measured);
        const { perSecond, perCoreSecond, clientShare } = measured;
        progress(
          `  round ${round}: ${entrant.side} ${short(perSecond)}/s, ${short(perCoreSecond)} per core second, client ${short(clientShare * 100)} % of its core`,
        );
      }
    }
  } finally {
    for (const { fleet } of entrants) await fleet.close();
    for (const { target } of entrants) await target.stop();
  }
  return {
    rows: entrants.map((entrant) => row(entrant, options)),
    ratios: ratios(entrants, options),
  };
}

async function enter(
  side: SideName,
  subscribers: Subscribers,
  { coding, eventCount, profileDirectory }: DeliveryOptions,
): Promise<Entrant> {
  const profiled = side === "sluice" || side === "raw";
  const target = await startWatchTarget({
    side,
    eventCount,
    coding,
    profileDirectory: profiled ? profileDirectory : undefined,
  });
  const ours = side === "sluice";
  const compressed = coding === "gzip";
  const fleet = await subscribers.open({
    url: target.url,
    headers: watchHeaders(side === "grpc" ? "grpc" : "connect", coding),
    bodies: [watchBody({ topics: [{ topic: everything }] })],
    connectionCount,
    streamsPerConnection,
    expectation: {
      preludeCount: ours ? preludeCount : 0,
      frames: { eventCount, compressed, cycleFrames: ours ? 0 : cycleFrames },
    },
  });
  await target.untilCount(fleet.streamCount);
  if (ours) await fleet.until(({ ready }) => ready === fleet.streamCount);
  await setTimeout(settleMs);
  return { side, target, fleet, measured: [] };
}

/** One stretch; every frame must have reached every subscriber in the end. */
async function drive(
  { target, fleet }: Entrant,
  subscribers: Subscribers,
  ms: number,
): Promise<Measured> {
  const before = await fleet.tally();
  const clientBeforeMs = subscribers.cpuMs();
  const driven = await target.ask({ type: "drive", ms });
  const sent = driven.frameCount * fleet.streamCount;
  const after = await fleet.until(({ envelopes }) => envelopes - before.envelopes >= sent);
  const received = after.envelopes - before.envelopes;
  if (received !== sent) throw new Error(`${sent} frames were sent, ${received} came`);
  return {
    perSecond: (sent * 1_000) / driven.ms,
    perCoreSecond: (sent * 1_000) / driven.cpuMs,
    bytesPerDelivery: (after.bytes - before.bytes) / sent,
    clientShare: (subscribers.cpuMs() - clientBeforeMs) / driven.ms,
  };
}

function row({ side, measured }: Entrant, { coding, eventCount }: DeliveryOptions): Row {
  const of = (pick: (one: Measured) => number): number => short(median(measured.map(pick)));
  const perSecond = of((one) => one.perSecond);
  return {
    name: `${side} ${coding}, ${eventCount} a frame`,
    figures: {
      "deliveries/s": perSecond,
      "per core second": of((one) => one.perCoreSecond),
      "events/s": perSecond * eventCount,
      "bytes each": of((one) => one.bytesPerDelivery),
      "client core %": of((one) => one.clientShare * 100),
    },
  };
}

/** Medians of the ratios of each round, by the time that each server spent on its core. */
function ratios(
  entrants: readonly Entrant[],
  { coding, targets }: DeliveryOptions,
): readonly Ratio[] {
  const ours = entrants.find(({ side }) => side === "sluice")?.measured ?? [];
  const over = (side: SideName): number => {
    const theirs = entrants.find((entrant) => entrant.side === side)?.measured ?? [];
    return median(
      ours.map((one, at) => one.perCoreSecond / (theirs[at]?.perCoreSecond ?? Number.NaN)),
    );
  };
  const names = ["raw", "connect", "grpc"] as const;
  return names.flatMap((side) => {
    const target = targets[side];
    if (target === undefined || !entrants.some((entrant) => entrant.side === side)) return [];
    const name = `deliveries, ours / ${side}, ${coding}`;
    return [{ name, value: over(side), target, bound: "least" } as const];
  });
}
