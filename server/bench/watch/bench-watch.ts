import { parseArgs } from "node:util";
import { printReport, progress } from "../report.ts";
import type { PartResult } from "./deliveries.ts";
import { measureDeliveries } from "./deliveries.ts";
import { measureMemory } from "./memory.ts";
import { measurePlace } from "./place-with-watchers.ts";
import { measureStalled } from "./stalled.ts";
import { startSubscribers } from "./subscribers.ts";
import type { Subscribers } from "./subscribers.ts";
import { measureTicks } from "./ticks.ts";

type Options = ReturnType<typeof parse>;
type Part = (subscribers: Subscribers, options: Options) => Promise<PartResult>;

const parts: Readonly<Record<string, Part>> = {
  deliveries: (subscribers, options) =>
    measureDeliveries(subscribers, {
      ...options,
      coding: "identity",
      eventCount: 1,
      targets: { raw: 0.7, connect: 15, grpc: 1 },
    }),
  gzip: (subscribers, options) =>
    measureDeliveries(subscribers, {
      ...options,
      coding: "gzip",
      sides: options.sides.filter((side) => side !== "grpc"),
      eventCount: 17,
      targets: { raw: 0.7, connect: 150 },
    }),
  ticks: measureTicks,
  memory: measureMemory,
  stalled: measureStalled,
  place: measurePlace,
};

/**
 * `bench watch`: what live streams cost: deliveries against raw http2, stock connect-node and grpc-js, memory of idle and of stalled
 * streams, and what they do to PlaceOrder.
 */
export async function benchWatch(argv: readonly string[]): Promise<void> {
  const options = parse(argv);
  const subscribers = startSubscribers();
  const results: PartResult[] = [];
  try {
    for (const name of options.parts) {
      const part = Object.hasOwn(parts, name) ? parts[name] : undefined;
      if (part === undefined) throw new Error(`the parts are ${Object.keys(parts).join(", ")}`);
      progress(name);
      results.push(await part(subscribers, options));
    }
  } finally {
    await subscribers.stop();
  }
  const rows = results.flatMap((result) => result.rows);
  const ratios = results.flatMap((result) => result.ratios);
  printReport({ bench: "watch", options, rows, ratios, notes }, options.json);
}

const notes = [
  "ratios of deliveries are medians of the ratios of each round, by the time each server spent on its core",
];

function parse(argv: readonly string[]) {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      json: { type: "boolean", default: false },
      part: {
        type: "string",
        multiple: true,
        default: ["deliveries", "gzip", "ticks", "memory", "place"],
      },
      seconds: { type: "string", default: "1" },
      rounds: { type: "string", default: "7" },
      "memory-rounds": { type: "string", default: "3" },
      // Of PlaceOrder in the part "place"; 0: half of what the machine takes just then.
      rate: { type: "string", default: "0" },
      minutes: { type: "string", default: "1" },
      side: { type: "string", multiple: true, default: ["raw", "sluice", "connect", "grpc"] },
      profile: { type: "string" },
    },
  });
  return {
    json: values.json,
    parts: values.part,
    seconds: Number(values.seconds),
    rounds: Number(values.rounds),
    memoryRounds: Number(values["memory-rounds"]),
    ratePerSecond: Number(values.rate),
    minutes: Number(values.minutes),
    sides: values.side,
    profileDirectory: values.profile,
  };
}
