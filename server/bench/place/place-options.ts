import { parseArgs } from "node:util";
import { defaultShop } from "../shop.ts";
import type { Stretch } from "./open-loop.ts";
import type { Protocol, Workload } from "./order-requests.ts";
import type { TargetKind } from "./target.ts";

export type PlaceOptions = ReturnType<typeof placeOptions>;

/** What `bench place` was asked for. */
export function placeOptions(argv: readonly string[]) {
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
      "core-only": { type: "boolean", default: false },
      "own-echo": { type: "boolean", default: false },
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
    coreOnly: values["core-only"],
    ownEcho: values["own-echo"],
    doubleClickShare: Number(values["double-clicks"]),
    refusalShare: Number(values.refusals),
    profile: values.profile,
  };
}

/** One thing that is measured in every round. */
export interface Subject {
  readonly kind: TargetKind;
  readonly workload: Workload;
  readonly protocol: Protocol;
}

/** What runs side by side for a protocol; the workloads of 10,000 items only where their ratio is asked for. */
export function subjectsOf(protocol: Protocol, options: PlaceOptions): readonly Subject[] {
  const { workloads, protocols, ownEcho } = options;
  const shown = workloads.filter((name) => protocol === protocols[0] || name === "hot");
  return [
    { kind: "echo", workload: "hot", protocol },
    ...(ownEcho ? [{ kind: "own echo", workload: "hot", protocol } as const] : []),
    ...shown.map((workload) => ({ kind: "place", workload, protocol }) as const),
  ];
}

/** A subject in words. */
export function nameOf({ kind, workload, protocol }: Subject): string {
  return kind === "place" ? `place ${workload} ${protocol}` : `${kind} ${protocol}`;
}

const rampSeconds = 0.5;

/** Stretches of a subject, each with a seed of its own. */
export function stretches({ workload, protocol }: Subject, options: PlaceOptions) {
  let seed = options.seed * 1_000_000;
  const { keys, doubleClickShare, refusalShare } = options;
  const { itemCount } = defaultShop;
  const mix: Stretch["mix"] = { workload, itemCount, keys, doubleClickShare, refusalShare };
  return (ratePerSecond: number, seconds: number): Stretch => {
    seed += 1_000;
    return { protocol, ratePerSecond, rampSeconds, seconds, seed, mix };
  };
}
