import { execFileSync } from "node:child_process";
import { parseArgs } from "node:util";
import type { DurabilityResult, DurabilityRun } from "./durability-child.ts";

const child = new URL("durability-child.ts", import.meta.url).pathname;

/**
 * `bench durability [--seconds 4] [--fsync-ms 5] [--json]`: the two ways of being durable side by side, on the disk as it
 * is and with every sync made slower by strace, which it needs. Prints a row per run; what was found is in
 * docs/durability.md.
 */
export function benchDurability(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      seconds: { type: "string", default: "4" },
      "fsync-ms": { type: "string", default: "5" },
      json: { type: "boolean", default: false },
    },
  });
  const durationMs = Number(values.seconds) * 1000;
  const rows: object[] = [];
  for (const addedMs of [0, Number(values["fsync-ms"])]) {
    for (const load of ["batches", "stream"] as const) {
      for (const way of ["full", "awaited"] as const) {
        const result = runOnce({ way, load, durationMs }, addedMs);
        rows.push({ syncAddedMs: addedMs, load, way, ...result });
        console.log(lineOf(`+${addedMs} ms, ${load}, ${way}`, result));
      }
    }
  }
  if (values.json) console.log(JSON.stringify({ bench: "durability", rows }));
  return Promise.resolve();
}

function lineOf(name: string, result: DurabilityResult): string {
  const { ordersPerSecond, loopDelayMs, latencyMs } = result;
  const rate = `${ordersPerSecond.toLocaleString("en")} orders/s`.padStart(16);
  const delay = `loop delay p50/p99/max ${loopDelayMs.join(" / ")} ms`;
  return `${name.padEnd(24)} ${rate}  ${delay}, answers p50/p99 ${latencyMs.join(" / ")} ms`;
}

function runOnce(run: DurabilityRun, addedMs: number): DurabilityResult {
  const program = [process.execPath, child, JSON.stringify(run)];
  const calls = "fdatasync,fsync";
  const slower = `inject=${calls}:delay_exit=${addedMs * 1000}`;
  const strace = ["-f", "--seccomp-bpf", "-o", "/dev/null", "-e", `trace=${calls}`, "-e", slower];
  const [command = "", ...args] = addedMs === 0 ? program : ["strace", ...strace, ...program];
  return JSON.parse(execFileSync(command, args, { encoding: "utf8" })) as DurabilityResult;
}
