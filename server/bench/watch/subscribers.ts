import { setTimeout } from "node:timers/promises";
import { toBinary } from "@bufbuild/protobuf";
import type { MessageInitShape } from "@bufbuild/protobuf";
import { create } from "@bufbuild/protobuf";
import { WatchRequestSchema } from "#gen/sluice/live/v1/live_service_pb.ts";
import { nextMessage, spawnPinned } from "../child.ts";
import type { FleetPlan, FleetTally } from "./fleet.ts";
import type { SubscribersAnswer, SubscribersMessage } from "./subscribers-process.ts";
import type { WireHeaders } from "./wire-connection.ts";

/** The process of the subscribers, from the outside. */
export interface Subscribers {
  readonly open: (plan: FleetPlan) => Promise<OpenFleet>;
  readonly cpuMs: () => number;
  readonly stop: () => Promise<void>;
}

export interface OpenFleet {
  readonly streamCount: number;
  readonly tally: () => Promise<FleetTally>;
  /** Waits until `done` holds of what was received. Rejects after half a minute, or when the subscribers found a fault. */
  readonly until: (done: (tally: FleetTally) => boolean) => Promise<FleetTally>;
  readonly close: () => Promise<void>;
}

const patienceMs = 30_000;
const lookMs = 10;

/** Starts the process of the subscribers on the second core. */
export function startSubscribers(): Subscribers {
  const child = spawnPinned({ script: "bench/watch/subscribers-process.ts", core: 1 });
  let lastId = 0;
  const ask = async (message: SubscribersMessage): Promise<SubscribersAnswer> => {
    const answer = nextMessage<SubscribersAnswer>(child);
    child.process.send(message);
    return await answer;
  };
  const tallyOf = async (id: number): Promise<FleetTally> => {
    const { tally } = await ask({ type: "tally", id });
    if (tally === undefined) throw new Error("these subscribers were closed");
    if (tally.faults > 0)
      throw new Error(`${tally.faults} wrong frames, first: ${tally.firstFault}`);
    return tally;
  };
  return {
    cpuMs: child.cpuMs,
    stop: child.stop,
    async open(plan) {
      const id = (lastId += 1);
      await ask({ type: "open", id, plan });
      return {
        streamCount: plan.connectionCount * plan.streamsPerConnection,
        tally: () => tallyOf(id),
        until: (done) => until(() => tallyOf(id), done),
        async close() {
          await ask({ type: "close", id });
        },
      };
    },
  };
}

async function until(
  look: () => Promise<FleetTally>,
  done: (tally: FleetTally) => boolean,
): Promise<FleetTally> {
  const startedMs = performance.now();
  for (;;) {
    const tally = await look();
    if (done(tally)) return tally;
    if (performance.now() - startedMs > patienceMs)
      throw new Error(`the subscribers wait for more than ${JSON.stringify(tally)}`);
    await setTimeout(lookMs);
  }
}

/** A request as it goes into the body of a stream, in base64. */
export function watchBody(request: MessageInitShape<typeof WatchRequestSchema>): string {
  const message = toBinary(WatchRequestSchema, create(WatchRequestSchema, request));
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]).toString("base64");
}

/** Headers of a stream in a protocol, asking for a coding. */
export function watchHeaders(
  protocol: "connect" | "grpc",
  coding: "identity" | "gzip",
): WireHeaders {
  return protocol === "grpc"
    ? [
        ["content-type", "application/grpc+proto"],
        ["te", "trailers"],
        ["grpc-accept-encoding", coding],
      ]
    : [
        ["content-type", "application/connect+proto"],
        ["connect-protocol-version", "1"],
        ["connect-accept-encoding", coding],
      ];
}
