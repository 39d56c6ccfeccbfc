/**
 * The subscribers, in a process of their own on the second core. Told over IPC what to open, what to count and what to close; answers each
 * with one message. It stands behind the load of PlaceOrder, whose latencies are measured on the same core.
 */
import { setPriority } from "node:os";
import { Fleet } from "./fleet.ts";
import type { FleetPlan, FleetTally } from "./fleet.ts";

export type SubscribersMessage =
  | { readonly type: "open"; readonly id: number; readonly plan: FleetPlan }
  | { readonly type: "tally"; readonly id: number }
  | { readonly type: "close"; readonly id: number };

export interface SubscribersAnswer {
  readonly tally: FleetTally | undefined;
  /** Time this process has spent on its core. */
  readonly cpuMs: number;
}

const niceness = 10;
const fleets = new Map<number, Fleet>();
setPriority(niceness);

process.on("message", (message: SubscribersMessage) => void answer(message));
process.on("disconnect", () => process.exit(0));

async function answer(message: SubscribersMessage): Promise<void> {
  const { id } = message;
  if (message.type === "open") fleets.set(id, await Fleet.open(message.plan));
  if (message.type === "close") {
    fleets.get(id)?.close();
    fleets.delete(id);
  }
  const { user, system } = process.cpuUsage();
  const reply: SubscribersAnswer = {
    tally: fleets.get(id)?.tally(),
    cpuMs: (user + system) / 1_000,
  };
  process.send?.(reply);
}
