import type { Side } from "./side.ts";

export interface Driven {
  readonly frameCount: number;
  readonly ms: number;
  /** Time on the core, of all threads. */
  readonly cpuMs: number;
}

/** Frames that are prepared at once: few, because what waits to be sent is garbage to collect for the side that needs it. */
const chunkFrames = 32;

/** Sends one frame after another for a time, each when every subscriber has taken the last. What it takes to prepare them is left out. */
export async function driveFor(side: Side, ms: number): Promise<Driven> {
  const total = { frameCount: 0, ms: 0, cpuMs: 0 };
  while (total.ms < ms) {
    side.prepare(chunkFrames);
    const before = process.cpuUsage();
    const startedMs = performance.now();
    const endMs = startedMs + ms - total.ms;
    for (let count = 0; count < chunkFrames && performance.now() < endMs; count += 1) {
      side.send();
      total.frameCount += 1;
      await taken(side);
    }
    const { user, system } = process.cpuUsage(before);
    total.ms += performance.now() - startedMs;
    total.cpuMs += (user + system) / 1_000;
  }
  return total;
}

function taken(side: Side): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (side.taken()) resolve();
      else setImmediate(look);
    };
    setImmediate(look);
  });
}
