/**
 * One side of the bench, in a process of its own on one core: the first argument names it, the second how many events a frame has, the
 * third the coding. Told over IPC what to do, it answers each task with one message.
 */
import { startConnectSide } from "./connect-side.ts";
import { driveFor } from "./drive.ts";
import type { Driven } from "./drive.ts";
import { startGrpcSide } from "./grpc-side.ts";
import { placeAtRate } from "./place-at-rate.ts";
import { publishAtRate } from "./publish-at-rate.ts";
import { startRawSide } from "./raw-side.ts";
import type { Side, SideOptions } from "./side.ts";
import { startSluiceSide } from "./sluice-side.ts";
import type { SluiceSide } from "./sluice-side.ts";

export type SideName = "sluice" | "raw" | "connect" | "grpc";

export type ServerTask =
  | { readonly type: "count" }
  | { readonly type: "drive"; readonly ms: number }
  | { readonly type: "publish"; readonly ms: number; readonly ratePerSecond: number }
  | { readonly type: "place"; readonly ms: number; readonly ratePerSecond: number }
  | { readonly type: "memory" }
  | { readonly type: "latency" };

/** Answers by task; `latency` starts to measure again with every answer. */
export interface ServerAnswers {
  readonly count: number;
  readonly drive: Driven;
  readonly publish: { readonly eventCount: number };
  readonly place: { readonly orderCount: number; readonly subscriberCount: number };
  readonly memory: Readonly<Record<"rss" | "rssWithRoom" | "heapUsed" | "external", number>>;
  readonly latency: Readonly<
    Record<"flushP50Ms" | "flushP99Ms" | "answerP50Ms" | "answerP99Ms", number>
  >;
}

const [name = "sluice", eventCount = "1", coding = "identity"] = process.argv.slice(2);
const options: SideOptions = {
  eventCount: Number(eventCount),
  coding: coding === "gzip" ? "gzip" : "identity",
};
const sluice = name === "sluice" ? await startSluiceSide(options.eventCount) : undefined;
const side = sluice ?? (await startOther(name));
process.stdout.write(`${JSON.stringify({ url: side.url })}\n`);
process.on("message", (task: ServerTask) => void answer(task));
process.on("SIGTERM", () => process.exit(0));
process.on("disconnect", () => process.exit(0));

async function startOther(which: string): Promise<Side> {
  if (which === "raw") return await startRawSide(options);
  return await (which === "grpc" ? startGrpcSide(options) : startConnectSide(options));
}

async function answer(task: ServerTask): Promise<void> {
  process.send?.(await perform(task));
}

async function perform(task: ServerTask): Promise<ServerAnswers[ServerTask["type"]]> {
  switch (task.type) {
    case "count":
      return side.subscriberCount();
    case "drive":
      return await driveFor(side, task.ms);
    case "memory":
      return memory();
    case "publish":
      return await publishAtRate(ours().hub, task);
    case "place":
      return await placeAtRate(ours(), task);
    case "latency":
      return latency(ours());
  }
}

function ours(): SluiceSide {
  if (sluice === undefined) throw new Error("only our side does that");
  return sluice;
}

/**
 * What is left after collecting garbage: once as always, and once as when memory is short. The first leaves V8 the room that opening many
 * streams at once made it take for young objects, up to 48 MB however many streams there are; the second gives it back.
 */
function memory(): ServerAnswers["memory"] {
  collect({ type: "major", execution: "sync" });
  const rssWithRoom = process.memoryUsage().rss;
  collect({ type: "major", execution: "sync", flavor: "last-resort" });
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss, heapUsed, external, rssWithRoom };
}

/** Twice: the first may leave what finalizers hold. */
function collect(how: Parameters<NonNullable<typeof globalThis.gc>>[0]): void {
  for (let count = 0; count < 2; count += 1) globalThis.gc?.(how);
}

function latency({ flushes, answers }: SluiceSide): ServerAnswers["latency"] {
  const found = {
    flushP50Ms: flushes.percentile(50) / 1e6,
    flushP99Ms: flushes.percentile(99) / 1e6,
    answerP50Ms: answers.percentile(50) / 1e6,
    answerP99Ms: answers.percentile(99) / 1e6,
  };
  flushes.reset();
  answers.reset();
  return found;
}
